"""The library by columns, as a browser filters, sorts and shows it: each part is fetched when it is first needed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from waymark_guide.library.facets import format_places
from waymark_guide.library.freshness import find_stale_confirmation
from waymark_guide.library.word_index import format_base36

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from waymark_guide.library.facets import Facet, Library
    from waymark_guide.model.case_study import CaseStudy

TITLE, NAME, SUMMARY = 4, 2, 1
"""What a word counts in a case's title, in the names of its places and organisations, and in its summary."""


def make_facet_columns(shelved: Library) -> dict[str, Any]:
    """The values of each facet (id, label, other words), and each case's own, by title.

    Many cases have the same values together. `sets` holds each such set once, the most frequent first: `2.5` are the values in places 2 and 5.
    `cases` holds for each case the place of its set, all equally wide. Both are in base 36.
    """
    return {"count": len(shelved.cases), "facets": {shelf.id: _column(shelf, len(shelved.cases)) for shelf in shelved.facets}}


def make_orders(shelved: Library) -> dict[str, dict[str, Any]]:
    """The cases in the orders that neither their titles nor their facets give: newest first, last checked first, by place.

    Each is written as the places of the cases by title, in base 36 and all equally wide.
    """
    places = range(len(shelved.cases))
    started = [case.dates.started or "" for case in shelved.cases]
    checked = [case.review.last_verified.isoformat() for case in shelved.cases]
    named = [format_places(case).casefold() for case in shelved.cases]
    return {
        "newest": _in_order(sorted(places, key=started.__getitem__, reverse=True)),
        "checked": _in_order(sorted(places, key=checked.__getitem__, reverse=True)),
        "place": _in_order(sorted(places, key=named.__getitem__)),
    }


def _in_order(places: list[int]) -> dict[str, Any]:
    width = len(format_base36(max(0, len(places) - 1)))
    return {"width": width, "cases": "".join(format_base36(place).rjust(width, "0") for place in places)}


def make_card_row(case: CaseStudy, today: date) -> list[object]:
    """What the card of a case says beyond the facets: id, title, summary, place, the day of the last check, and 1 if that is too long ago."""
    last, late = case.review.last_verified.isoformat(), find_stale_confirmation(case, today) is not None
    return [case.id, case.title, case.summary, format_places(case), last, int(late)]


def list_search_texts(shelved: Library) -> Iterator[list[tuple[str, int]]]:
    """The words by which each case is found, next to the labels of its facets."""
    return (_fields(case) for case in shelved.cases)


def _fields(case: CaseStudy) -> list[tuple[str, int]]:
    names = " ".join((*(place.name for place in case.places), *(organisation.name for organisation in case.organisations)))
    return [(case.title, TITLE), (names, NAME), (case.summary, SUMMARY)]


def _column(shelf: Facet, cases: int) -> dict[str, Any]:
    held: list[list[str]] = [[] for _ in range(cases)]
    for place, value in enumerate(shelf.values):
        written = format_base36(place)
        for case in value.cases:
            held[case].append(written)
    together = [".".join(values) for values in held]
    sets = [values for values, _ in Counter(together).most_common()]
    width = len(format_base36(max(0, len(sets) - 1)))
    places = {values: format_base36(place).rjust(width, "0") for place, values in enumerate(sets)}
    values = [[value.id, value.label, " ".join(value.aliases)] for value in shelf.values]
    return {"values": values, "sets": sets, "width": width, "cases": "".join(places[values] for values in together)}
