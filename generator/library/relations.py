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


def relations(knowledge_base: KnowledgeBase, *, show_at_most: int = 4) -> Mapping[str, tuple[Related, ...]]:
    """For every public case, the cases beside it: those an author linked, then those that share most."""
    cases = {case.id: case for case in public_cases(knowledge_base)}
    facets = [facet for facet in FACETS if facet.id in _WEIGHTS]
    held = {case.id: {facet.id: values_of(knowledge_base, facet, case) for facet in facets} for case in cases.values()}
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case_id, values in held.items():
        for facet, own in values.items():
            for value in own:
                holders[facet, value].append(case_id)
    linked = _links(cases)
    return {case_id: tuple(_beside(case_id, cases, held, holders, linked[case_id]))[:show_at_most] for case_id in cases}


def _links(cases: Mapping[str, CaseStudy]) -> Mapping[str, dict[str, tuple[str, bool]]]:
    """For each case, the cases linked to it: the kind of link, and whether the other one declared it. A case's own word comes first."""
    linked: dict[str, dict[str, tuple[str, bool]]] = {case_id: {} for case_id in cases}
    for case in cases.values():
        for relation in case.relations:
            if relation.case in cases and relation.case != case.id:
                linked[case.id].setdefault(relation.case, (relation.type, False))
    for case in cases.values():
        for relation in case.relations:
            if relation.case in cases and relation.case != case.id:
                linked[relation.case].setdefault(case.id, (relation.type, True))
    return linked


def _beside(
    case_id: str,
    cases: Mapping[str, CaseStudy],
    held: Mapping[str, Mapping[str, tuple[str, ...]]],
    holders: Mapping[tuple[str, str], list[str]],
    linked: Mapping[str, tuple[str, bool]],
) -> list[Related]:
    candidates = dict.fromkeys(linked)
    own = [(facet, value) for facet, values in held[case_id].items() if facet != "place" for value in values]
    for key in sorted(own, key=lambda key: len(holders[key])):
        if len(candidates) >= _ENOUGH:
            break
        candidates |= dict.fromkeys(holders[key][:_ENOUGH])
    candidates.pop(case_id, None)
    found = []
    for other in candidates:
        shared = tuple(
            Shared(facet, both)
            for facet in _WEIGHTS
            if (both := tuple(value for value in held[case_id][facet] if value in held[other][facet] and value != UNKNOWN))
        )
        weight = sum(_WEIGHTS[entry.facet] * len(entry.values) for entry in shared)
        if other in linked or weight >= _LEAST:
            relation, there = linked.get(other, ("", False))
            found.append((not relation, -weight, cases[other].title.casefold(), Related(cases[other], relation, there, shared)))
    return [related for *_, related in sorted(found, key=lambda entry: entry[:3])]
