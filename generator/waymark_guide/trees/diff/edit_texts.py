"""The texts that two versions are compared by, and values, conditions and ranges as edits show them."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from waymark_guide.model.base import Prose
from waymark_guide.model.walk import walk_texts
from waymark_guide.trees.diff.counterparts import format_range

if TYPE_CHECKING:
    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.tree import FactOption, Option, Question
    from waymark_guide.trees.diff.counterparts import Version

TextsByPath = dict[tuple[str, ...], str]
"""Texts by their paths, such as `("answer", "yes", "label")`."""


def list_question_texts(version: Version, question: Question) -> TextsByPath:
    """List every text of a question and its answers. Texts of its fact count where the question has none of its own."""
    fact = version.find_fact(question)
    return (_list_texts(fact) if fact else {}) | _list_texts(question)


def list_record_texts(record: ContentModel) -> dict[str, str]:
    """List every text that a record shows to readers, by its path in words."""
    return {" ".join(path): text for path, text in _list_texts(record).items()}


def _list_texts(record: ContentModel) -> TextsByPath:
    """List every text that a record shows to readers. A path names an answer by its id, and an entry of any other list by its number from 1."""
    texts: TextsByPath = {}
    for leaf in walk_texts(record):
        if leaf.find_marker(Prose) is not None and "allow" not in leaf.path:
            steps: tuple[str | int, ...] = leaf.path
            if leaf.path[0] == "options" and isinstance(leaf.path[1], int):
                steps = ("answer", getattr(record, "options")[leaf.path[1]].id, *leaf.path[2:])  # noqa: B009 (only questions and facts have options)
            texts[tuple(str(step + 1) if isinstance(step, int) else step for step in steps)] = leaf.value
    return texts


def format_condition(condition: Any) -> str:  # noqa: ANN401 (a condition as plain data)
    """Format a condition in ids: `measurable: no, and providers: few or many`."""
    if condition is None:
        return ""
    ((how, parts),) = condition.items()
    if how in {"all", "any"}:
        return (", and " if how == "all" else ", or ").join(map(format_condition, parts)) or ("always" if how == "all" else "never")
    if how == "not":
        return f"not ({format_condition(parts)})"
    if how == "answered":
        return f"{parts} was asked"
    return f"{parts[0]}: {'none of ' if how == 'none' else ''}{' or '.join(parts[1])}"


def format_option_range(option: Option | FactOption | None) -> str:
    """Format the numbers that belong to an answer; empty where it has none."""
    if option is None or (option.from_ is None and option.to is None):
        return ""
    return format_range(-inf if option.from_ is None else option.from_, inf if option.to is None else option.to)


def format_points(points: int) -> str:
    """Format points with their sign."""
    return f"{points:+d}" if points else "no points"


def format_value(value: object) -> str:
    """Format the value of a setting."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
