"""The data with which a browser filters, sorts and shows the cases, in columns. The browser fetches each part when it first needs it."""

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

TITLE_WEIGHT, NAME_WEIGHT, SUMMARY_WEIGHT = 4, 2, 1
"""The weight of a word in a case's title, in the names of its places and organisations, and in its summary."""


def make_facet_columns(library: Library) -> dict[str, Any]:
    """Return the values of each facet (id, label, other words), and the values of each case, by title.

    Many cases have the same set of values. `sets` holds each set once, the most frequent first: `2.5` are the values with the indexes 2 and 5.
    `cases` holds for each case the index of its set, all of the same width. All indexes are in base 36.
    """
    return {"count": len(library.cases), "facets": {facet.id: _make_column(facet, len(library.cases)) for facet in library.facets}}


def make_orders(library: Library) -> dict[str, dict[str, Any]]:
    """Return the orders of the cases that follow from neither titles nor facets: newest first, last checked first, by place.

    Each is a list of the indexes of the cases, in base 36 and all of the same width.
    """
    indexes = range(len(library.cases))
    started = [case.dates.started or "" for case in library.cases]
    checked = [case.review.last_verified.isoformat() for case in library.cases]
    places = [format_places(case).casefold() for case in library.cases]
    return {
        "newest": _make_order(sorted(indexes, key=started.__getitem__, reverse=True)),
        "checked": _make_order(sorted(indexes, key=checked.__getitem__, reverse=True)),
        "place": _make_order(sorted(indexes, key=places.__getitem__)),
    }


def _make_order(indexes: list[int]) -> dict[str, Any]:
    width = len(format_base36(max(0, len(indexes) - 1)))
    return {"width": width, "cases": "".join(format_base36(index).rjust(width, "0") for index in indexes)}


def make_card_row(case: CaseStudy, today: date) -> list[object]:
    """Return what the card of a case shows besides facets: id, title, summary, places, the day of the last check, and 1 if that is too long ago."""
    last, is_stale = case.review.last_verified.isoformat(), find_stale_confirmation(case, today) is not None
    return [case.id, case.title, case.summary, format_places(case), last, int(is_stale)]


def list_search_texts(library: Library) -> Iterator[list[tuple[str, int]]]:
    """List for each case the texts by which search finds it, each with its weight. Labels of facets are not among them."""
    return (_list_fields(case) for case in library.cases)


def _list_fields(case: CaseStudy) -> list[tuple[str, int]]:
    names = " ".join((*(place.name for place in case.places), *(organisation.name for organisation in case.organisations)))
    return [(case.title, TITLE_WEIGHT), (names, NAME_WEIGHT), (case.summary, SUMMARY_WEIGHT)]


def _make_column(facet: Facet, case_count: int) -> dict[str, Any]:
    values_by_case: list[list[str]] = [[] for _ in range(case_count)]
    for index, value in enumerate(facet.values):
        number = format_base36(index)
        for case in value.cases:
            values_by_case[case].append(number)
    set_by_case = [".".join(values) for values in values_by_case]
    sets = [values for values, _ in Counter(set_by_case).most_common()]
    width = len(format_base36(max(0, len(sets) - 1)))
    indexes = {values: format_base36(index).rjust(width, "0") for index, values in enumerate(sets)}
    values = [[value.id, value.label, " ".join(value.aliases)] for value in facet.values]
    return {"values": values, "sets": sets, "width": width, "cases": "".join(indexes[values] for values in set_by_case)}
