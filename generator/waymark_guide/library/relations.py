"""Finds the cases that are related to a case, and why."""

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
"""The weight of a shared value, by facet. A shared place alone is less than `_MIN_WEIGHT`."""
_FACETS = tuple(facet for name in _WEIGHTS for facet in FACETS if facet.id == name)
_ENOUGH_CANDIDATES = 60
"""How many candidates to compare with a case. Cases with its rarest values come first, so the nearest are among them however many cases there are."""
_MIN_WEIGHT = 3
_LINK_WEIGHT = 1_000_000
"""The weight of a link that an author declared. It is more than all that two cases can share."""


class SharedValues(NamedTuple):
    """Values of one facet that two cases share."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRelation:
    """Why one case is related to another.

    Attributes:
        case: the other case.
        relation: the link that an author declared, such as `similar-to`; empty where there is none.
        declared_there: whether the other case declares the link, and not this one.
        shared: what the two share, the facet with the greatest weight first.
    """

    case: CaseStudy
    relation: str
    declared_there: bool
    shared: tuple[SharedValues, ...]


@dataclass(frozen=True, slots=True)
class RelationIndex:
    """An index of what relates the public cases. A case is named by its index in the library.

    Attributes:
        knowledge_base: the content.
        cases: the public cases, by title.
        indexes: the index of each case, by its id.
        value_bits: for each value of a facet, as many bits of its own as its weight, so that the weight of all shared values is one bit count.
        case_bits: the bits of all values of each case. Unknown values have none.
        holders: for each value of a facet, how many cases have it, and the first of them.
        links: for each case with links, the linked cases: the kind of link, and whether the other case declares it.
    """

    knowledge_base: KnowledgeBase
    cases: tuple[CaseStudy, ...]
    indexes: Mapping[str, int]
    value_bits: Mapping[tuple[str, str], int]
    case_bits: Sequence[int]
    holders: Mapping[tuple[str, str], tuple[int, tuple[int, ...]]]
    links: Mapping[int, Mapping[int, tuple[str, bool]]]


def find_relations(knowledge_base: KnowledgeBase, *, show_at_most: int = 4) -> Mapping[str, tuple[CaseRelation, ...]]:
    """Find the related cases of every public case, by its id: first those that an author linked, then those that share most."""
    index = make_relation_index(knowledge_base, make_library(knowledge_base))
    return {
        case_id: tuple(describe_relations(index, case_id, find_nearest_cases(index, case_id, show_at_most=show_at_most))) for case_id in index.indexes
    }


def make_relation_index(knowledge_base: KnowledgeBase, library: Library) -> RelationIndex:
    """Index what relates the public cases, once for all of them."""
    indexes = {case.id: index for index, case in enumerate(library.cases)}
    case_bits = [0] * len(indexes)
    value_bits: dict[tuple[str, str], int] = {}
    holders: dict[tuple[str, str], tuple[int, tuple[int, ...]]] = {}
    used_bits = 0
    for facet, weight in _WEIGHTS.items():
        for value in library.get_facet(facet).values:
            holders[facet, value.id] = len(value.cases), value.cases[:_ENOUGH_CANDIDATES]
            if value.id != UNKNOWN:
                value_bits[facet, value.id] = bits = (1 << weight) - 1 << used_bits
                used_bits += weight
                for index in value.cases:
                    case_bits[index] |= bits
    return RelationIndex(knowledge_base, library.cases, indexes, value_bits, case_bits, holders, _find_links(library.cases, indexes))


def _find_links(cases: Iterable[CaseStudy], indexes: Mapping[str, int]) -> Mapping[int, dict[int, tuple[str, bool]]]:
    """Find the declared links in both directions. A case's own declaration counts before that of the other case."""
    links: dict[int, dict[int, tuple[str, bool]]] = defaultdict(dict)
    declared = [
        (indexes[case.id], indexes[relation.case], relation.type)
        for case in cases
        for relation in case.relations
        if relation.case in indexes and relation.case != case.id
    ]
    for one, other, kind in declared:
        links[one].setdefault(other, (kind, False))
    for one, other, kind in declared:
        links[other].setdefault(one, (kind, True))
    return links


def find_nearest_cases(index: RelationIndex, case_id: str, *, show_at_most: int = 4) -> list[CaseStudy]:
    """Find the cases that are most related to a case: first those that an author linked, then those that share most."""
    own, count = index.indexes[case_id], len(index.cases)
    bits, links = index.case_bits[own], index.links.get(own, {})
    weights = [(other, (bits & index.case_bits[other]).bit_count()) for other in _find_candidates(index, own)]
    if links:
        weights = [(other, weight + _LINK_WEIGHT if other in links else weight) for other, weight in weights]
    # One number holds weight and index, so that sorting is quick: the greatest weight first, then the order of the library.
    nearest = sorted(other - weight * count for other, weight in weights if weight >= _MIN_WEIGHT)[:show_at_most]
    return [index.cases[other % count] for other in nearest]


def _find_candidates(index: RelationIndex, own: int) -> set[int]:
    """Find the cases worth comparing: those linked, then those that have the case's rarest values."""
    candidates = set(index.links.get(own, ()))
    holders = [index.holders[facet.id, value] for facet in _FACETS if facet.id != "place" for value in _list_values(index, facet, own)]
    for _, first in sorted(holders, key=itemgetter(0)):
        if len(candidates) >= _ENOUGH_CANDIDATES:
            break
        candidates.update(first)
    candidates.discard(own)
    return candidates


def describe_relations(index: RelationIndex, case_id: str, others: Iterable[CaseStudy]) -> list[CaseRelation]:
    """Describe why each of some cases is related to a case.

    Args:
        index: what relates all cases.
        case_id: the case.
        others: the related cases; see `find_nearest_cases`.
    """
    own = index.indexes[case_id]
    links = index.links.get(own, {})
    values = [(facet.id, [(value, index.value_bits.get((facet.id, value), 0)) for value in _list_values(index, facet, own)]) for facet in _FACETS]
    relations = []
    for case in others:
        other = index.indexes[case.id]
        other_bits = index.case_bits[other]
        shared = [(facet, tuple([value for value, bits in own_values if bits & other_bits])) for facet, own_values in values]
        relations.append(CaseRelation(case, *links.get(other, ("", False)), tuple([SharedValues(*each) for each in shared if each[1]])))
    return relations


def _list_values(index: RelationIndex, facet: FacetDefinition, case: int) -> tuple[str, ...]:
    return list_facet_values(index.knowledge_base, facet, index.cases[case])
