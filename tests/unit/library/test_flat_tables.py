"""Flat tables are safe to open in a spreadsheet, and hold plain values."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from waymark_guide.library.flat_tables import CASES, FIGURES, ORGANISATIONS, PLACES, SOURCES, TABLES, make_header_line, make_line_writer

if TYPE_CHECKING:
    from waymark_guide.library.flat_tables import Table
    from waymark_guide.model.knowledge_base import KnowledgeBase

FIGURE = {
    "id": "f",
    "label": "Cost",
    "kind": "input-cost",
    "value": "-392573.67",
    "unit": "GBP",
    "period": "2025",
    "price_year": "2025",
    "sources": ["one"],
}


def read_rows(text: str) -> list[dict[str, str]]:
    """Read the lines of a table."""
    return list(csv.DictReader(io.StringIO(text)))


def make_csv(table: Table, base: KnowledgeBase) -> str:
    """Make the whole table."""
    return make_header_line(table) + "".join(map(make_line_writer(table, base), base.case_studies.values()))


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", "= cmd|' /C calc'!A0", " =1", "-2+3\n=4"])
def test_no_cell_is_a_formula(case: Any, knowledge_base: Any, hostile: str) -> None:
    """A text that a spreadsheet would run as a formula has an apostrophe before it, in every table."""
    sources = [{"id": "one", "title": hostile.strip(), "url": "https://example.org/one", "accessed": "2026-11-22"}]
    figure = FIGURE | {"label": hostile.strip()}
    base = knowledge_base(case("a", title=hostile, sources=sources, figures=[figure]))
    for table, column in ((CASES, "title"), (SOURCES, "title"), (FIGURES, "label")):
        assert read_rows(make_csv(table, base))[0][column] == f"'{hostile.strip()}"


def test_numbers_stay_numbers(case: Any, knowledge_base: Any) -> None:
    """A negative number stays a number. A range has two cells, and the unit has its own."""
    span = {name: value for name, value in FIGURE.items() if name != "value"} | {"id": "g", "range": {"low": "-1.50", "high": "2"}}
    one, two = read_rows(make_csv(FIGURES, knowledge_base(case("a", figures=[FIGURE, span]))))
    assert (one["value"], one["low"], one["unit"], one["price_year"]) == ("-392573.67", "", "GBP", "2025")
    assert (two["value"], two["low"], two["high"]) == ("", "-1.50", "2")


def test_several_values_share_a_cell(case: Any, knowledge_base: Any) -> None:
    """Several values are separated by semicolons. Organisations have their role, and figures their unit, period and qualifier."""
    organisations = [{"name": "A council", "role": "funder", "sector": "local-authority"}, {"name": "Another", "role": "partner", "sector": "nhs"}]
    base = knowledge_base(case("a", organisations=organisations, figures=[FIGURE]))
    (row,) = read_rows(make_csv(CASES, base))
    assert row["organisations"] == "A council (funder); Another (partner)"
    assert row["figures"] == "Cost: -392573.67 GBP per total, 2025, 2025 prices (exact)"
    assert [(each["number"], each["name"]) for each in read_rows(make_csv(ORGANISATIONS, base))] == [("1", "A council"), ("2", "Another")]


def test_a_place_has_its_region(case: Any, knowledge_base: Any) -> None:
    """Each place has a line with its code, its region and its coordinates, as far as they are known."""
    places = [{"name": "Derby", "scope": "local-authority", "gss": "E06000015", "lat": 52.922, "lon": -1.476}, {"name": "Somewhere", "scope": "ward"}]
    one, two = read_rows(make_csv(PLACES, knowledge_base(case("a", places=places))))
    assert (one["number"], one["region"], one["lat"], one["lon"]) == ("1", "east-midlands", "52.922", "-1.476")
    assert (two["number"], two["region"], two["lat"]) == ("2", "unknown", "")


def test_keys_identify_lines(case: Any, knowledge_base: Any) -> None:
    """The key of a table consists of required columns, and no two columns have the same name."""
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert {column.name for column in table.columns if column.is_required} >= set(table.key)
    assert read_rows(make_csv(CASES, knowledge_base(case("a"))))[0]["published"] == "2026-11-22"
