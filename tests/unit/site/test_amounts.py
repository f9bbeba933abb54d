"""Numbers as people read them."""

from __future__ import annotations

from typing import Any

import pytest

from waymark_guide.model.figure import Figure
from waymark_guide.site.amounts import describe_figure


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": "15202", "unit": "food parcels"}, "15,202 food parcels"),
        ({"value": "8000", "unit": "GBP", "per": "month", "qualifier": "approximately"}, "about £8,000 a month"),
        ({"value": "392573.67", "unit": "GBP"}, "£392,573.67"),
        ({"value": "2.5", "unit": "GBP"}, "£2.50"),
        ({"value": "-0.80", "unit": "percentage points"}, "\N{MINUS SIGN}0.8 percentage points"),
        ({"value": "-5", "unit": "GBP"}, "\N{MINUS SIGN}£5"),
        ({"range": {"low": "7500", "high": "15000"}, "unit": "GBP", "qualifier": "claimed"}, "£7,500 to £15,000 (claimed)"),
    ],
)
def test_a_figure_reads_as_a_phrase(fields: dict[str, Any], words: str) -> None:
    """Value or range, unit, what it is for, and how exact it is, with pounds, pence and minus signs as people write them."""
    least = {"id": "f", "label": "L", "kind": "output", "period": "2025", "price_year": "2025", "sources": ["s"]}
    assert describe_figure(Figure.model_validate(least | fields)) == words
