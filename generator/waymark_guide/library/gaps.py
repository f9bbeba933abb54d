"""Finds what the knowledge base does not know yet: approaches without a case, and details that cases do not record."""

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

_IS_MISSING: tuple[tuple[str, Callable[[CaseStudy], bool]], ...] = (
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
"""The details that a case can lack. Those that readers ask for most come first."""


@dataclass(frozen=True, slots=True)
class ApproachWithoutCase:
    """An approach that no case has used, with the guides that can recommend it."""

    approach: Approach
    guides: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class MissingDetail:
    """A detail that some cases lack. The site has words for each `id`."""

    id: str
    cases: tuple[CaseStudy, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything that contributors could fill in.

    Attributes:
        recommended: approaches without a case that a guide can recommend.
        others: the other approaches without a case.
        missing_details: what cases lack.
        case_count: how many cases there are.
    """

    recommended: tuple[ApproachWithoutCase, ...]
    others: tuple[ApproachWithoutCase, ...]
    missing_details: tuple[MissingDetail, ...]
    case_count: int


def find_gaps(knowledge_base: KnowledgeBase, library: Library, trees: Iterable[Tree]) -> Gaps:
    """Find what is missing.

    Args:
        knowledge_base: the content.
        library: its cases by facet.
        trees: the guides offered to readers.
    """
    used = {value.id for value in library.get_facet("approach").values}
    guides = tuple(trees)
    without_case = [
        ApproachWithoutCase(approach, tuple(tree for tree in guides if any(outcome.approach == approach.id for outcome in tree.outcomes)))
        for approach in sorted(knowledge_base.approaches.values(), key=lambda approach: approach.title.casefold())
        if approach.id not in used
    ]
    details = (MissingDetail(name, tuple(case for case in library.cases if is_missing(case))) for name, is_missing in _IS_MISSING)
    return Gaps(
        recommended=tuple(entry for entry in without_case if entry.guides),
        others=tuple(entry for entry in without_case if not entry.guides),
        missing_details=tuple(detail for detail in details if detail.cases),
        case_count=len(library.cases),
    )
