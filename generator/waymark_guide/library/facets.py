"""Sorts the cases by facet: for each facet its values, in the order of the vocabulary, with the cases that have them."""

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
    """A property by which readers look for cases.

    Attributes:
        id: its name in URLs.
        vocabulary: the id of the vocabulary that orders and labels its values; none for approaches, which have titles.
        list_values: lists the values of a case.
    """

    id: str
    vocabulary: str | None
    list_values: Callable[[CaseStudy], Iterable[str]]


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


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet.

    Attributes:
        aliases: other words for it, which only search uses.
        cases: the indexes of its cases in the library.
    """

    id: str
    label: str
    definition: str = ""
    aliases: tuple[str, ...] = ()
    cases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with those of its values that at least one case has."""

    id: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """The public cases by title, and the facets that sort them."""

    cases: tuple[CaseStudy, ...]
    facets: tuple[Facet, ...]

    def get_facet(self, facet_id: str) -> Facet:
        """Return the facet with this id.

        Raises:
            StopIteration: there is no such facet.
        """
        return next(facet for facet in self.facets if facet.id == facet_id)


def list_public_cases(knowledge_base: KnowledgeBase) -> tuple[CaseStudy, ...]:
    """List the cases that are not drafts, by title."""
    return tuple(sorted((case for case in knowledge_base.case_studies.values() if not case.draft), key=lambda case: (case.title.casefold(), case.id)))


def make_library(knowledge_base: KnowledgeBase) -> Library:
    """Make the library of a knowledge base. It reuses the facets of the last one where they would be the same."""
    cases = list_public_cases(knowledge_base)
    last = _LAST[0] if _LAST else None
    if last and _has_same_facets(*last, knowledge_base, cases):
        facets = last[1].facets
    else:
        facets = tuple(_make_facet(knowledge_base, definition, cases) for definition in FACETS)
    library = Library(cases, facets)
    _LAST.append((knowledge_base, library))
    return library


_LAST: deque[tuple[KnowledgeBase, Library]] = deque(maxlen=1)
"""A cache of the last knowledge base and its library. A preview needs it, because most edits change no facet."""


def _has_same_facets(last: KnowledgeBase, library: Library, knowledge_base: KnowledgeBase, cases: tuple[CaseStudy, ...]) -> bool:
    """Return whether the cases are the same ones in the same order, with the same values, and the values have the same labels."""
    if (last.vocabularies, last.approaches, len(library.cases)) != (knowledge_base.vocabularies, knowledge_base.approaches, len(cases)):
        return False
    edited = ((old, new) for old, new in zip(library.cases, cases, strict=True) if old is not new)
    return all(old.id == new.id and all([*facet.list_values(old)] == [*facet.list_values(new)] for facet in FACETS) for old, new in edited)


def list_facet_values(knowledge_base: KnowledgeBase, facet: FacetDefinition, case: CaseStudy) -> tuple[str, ...]:
    """List a case's values of a facet and the broader terms of these values, each once."""
    return _add_broader_terms(knowledge_base.vocabularies.get(facet.vocabulary or ""), facet.list_values(case))


def _add_broader_terms(vocabulary: Vocabulary | None, values: Iterable[str]) -> tuple[str, ...]:
    terms: dict[str, None] = {}
    for value in values:
        next_term: str | None = value
        while next_term and next_term not in terms:
            terms[next_term] = None
            term = vocabulary.term(next_term) if vocabulary else None
            next_term = term.broader if term else None
    return tuple(terms)


def _make_facet(knowledge_base: KnowledgeBase, definition: FacetDefinition, cases: tuple[CaseStudy, ...]) -> Facet:
    indexes: dict[str, list[int]] = {}
    add_broader_terms = cache(partial(_add_broader_terms, knowledge_base.vocabularies.get(definition.vocabulary or "")))
    for index, case in enumerate(cases):
        for value in add_broader_terms(tuple(definition.list_values(case))):
            indexes.setdefault(value, []).append(index)
    values = {value.id: value for value in _list_possible_values(knowledge_base, definition)}
    order = [*(value for value in values if value in indexes), *sorted(indexes.keys() - values.keys())]
    return Facet(definition.id, tuple(replace(values.get(value, FacetValue(value, value)), cases=tuple(indexes[value])) for value in order))


def _list_possible_values(knowledge_base: KnowledgeBase, definition: FacetDefinition) -> Iterator[FacetValue]:
    """List every value that a facet can have, in the order in which readers see them."""
    if definition.vocabulary is None:
        for approach in sorted(knowledge_base.approaches.values(), key=lambda approach: approach.title.casefold()):
            yield FacetValue(approach.id, approach.title, approach.summary)
        return
    vocabulary = knowledge_base.vocabularies.get(definition.vocabulary)
    for term in vocabulary.terms if vocabulary else ():
        yield FacetValue(term.id, term.label, term.definition or "", term.aliases)


def format_places(case: CaseStudy) -> str:
    """Format the names of a case's places: `Middlesbrough; Redcar and Cleveland`."""
    return "; ".join(place.name for place in case.places)
