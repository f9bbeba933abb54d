"""The ways to look for a case: each facet's values, in the vocabulary's order, with the cases that have them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.library.regions import find_region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.vocabulary import Vocabulary

UNKNOWN = "unknown"


class FacetDefinition(NamedTuple):
    """One way to look for a case.

    Attributes:
        id: its name in web addresses.
        vocabulary: the vocabulary that orders and names its values; none for approaches, which name themselves.
        values: a case's own values.
    """

    id: str
    vocabulary: str | None
    values: Callable[[CaseStudy], Iterable[str]]


FACETS = (
    FacetDefinition("approach", None, lambda case: case.approaches),
    FacetDefinition("theme", "themes", lambda case: case.themes),
    FacetDefinition("place", "regions", lambda case: [find_region(place) for place in case.places]),
    FacetDefinition("status", "statuses", lambda case: [case.status]),
    FacetDefinition("evidence", "evidence-levels", lambda case: [case.evidence.level]),
    FacetDefinition("route", "routes", lambda case: [case.arrangement.route if case.arrangement else UNKNOWN]),
    FacetDefinition("sector", "sectors", lambda case: [organisation.sector for organisation in case.organisations]),
    FacetDefinition("people", "people", lambda case: case.people),
)
"""One line for each facet."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet.

    Attributes:
        aliases: other words for it, which only search reads.
        cases: the places of its cases in the library, counted from 0.
    """

    id: str
    label: str
    definition: str = ""
    aliases: tuple[str, ...] = ()
    cases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with those of its values that some case has."""

    id: str
    values: tuple[FacetValue, ...]

    def value(self, value_id: str) -> FacetValue | None:
        """The value of that id, or none."""
        return next((value for value in self.values if value.id == value_id), None)


@dataclass(frozen=True, slots=True)
class Library:
    """The cases that readers see, by title, and the shelves on which to look for them."""

    cases: tuple[CaseStudy, ...]
    facets: tuple[Facet, ...]

    def facet(self, facet_id: str) -> Facet:
        """The shelf of a facet.

        Raises:
            StopIteration: there is no such facet.
        """
        return next(shelf for shelf in self.facets if shelf.id == facet_id)


def list_public_cases(knowledge_base: KnowledgeBase) -> tuple[CaseStudy, ...]:
    """The cases that are no drafts, by title."""
    return tuple(sorted((case for case in knowledge_base.case_studies.values() if not case.draft), key=lambda case: (case.title.casefold(), case.id)))


def make_library(knowledge_base: KnowledgeBase) -> Library:
    """List the cases of every facet value. Where every case has the values of the last time, the last lists are used again."""
    cases = list_public_cases(knowledge_base)
    last = _LAST[0] if _LAST else None
    shelves = last[1].facets if last and _stand(*last, knowledge_base, cases) else tuple(_shelf(knowledge_base, facet, cases) for facet in FACETS)
    made = Library(cases, shelves)
    _LAST.append((knowledge_base, made))
    return made


_LAST: deque[tuple[KnowledgeBase, Library]] = deque(maxlen=1)
"""The last knowledge base and its library: most edits that a preview follows move no case."""


def _stand(last: KnowledgeBase, shelved: Library, knowledge_base: KnowledgeBase, cases: tuple[CaseStudy, ...]) -> bool:
    """Whether the same cases, in the same order, have the values that they had, and the values are called what they were."""
    if (last.vocabularies, last.approaches, len(shelved.cases)) != (knowledge_base.vocabularies, knowledge_base.approaches, len(cases)):
        return False
    edited = ((was, case) for was, case in zip(shelved.cases, cases, strict=True) if was is not case)
    return all(was.id == case.id and all([*facet.values(was)] == [*facet.values(case)] for facet in FACETS) for was, case in edited)


def list_facet_values(knowledge_base: KnowledgeBase, facet: FacetDefinition, case: CaseStudy) -> tuple[str, ...]:
    """A case's values of a facet, each once, together with the wider terms they belong to."""
    return _with_wider(knowledge_base.vocabularies.get(facet.vocabulary or ""), facet.values(case))


def _with_wider(vocabulary: Vocabulary | None, values: Iterable[str]) -> tuple[str, ...]:
    """Values, each once, together with the wider terms they belong to."""
    found: dict[str, None] = {}
    for own in values:
        step: str | None = own
        while step and step not in found:
            found[step] = None
            term = vocabulary.term(step) if vocabulary else None
            step = term.broader if term else None
    return tuple(found)


def _shelf(knowledge_base: KnowledgeBase, facet: FacetDefinition, cases: tuple[CaseStudy, ...]) -> Facet:
    held: dict[str, list[int]] = {}
    widened = cache(partial(_with_wider, knowledge_base.vocabularies.get(facet.vocabulary or "")))
    for place, case in enumerate(cases):
        for value in widened(tuple(facet.values(case))):
            held.setdefault(value, []).append(place)
    named = {term.id: term for term in _terms(knowledge_base, facet)}
    order = [*(term for term in named if term in held), *sorted(held.keys() - named.keys())]
    return Facet(facet.id, tuple(replace(named.get(value, FacetValue(value, value)), cases=tuple(held[value])) for value in order))


def _terms(knowledge_base: KnowledgeBase, facet: FacetDefinition) -> Iterator[FacetValue]:
    """Every value that the facet can have, in the order in which readers see them."""
    if facet.vocabulary is None:
        for approach in sorted(knowledge_base.approaches.values(), key=lambda approach: approach.title.casefold()):
            yield FacetValue(approach.id, approach.title, approach.summary)
        return
    vocabulary = knowledge_base.vocabularies.get(facet.vocabulary)
    for term in vocabulary.terms if vocabulary else ():
        yield FacetValue(term.id, term.label, term.definition or "", term.aliases)


def format_places(case: CaseStudy) -> str:
    """`Middlesbrough; Redcar and Cleveland`."""
    return "; ".join(place.name for place in case.places)
