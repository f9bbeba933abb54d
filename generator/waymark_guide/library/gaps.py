"""What the knowledge base does not know yet: approaches without a case, and what the cases leave open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.library.facets import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waymark_guide.library.facets import Library
    from waymark_guide.model.approach import Approach
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Tree

_NOT_MEASURED = frozenset({"0", "1"})

_OPEN: tuple[tuple[str, Callable[[CaseStudy], bool]], ...] = (
    ("change", lambda case: case.evidence.level in _NOT_MEASURED),
    ("cost", lambda case: all(figure.kind != "input-cost" for figure in case.figures)),
    ("figures", lambda case: not case.figures),
    ("failure", lambda case: all(lesson.kind != "failure" for lesson in case.lessons)),
    ("status", lambda case: case.status == UNKNOWN),
    ("started", lambda case: case.dates.started is None),
    ("route", lambda case: case.arrangement is None or case.arrangement.route == UNKNOWN),
    ("why", lambda case: case.why_it_worked is None),
    ("needed", lambda case: case.what_it_needed is None),
    ("limits", lambda case: case.where_it_might_not_fit is None),
    ("place", lambda case: all(place.gss is None for place in case.places)),
)
"""What can be left open in a case, the questions that readers ask most first."""


@dataclass(frozen=True, slots=True)
class ApproachWithoutCase:
    """An approach that no case has used, with the guides that can recommend it."""

    approach: Approach
    guides: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class MissingDetail:
    """Something that several cases do not tell. The site has words for each `id`."""

    id: str
    cases: tuple[CaseStudy, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of the knowledge base that contributors could fill.

    Attributes:
        recommended: approaches that a guide can recommend and no case shows.
        others: further approaches without a case.
        open: what cases leave open, for readers the most wanted first.
        cases: how many cases there are.
    """

    recommended: tuple[ApproachWithoutCase, ...]
    others: tuple[ApproachWithoutCase, ...]
    open: tuple[MissingDetail, ...]
    cases: int


def find_gaps(knowledge_base: KnowledgeBase, shelved: Library, trees: Iterable[Tree]) -> Gaps:
    """Find what is missing.

    Args:
        knowledge_base: the content.
        shelved: its cases on their shelves.
        trees: the guides offered to readers.
    """
    used = {value.id for value in shelved.facet("approach").values}
    listed = tuple(trees)
    unused = [
        ApproachWithoutCase(approach, tuple(tree for tree in listed if any(outcome.approach == approach.id for outcome in tree.outcomes)))
        for approach in sorted(knowledge_base.approaches.values(), key=lambda approach: approach.title.casefold())
        if approach.id not in used
    ]
    found = ((name, tuple(case for case in shelved.cases if is_open(case))) for name, is_open in _OPEN)
    return Gaps(
        recommended=tuple(entry for entry in unused if entry.guides),
        others=tuple(entry for entry in unused if not entry.guides),
        open=tuple(MissingDetail(name, cases) for name, cases in found if cases),
        cases=len(shelved.cases),
    )
