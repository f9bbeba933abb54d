"""Open data that a program or a spreadsheet can read without harm."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from generator.library.open_data import approaches_json, cases_csv, cases_json

_FIGURE = {
    "id": "f",
    "label": "Cost",
    "kind": "input-cost",
    "value": "392573.67",
    "unit": "GBP",
    "period": "2025",
    "price_year": "2025",
    "sources": ["one"],
}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_json_holds_every_field_with_plain_numbers(case: Any, knowledge_base: Any) -> None:
    """A case is written out whole: numbers as numbers, days as text, absent values as null, its sources in full."""
    written = json.loads(json.dumps(cases_json(knowledge_base(case("a", figures=[_FIGURE])))))["case_studies"][0]
    assert written["figures"][0]["value"] == 392573.67
    assert written["review"] == {"last_verified": "2026-11-22", "next_review": None}
    assert written["dates"] == {"started": None, "ended": None}
    assert written["sources"][0]["url"] == "https://example.org/one"
    assert written["page"] == "case-studies/a/"


def test_drafts_stay_private(case: Any, knowledge_base: Any) -> None:
    """A draft is in no file."""
    base = knowledge_base(case("a", draft="yes"))
    assert cases_json(base)["case_studies"] == []
    assert _rows(cases_csv(base)) == []


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", "= cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(case: Any, knowledge_base: Any, hostile: str) -> None:
    """A title that a spreadsheet would run as a formula comes out as words."""
    assert _rows(cases_csv(knowledge_base(case("a", title=hostile))))[0]["title"] == f"'{hostile}"


def test_several_values_share_a_cell(case: Any, knowledge_base: Any) -> None:
    """Lists are parted by semicolons, organisations stand with their role, and figures carry unit, period and exactness."""
    organisations = [
        {"name": "A council", "role": "commissioner", "sector": "local-authority"},
        {"name": "Another", "role": "commissioner", "sector": "nhs"},
        {"name": "A fund", "role": "funder", "sector": "vcse"},
    ]
    row = _rows(cases_csv(knowledge_base(case("a", organisations=organisations, figures=[_FIGURE]))))[0]
    assert row["organisations"] == "A council (commissioner); Another (commissioner); A fund (funder)"
    assert row["figures"] == "Cost: 392573.67 GBP per total, 2025, 2025 prices (exact)"


def test_an_approach_names_its_cases(case: Any, knowledge_base: Any) -> None:
    """Each approach lists the cases that used it."""
    written = approaches_json(knowledge_base(case("a")), [])["approaches"]
    assert {entry["id"]: entry["case_studies"] for entry in written} == {"grants": ["a"], "alliances": []}
