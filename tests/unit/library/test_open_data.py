"""Open data in JSON holds every field in plain types."""

from __future__ import annotations

import json
from typing import Any

from waymark_guide.library.facets import make_library
from waymark_guide.library.open_data import encode_json, make_approaches_json, make_case_json

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
    """A case has every field: numbers as numbers, dates as text, absent values as null, and its sources in full."""
    base = knowledge_base(case("a", figures=[_FIGURE]))
    record = json.loads(encode_json(make_case_json(base, base.case_studies["a"])))
    assert record["figures"][0]["value"] == 392573.67
    assert record["review"] == {"last_verified": "2026-11-22", "next_review": None}
    assert record["dates"] == {"started": None, "ended": None}
    assert record["sources"][0]["url"] == "https://example.org/one"
    assert record["page"] == "case-studies/a/"


def test_an_approach_names_its_cases(case: Any, knowledge_base: Any) -> None:
    """Each approach lists the cases that used it."""
    base = knowledge_base(case("a"))
    approaches = make_approaches_json(base, make_library(base), [])["approaches"]
    assert {entry["id"]: entry["case_studies"] for entry in approaches} == {"grants": ["a"], "alliances": []}
