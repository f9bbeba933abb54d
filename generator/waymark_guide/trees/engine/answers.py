"""Answers as they come in, from a link, a terminal or a test, and what is left of them once they are known to make sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.program import CompiledQuestion, CompiledTree

UNKNOWN = "?"
MOST_FREE_OPTIONS = 10
"""Above this many options of one multi question its subsets are too many to list. (The checks allow 8.)"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the tree can use.

    Attributes:
        values: by the id under which the question's answer is kept, in the order of the file; `("?",)` is "I don't know".
        dropped: what was left out because the tree has no such question or option: `question`, or `question=option`.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()


def read_answers(tree: CompiledTree, given: Mapping[str, object]) -> Answers:
    """Keep what the tree knows, under its present ids; list the rest. Nothing that comes in makes this fail."""
    renamed = tree.was.get("question", {})
    ids = {question.id for question in tree.questions}
    dropped = [name for name in given if name not in ids and name not in renamed]
    values: dict[str, Value] = {}
    for question in tree.questions:
        for name in (question.id, *(old for old, new in renamed.items() if new == question.id)):
            if name in given and question.key not in values:
                value = _read(question, given[name], tree.was.get("option", {}).get(question.id, {}), dropped)
                if value:
                    values[question.key] = value
    return Answers(values, tuple(in_order(dropped)))


def in_order(texts: Iterable[str]) -> list[str]:
    """Each text once, sorted as browsers sort: by UTF-16 units."""
    return sorted(set(texts), key=lambda text: text.encode("utf-16-be", "surrogatepass"))


def _read(question: CompiledQuestion, given: object, renamed: Mapping[str, str], dropped: list[str]) -> Value:
    if isinstance(given, str):
        given = given.split(",") if question.type == "multi" else [given]
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        dropped.append(question.id)
        return ()
    if list(given) == [UNKNOWN] and question.dont_know:
        return (UNKNOWN,)
    names = [renamed.get(each, each) for each in given]
    dropped += [f"{question.id}={each}" for each in names if each not in question.option_ids]
    chosen = [option for option in question.options if option.id in names]
    if question.type != "multi":
        if len(chosen) > 1:
            dropped.append(question.id)
        return (chosen[0].id,) if len(chosen) == 1 else ()
    alone = [option.id for option in chosen if option.exclusive]
    together = tuple(option.id for option in chosen if not option.exclusive)
    dropped += [f"{question.id}={each}" for each in (alone if together else alone[1:])]
    return together or tuple(alone[:1])


def every_value(question: CompiledQuestion) -> tuple[Value, ...]:
    """Every answer that can be given: each option, or for a multi question each set of ordinary options and each exclusive one alone.

    Where a multi question has more than `MOST_FREE_OPTIONS` ordinary options: each alone, and all together.
    """
    if question.type != "multi":
        return tuple((option.id,) for option in question.options)
    free = [option.id for option in question.options if not option.exclusive]
    alone = [(option.id,) for option in question.options if option.exclusive]
    sizes: Iterable[int] = range(1, len(free) + 1) if len(free) <= MOST_FREE_OPTIONS else (1, len(free))
    return (*(each for size in sizes for each in combinations(free, size)), *alone)


def toggled(question: CompiledQuestion, value: Value) -> tuple[Value, ...]:
    """The answers that differ from this one by a single option, in the order of the file."""
    if question.type != "multi":
        return tuple((option.id,) for option in question.options if (option.id,) != value)
    exclusive = {option.id for option in question.options if option.exclusive}
    others = []
    for option in question.options:
        if option.id in value:
            other = tuple(each for each in value if each != option.id)
        elif option.exclusive:
            other = (option.id,)
        else:
            other = tuple(each.id for each in question.options if each.id == option.id or (each.id in value and each.id not in exclusive))
        if other:
            others.append(other)
    return tuple(others)


def as_json(question: CompiledQuestion, value: Value) -> str | list[str]:
    """The answer as links and files give it: one id, or for a multi question a list."""
    return list(value) if question.type == "multi" and value != (UNKNOWN,) else value[0]
