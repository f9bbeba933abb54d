"""The columns that a browser reads hold the same as the facets of the library."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from waymark_guide.library.case_finder_data import list_search_texts, make_card_row, make_facet_columns, make_orders
from waymark_guide.library.facets import make_library

TODAY = date(2026, 11, 22)


def _read_column(column: dict[str, Any]) -> list[list[int]]:
    """Read a column as the browser does: the indexes of each case's values."""
    sets = [[int(index, 36) for index in own.split(".")] if own else [] for own in column["sets"]]
    width = column["width"]
    return [sets[int(column["cases"][start : start + width], 36)] for start in range(0, len(column["cases"]), width)]


def test_columns_hold_the_values_of_each_case(case: Any, knowledge_base: Any) -> None:
    """Written as JSON and read again, the column of a facet holds the values of each case, in the order of the vocabulary."""
    library = make_library(knowledge_base(case("a", themes=["mutual-help", "prevention"]), case("b")))
    theme = json.loads(json.dumps(make_facet_columns(library)))["facets"]["theme"]
    assert [[theme["values"][index][0] for index in indexes] for indexes in _read_column(theme)] == [["prevention", "mutual-help"], ["mutual-help"]]


def test_a_case_without_a_value_has_an_empty_entry(case: Any, knowledge_base: Any) -> None:
    """A case without people has an empty entry in the column, so that the entries of later cases do not move."""
    library = make_library(knowledge_base(case("a"), case("b", people=["disabled-people"])))
    assert _read_column(make_facet_columns(library)["facets"]["people"]) == [[], [0]]


def test_orders_put_the_unknown_last_and_keep_titles_in_order(case: Any, knowledge_base: Any) -> None:
    """Newest first sorts by the start, then by title, and puts cases without a date last. Places are in alphabetical order."""
    library = make_library(
        knowledge_base(
            case("a", places=[{"name": "Wigan", "scope": "local-authority"}]),
            case("b", dates={"started": "2019"}, places=[{"name": "derby", "scope": "local-authority"}]),
            case("c", dates={"started": "2021-04"}, review={"last_verified": "2026-11-23"}),
            case("d", dates={"started": "2019"}),
        )
    )
    indexes = {name: [int(index, 36) for index in order["cases"]] for name, order in make_orders(library).items()}
    assert indexes == {"newest": [2, 1, 3, 0], "checked": [2, 0, 1, 3], "place": [1, 2, 3, 0]}


def test_a_card_marks_a_stale_case(case: Any) -> None:
    """The last cell of a card's row is 1 for an active case whose last check is 18 months ago or more."""
    rows = [make_card_row(each, TODAY) for each in (case("old", review={"last_verified": "2025-01-10"}), case("young"))]
    assert [(row[0], row[4], row[5]) for row in rows] == [("old", "2025-01-10", 1), ("young", "2026-11-22", 0)]


def test_a_case_is_found_by_its_title_names_and_summary(case: Any, knowledge_base: Any) -> None:
    """Words of the title weigh most, then names of places and organisations, then words of the summary."""
    (fields,) = list_search_texts(make_library(knowledge_base(case("a"))))
    assert [(text.split(maxsplit=1)[0], weight) for text, weight in fields] == [("A", 4), ("Derby", 2), ("A", 1)]


def test_columns_hold_many_sets_of_values(case: Any, knowledge_base: Any) -> None:
    """Each case keeps its own values where there are more sets than one base-36 digit can number."""
    cases = [case(f"case-{number:02}", themes=[f"theme-{number:02}"]) for number in range(50)]
    theme = make_facet_columns(make_library(knowledge_base(*cases)))["facets"]["theme"]
    assert theme["width"] == 2
    assert [theme["values"][index][0] for (index,) in _read_column(theme)] == [f"theme-{number:02}" for number in range(50)]
