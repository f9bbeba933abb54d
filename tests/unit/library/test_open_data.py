"""Open data that a program or a spreadsheet can read without harm."""

from __future__ import annotations

import json
from typing import Any

from generator.library.open_data import approaches_json, cases_json, written

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


def test_json_holds_every_field_with_plain_numbers(case: Any, knowledge_base: Any) -> None:
    """A case is written out whole: numbers as numbers, days as text, absent values as null, its sources in full."""
    told = json.loads(written(cases_json(knowledge_base(case("a", figures=[_FIGURE])))))["case_studies"][0]
    assert told["figures"][0]["value"] == 392573.67
    assert told["review"] == {"last_verified": "2026-11-22", "next_review": None}
    assert told["dates"] == {"started": None, "ended": None}
    assert told["sources"][0]["url"] == "https://example.org/one"
    assert told["page"] == "case-studies/a/"


def test_drafts_stay_private(case: Any, knowledge_base: Any) -> None:
    """A draft is in no file."""
    assert cases_json(knowledge_base(case("a", draft="yes")))["case_studies"] == []


def test_an_approach_names_its_cases(case: Any, knowledge_base: Any) -> None:
    """Each approach lists the cases that used it."""
    written = approaches_json(knowledge_base(case("a")), [])["approaches"]
    assert {entry["id"]: entry["case_studies"] for entry in written} == {"grants": ["a"], "alliances": []}
