"""What a browser reads says the same as the shelves."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from waymark_guide.library.case_finder_data import list_search_texts, make_card_row, make_facet_columns, make_orders
from waymark_guide.library.facets import make_library

TODAY = date(2026, 11, 22)


def _places(column: dict[str, Any]) -> list[list[int]]:
    """What the browser makes of a column: the places of each case's values."""
    sets = [[int(place, 36) for place in own.split(".")] if own else [] for own in column["sets"]]
    width = column["width"]
    return [sets[int(column["cases"][start : start + width], 36)] for start in range(0, len(column["cases"]), width)]


def test_columns_give_back_each_cases_values(case: Any, knowledge_base: Any) -> None:
    """Written as JSON and taken apart again, the column of a facet holds the values of each case, in the shelf's order."""
    shelved = make_library(knowledge_base(case("a", themes=["mutual-help", "prevention"]), case("b")))
    theme = json.loads(json.dumps(make_facet_columns(shelved)))["facets"]["theme"]
    assert [[theme["values"][place][0] for place in places] for places in _places(theme)] == [["prevention", "mutual-help"], ["mutual-help"]]


def test_a_case_without_a_value_keeps_its_place(case: Any, knowledge_base: Any) -> None:
    """A case without people leaves an empty place in the column, so that the next one is not taken for it."""
    shelved = make_library(knowledge_base(case("a"), case("b", people=["disabled-people"])))
    assert _places(make_facet_columns(shelved)["facets"]["people"]) == [[], [0]]


def test_orders_put_the_unknown_last_and_keep_titles_in_order(case: Any, knowledge_base: Any) -> None:
    """Newest first by when it began; the same day by title; no day at the end. Places are in the order of the alphabet."""
    shelved = make_library(
        knowledge_base(
            case("a", places=[{"name": "Wigan", "scope": "local-authority"}]),
            case("b", dates={"started": "2019"}, places=[{"name": "derby", "scope": "local-authority"}]),
            case("c", dates={"started": "2021-04"}, review={"last_verified": "2026-11-23"}),
            case("d", dates={"started": "2019"}),
        )
    )
    read = {name: [int(place, 36) for place in order["cases"]] for name, order in make_orders(shelved).items()}
    assert read == {"newest": [2, 1, 3, 0], "checked": [2, 0, 1, 3], "place": [1, 2, 3, 0]}


def test_a_card_says_where_a_case_was_not_confirmed_for_long(case: Any) -> None:
    """The last cell of a card's row is 1 for an active case that no one checked for 18 months."""
    rows = [make_card_row(each, TODAY) for each in (case("old", review={"last_verified": "2025-01-10"}), case("young"))]
    assert [(row[0], row[4], row[5]) for row in rows] == [("old", "2025-01-10", 1), ("young", "2026-11-22", 0)]


def test_a_case_is_found_by_its_title_names_and_summary(case: Any, knowledge_base: Any) -> None:
    """The title counts most, then places and organisations, then the summary."""
    (fields,) = list_search_texts(make_library(knowledge_base(case("a"))))
    assert [(text.split(maxsplit=1)[0], weight) for text, weight in fields] == [("A", 4), ("Derby", 2), ("A", 1)]


def test_columns_hold_many_sets_of_values(case: Any, knowledge_base: Any) -> None:
    """With more sets of values than one sign can number, each case still has its own."""
    cases = [case(f"case-{number:02}", themes=[f"theme-{number:02}"]) for number in range(50)]
    theme = make_facet_columns(make_library(knowledge_base(*cases)))["facets"]["theme"]
    assert theme["width"] == 2
    assert [theme["values"][place][0] for (place,) in _places(theme)] == [f"theme-{number:02}" for number in range(50)]
