"""Reads answers from a link, a terminal or a test, and keeps those that make sense for the guide."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion, CompiledTree
    from waymark_guide.trees.engine.conditions import Value

UNKNOWN = "?"
MAX_FREE_OPTIONS = 10
"""A multi question with more ordinary options than this has too many subsets to list. (The checks allow 8.)"""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that make sense for a guide.

    Attributes:
        values: the answers in the order of the file, by the id under which each is stored; `("?",)` is "I don't know".
        dropped: the answers that make no sense for the guide, each as `question` or `question=option`, sorted.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()


def read_answers(tree: CompiledTree, raw: Mapping[str, object]) -> Answers:
    """Keep the answers that make sense for the guide, under the current ids, and list the others.

    The answers may come from anywhere: no value raises an error.
    """
    renamed = tree.was.get("question", {})
    ids = {question.id for question in tree.questions}
    dropped = [name for name in raw if name not in ids and name not in renamed]
    values: dict[str, Value] = {}
    for question in tree.questions:
        for name in (question.id, *(old for old, new in renamed.items() if new == question.id)):
            if name in raw and question.key not in values:
                value = _read_answer(question, raw[name], tree.was.get("option", {}).get(question.id, {}), dropped)
                if value:
                    values[question.key] = value
    return Answers(values, tuple(sort_like_browsers(dropped)))


def sort_like_browsers(texts: Iterable[str]) -> list[str]:
    """Return each text once, sorted by UTF-16 code units, as JavaScript sorts."""
    return sorted(set(texts), key=lambda text: text.encode("utf-16-be", "surrogatepass"))


def _read_answer(question: CompiledQuestion, raw: object, renamed: Mapping[str, str], dropped: list[str]) -> Value:
    if isinstance(raw, str):
        raw = raw.split(",") if question.type == "multi" else [raw]
    if not isinstance(raw, list | tuple) or not all(isinstance(each, str) for each in raw):
        dropped.append(question.id)
        return ()
    if list(raw) == [UNKNOWN] and question.dont_know:
        return (UNKNOWN,)
    names = [renamed.get(each, each) for each in raw]
    dropped += [f"{question.id}={each}" for each in names if each not in question.option_ids]
    chosen = [option for option in question.options if option.id in names]
    if question.type != "multi":
        if len(chosen) > 1:
            dropped.append(question.id)
        return (chosen[0].id,) if len(chosen) == 1 else ()
    exclusive = [option.id for option in chosen if option.exclusive]
    ordinary = tuple(option.id for option in chosen if not option.exclusive)
    dropped += [f"{question.id}={each}" for each in (exclusive if ordinary else exclusive[1:])]
    return ordinary or tuple(exclusive[:1])


def list_values(question: CompiledQuestion) -> tuple[Value, ...]:
    """List every answer to a question: each option, or for a multi question each set of ordinary options and each exclusive one alone.

    If a multi question has more than `MAX_FREE_OPTIONS` ordinary options, the sets are only each option alone, and all together.
    """
    if question.type != "multi":
        return tuple((option.id,) for option in question.options)
    ordinary = [option.id for option in question.options if not option.exclusive]
    exclusive = [(option.id,) for option in question.options if option.exclusive]
    sizes: Iterable[int] = range(1, len(ordinary) + 1) if len(ordinary) <= MAX_FREE_OPTIONS else (1, len(ordinary))
    return (*(each for size in sizes for each in combinations(ordinary, size)), *exclusive)


def list_adjacent_values(question: CompiledQuestion, value: Value) -> tuple[Value, ...]:
    """List the answers that differ from this one by a single option, in the order of the file."""
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


def value_to_json(question: CompiledQuestion, value: Value) -> str | list[str]:
    """Return the answer as plain data: one id, or for a multi question a list."""
    return list(value) if question.type == "multi" and value != (UNKNOWN,) else value[0]
