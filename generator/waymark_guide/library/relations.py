"""Finds which cases are related to a case, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.library.facets import FACETS, UNKNOWN, list_facet_values, make_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from waymark_guide.library.facets import FacetDefinition, Library
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.knowledge_base import KnowledgeBase

_WEIGHTS = {"approach": 4, "theme": 3, "people": 2, "place": 1}
"""What sharing a value of a facet counts for. A place alone makes no two cases alike."""
_FACETS = tuple(facet for weighed in _WEIGHTS for facet in FACETS if facet.id == weighed)
_ENOUGH = 60
"""Candidates to weigh for one case. The rarest values are tried first, so that the nearest are among them however many cases there are."""
_LEAST = 3
_DECLARED = 1_000_000
"""What a link counts for that an author declared: more than all that two cases can share."""


class SharedValues(NamedTuple):
    """Values of one facet that two cases have in common."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRelation:
    """A related case.

    Attributes:
        case: the other case.
        relation: the link that an author declared, such as `similar-to`; empty where there is none.
        declared_there: whether the other case declared it, and not this one.
        shared: what the two have in common, the weightiest first.
    """

    case: CaseStudy
    relation: str
    declared_there: bool
    shared: tuple[SharedValues, ...]


@dataclass(frozen=True, slots=True)
class RelationIndex:
    """What ties the public cases together. A case is named by its place in the library.

    Attributes:
        knowledge_base: where the cases are.
        cases: those that readers see, by title.
        places: the place of each case, by its id.
        bits: for each value of a facet as many bits of its own as sharing it counts for, so that what two cases share is weighed at one stroke.
        held: the bits of all values of each case, but for what is not known.
        holders: how many cases hold each value of a facet, and the first of them.
        linked: for each case that has any, those linked to it: the kind of link, and whether the other one declared it.
    """

    knowledge_base: KnowledgeBase
    cases: tuple[CaseStudy, ...]
    places: Mapping[str, int]
    bits: Mapping[tuple[str, str], int]
    held: Sequence[int]
    holders: Mapping[tuple[str, str], tuple[int, tuple[int, ...]]]
    linked: Mapping[int, Mapping[int, tuple[str, bool]]]


def find_relations(knowledge_base: KnowledgeBase, *, show_at_most: int = 4) -> Mapping[str, tuple[CaseRelation, ...]]:
    """Find the related cases of every public case: those an author linked, then those that share most."""
    tied = make_relation_index(knowledge_base, make_library(knowledge_base))
    return {
        case_id: tuple(describe_relations(tied, case_id, find_nearest_cases(tied, case_id, show_at_most=show_at_most))) for case_id in tied.places
    }


def make_relation_index(knowledge_base: KnowledgeBase, shelved: Library) -> RelationIndex:
    """What ties the public cases together: worked out once for all of them."""
    places = {case.id: place for place, case in enumerate(shelved.cases)}
    held = [0] * len(places)
    bits: dict[tuple[str, str], int] = {}
    holders: dict[tuple[str, str], tuple[int, tuple[int, ...]]] = {}
    used = 0
    for facet, weight in _WEIGHTS.items():
        for value in shelved.facet(facet).values:
            holders[facet, value.id] = len(value.cases), value.cases[:_ENOUGH]
            if value.id != UNKNOWN:
                bits[facet, value.id] = mine = (1 << weight) - 1 << used
                used += weight
                for place in value.cases:
                    held[place] |= mine
    return RelationIndex(knowledge_base, shelved.cases, places, bits, held, holders, _links(shelved.cases, places))


def _links(cases: Iterable[CaseStudy], places: Mapping[str, int]) -> Mapping[int, dict[int, tuple[str, bool]]]:
    """The links that authors declared, seen from both sides. A case's own word comes first."""
    linked: dict[int, dict[int, tuple[str, bool]]] = defaultdict(dict)
    declared = [
        (places[case.id], places[relation.case], relation.type)
        for case in cases
        for relation in case.relations
        if relation.case in places and relation.case != case.id
    ]
    for here, there, kind in declared:
        linked[here].setdefault(there, (kind, False))
    for here, there, kind in declared:
        linked[there].setdefault(here, (kind, True))
    return linked


def find_nearest_cases(ties: RelationIndex, case_id: str, *, show_at_most: int = 4) -> list[CaseStudy]:
    """Find the related cases of one case: those an author linked, then those that share most."""
    place, held, many = ties.places[case_id], ties.held, len(ties.cases)
    own, linked = held[place], ties.linked.get(place, {})
    weighed = [(other, (own & held[other]).bit_count()) for other in _candidates(ties, place)]
    if linked:
        weighed = [(other, weight + _DECLARED if other in linked else weight) for other, weight in weighed]
    first = sorted(other - weight * many for other, weight in weighed if weight >= _LEAST)[:show_at_most]  # the weightiest, then as in the library
    return [ties.cases[other % many] for other in first]


def _candidates(ties: RelationIndex, place: int) -> set[int]:
    """The cases worth weighing: those linked, then those that hold the case's rarest values."""
    found = set(ties.linked.get(place, ()))
    holders = [ties.holders[facet.id, value] for facet in _FACETS if facet.id != "place" for value in _values(ties, facet, place)]
    for _, first in sorted(holders, key=itemgetter(0)):
        if len(found) >= _ENOUGH:
            break
        found.update(first)
    found.discard(place)
    return found


def describe_relations(ties: RelationIndex, case_id: str, near: Iterable[CaseStudy]) -> list[CaseRelation]:
    """Describe what ties a case to each of its related cases.

    Args:
        ties: what ties all cases together.
        case_id: the case.
        near: its related cases; see `nearest`.
    """
    place = ties.places[case_id]
    linked = ties.linked.get(place, {})
    values = [(facet.id, [(value, ties.bits.get((facet.id, value), 0)) for value in _values(ties, facet, place)]) for facet in _FACETS]
    found = []
    for case in near:
        other = ties.places[case.id]
        theirs = ties.held[other]
        both = [(facet, tuple([value for value, bits in own if bits & theirs])) for facet, own in values]
        found.append(CaseRelation(case, *linked.get(other, ("", False)), tuple([SharedValues(*each) for each in both if each[1]])))
    return found


def _values(ties: RelationIndex, facet: FacetDefinition, place: int) -> tuple[str, ...]:
    return list_facet_values(ties.knowledge_base, facet, ties.cases[place])
