"""Which cases belong beside a case, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.library.facets import FACETS, UNKNOWN, public_cases, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.case_study import CaseStudy
    from generator.model.knowledge_base import KnowledgeBase

_WEIGHTS = {"approach": 4, "theme": 3, "people": 2, "place": 1}
"""What sharing a value of a facet counts for. A place alone makes no two cases alike."""
_ENOUGH = 60
"""Candidates to weigh for one case. The rarest values are tried first, so that the nearest are among them however many cases there are."""
_LEAST = 3


class Shared(NamedTuple):
    """Values of one facet that two cases have in common."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A case that belongs beside another.

    Attributes:
        case: the other case.
        relation: the link that an author declared, such as `similar-to`; empty where there is none.
        declared_there: whether the other case declared it, and not this one.
        shared: what the two have in common, the weightiest first.
    """

    case: CaseStudy
    relation: str
    declared_there: bool
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties the public cases together.

    Attributes:
        held: the values of each case by facet.
        counted: all values of each case, each with its facet, but for what is not known.
        holders: the cases that hold each value of a facet.
        linked: for each case, those linked to it: the kind of link, and whether the other one declared it.
    """

    cases: Mapping[str, CaseStudy]
    held: Mapping[str, Mapping[str, tuple[str, ...]]]
    counted: Mapping[str, frozenset[tuple[str, str]]]
    holders: Mapping[tuple[str, str], list[str]]
    linked: Mapping[str, Mapping[str, tuple[str, bool]]]


def relations(knowledge_base: KnowledgeBase, *, show_at_most: int = 4) -> Mapping[str, tuple[Related, ...]]:
    """For every public case, the cases beside it: those an author linked, then those that share most."""
    tied = ties(knowledge_base)
    return {case_id: tuple(beside(tied, case_id, show_at_most=show_at_most)) for case_id in tied.cases}


def ties(knowledge_base: KnowledgeBase) -> Ties:
    """What ties the public cases together: worked out once for all of them."""
    cases = {case.id: case for case in public_cases(knowledge_base)}
    facets = [facet for facet in FACETS if facet.id in _WEIGHTS]
    held = {case.id: {facet.id: values_of(knowledge_base, facet, case) for facet in facets} for case in cases.values()}
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case_id, values in held.items():
        for facet, own in values.items():
            for value in own:
                holders[facet, value].append(case_id)
    counted = {
        case_id: frozenset((facet, value) for facet, own in values.items() for value in own if value != UNKNOWN) for case_id, values in held.items()
    }
    return Ties(cases, held, counted, holders, _links(cases))


def _links(cases: Mapping[str, CaseStudy]) -> Mapping[str, dict[str, tuple[str, bool]]]:
    """The links that authors declared, seen from both sides. A case's own word comes first."""
    linked: dict[str, dict[str, tuple[str, bool]]] = {case_id: {} for case_id in cases}
    declared = [(case.id, relation) for case in cases.values() for relation in case.relations if relation.case in cases and relation.case != case.id]
    for case_id, relation in declared:
        linked[case_id].setdefault(relation.case, (relation.type, False))
    for case_id, relation in declared:
        linked[relation.case].setdefault(case_id, (relation.type, True))
    return linked


def beside(ties: Ties, case_id: str, *, show_at_most: int = 4) -> list[Related]:
    """The cases beside one case: those an author linked, then those that share most."""
    mine, linked, counted = ties.held[case_id], ties.linked[case_id], ties.counted[case_id]
    weighed = []
    for other in _candidates(ties, case_id):
        weight = sum(_WEIGHTS[facet] for facet, _ in counted & ties.counted[other])
        if other in linked or weight >= _LEAST:
            weighed.append((other not in linked, -weight, ties.cases[other].title.casefold(), other))
    return [_related(ties.cases[other], mine, ties.held[other], linked.get(other)) for *_, other in sorted(weighed)[:show_at_most]]


def _candidates(ties: Ties, case_id: str) -> Mapping[str, None]:
    """The cases worth weighing: those linked, then those that hold the case's rarest values."""
    found: dict[str, None] = dict.fromkeys(ties.linked[case_id])
    own = [(facet, value) for facet, values in ties.held[case_id].items() if facet != "place" for value in values]
    for key in sorted(own, key=lambda key: len(ties.holders[key])):
        if len(found) >= _ENOUGH:
            break
        found |= dict.fromkeys(ties.holders[key][:_ENOUGH])
    found.pop(case_id, None)
    return found


def _related(other: CaseStudy, mine: Mapping[str, tuple[str, ...]], theirs: Mapping[str, tuple[str, ...]], link: tuple[str, bool] | None) -> Related:
    both = ((facet, tuple(value for value in mine[facet] if value in theirs[facet] and value != UNKNOWN)) for facet in _WEIGHTS)
    relation, there = link or ("", False)
    return Related(other, relation, there, tuple(Shared(facet, values) for facet, values in both if values))
