"""A question as a reader meets it: a shared fact's words and options where it uses one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.model.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.finding import Path
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Fact, Facts, Question


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is asked.

    Attributes:
        id: its id.
        place: its place in the file, from 0.
        text: its words.
        type: `single`, `multi` or `band`.
        options: the label of each answer, by id.
        exclusive: the answers to a multi question that are alone.
        is_known: whether the options are known; not so where a shared fact is missing.
        old: ids that options had before.
    """

    id: str
    place: int
    text: str
    type: str
    options: Mapping[str, str]
    exclusive: frozenset[str]
    is_known: bool
    old: Mapping[str, str]


def worded_in(record: Tree | Facts) -> Iterator[tuple[Path, Question | Fact]]:
    """Every question that a file words itself, with the way to it: of a tree those that use no shared fact, and every shared fact."""
    if isinstance(record, Tree):
        yield from ((("questions", place), question) for place, question in enumerate(record.questions) if question.fact is None)
    else:
        yield from ((("facts", place), fact) for place, fact in enumerate(record.facts))


def asked_in(tree: Tree, base: KnowledgeBase) -> dict[str, AskedQuestion]:
    """Every question of a tree, by id, in the order of the file; the first where an id is used twice."""
    found: dict[str, AskedQuestion] = {}
    for place, question in enumerate(tree.questions):
        found.setdefault(question.id, _make_asked_question(question, place, base))
    for question in tree.questions:
        first = found.get(question.same_as or "")
        own = found[question.id]
        if first is not None and not own.options:
            found[question.id] = AskedQuestion(
                own.id, own.place, own.text or first.text, first.type, first.options, first.exclusive, first.is_known, first.old
            )
    return found


def _make_asked_question(question: Question, place: int, base: KnowledgeBase) -> AskedQuestion:
    fact = base.facts.get(question.fact or "")
    options = fact.options if fact is not None else question.options
    return AskedQuestion(
        id=question.id,
        place=place,
        text=(fact.text if fact is not None else question.text) or question.id,
        type=(fact.type if fact is not None else question.type) or "single",
        options={option.id: option.label or option.id for option in options},
        exclusive=frozenset(option.id for option in options if option.exclusive),
        is_known=fact is not None or question.fact is None,
        old={old: option.id for option in options for old in option.was},
    )
