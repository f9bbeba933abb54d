"""How much of a guide hangs on one shared fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waymark_guide.trees.engine.compiler import CompiledTree


def outcomes_resting_on(compiled: CompiledTree, fact: str) -> int:
    """The number of outcomes that the answer to a fact can move, bring in or keep out: all of them where an answer leads somewhere of its own."""
    tree = compiled.as_json()
    found: set[int] = set()
    for question in tree["questions"]:
        if question["fact"] != fact:
            continue
        if any(option["next"] for option in question["options"]):
            return len(tree["outcomes"])
        key = question["same_as"] or question["id"]
        found |= {effect[0] for option in question["options"] for effect in option["effects"]}
        found |= {place for place, outcome in enumerate(tree["outcomes"]) if key in _read(outcome["when"]) | _read(outcome["not_if"])}
    return len(found)


def _read(condition: Any) -> set[str]:  # noqa: ANN401 (a condition of the compiled JSON, of any depth)
    """The questions that a condition looks at."""
    if not condition:
        return set()
    [(test, rest)] = condition.items()
    if test == "answered":
        return {rest}
    if test == "not":
        return _read(rest)
    return {question for part in rest for question in _read(part)} if test in {"all", "any"} else {rest[0]}
