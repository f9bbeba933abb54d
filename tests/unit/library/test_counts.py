"""Counts of content: what there is, and what of it is used."""

from __future__ import annotations

from pathlib import Path

from waymark_guide.library.counts import count_totals, count_usage, render_counts
from waymark_guide.library.usage import find_recommended_approaches, find_uncited_sources, find_unused_terms, find_used_approaches
from waymark_guide.reading.repository import read_knowledge_base

GOOD = read_knowledge_base(Path(__file__).parents[2] / "golden" / "good").knowledge_base


def test_counts_of_a_small_knowledge_base() -> None:
    """Each kind is counted: all, used and unused."""
    counts = count_usage(GOOD)
    assert counts["trees"] == {"all": 2, "used": 2, "unused": 0}
    assert counts["approaches"] == {
        "all": 2,
        "used": 2,
        "unused": 0,
        "with_a_reason_why_not": 0,
        "with_a_case_study": len(find_used_approaches(GOOD)),
    }
    assert counts["glossary_terms"] == {"all": 2, "used": 2, "unused": 0}
    assert counts["sources"]["all"] > len(GOOD.sources)
    assert {kind: numbers["all"] for kind, numbers in count_totals(GOOD).items()} == {kind: numbers["all"] for kind, numbers in counts.items()}


def test_nothing_in_the_golden_knowledge_base_is_unused() -> None:
    """Everything that the golden knowledge base holds is used."""
    assert find_recommended_approaches(GOOD) == GOOD.approaches.keys()
    assert find_uncited_sources(GOOD) == frozenset()
    assert find_unused_terms(GOOD) == frozenset()


def test_counts_in_words() -> None:
    """Each kind that is not empty has one line, with what is used and what is not."""
    counts = {
        "laws": {"all": 3, "used": 2, "unused": 1},
        "trees": {"all": 0, "used": 0, "unused": 0},
        "case_studies": {"all": 1_200, "used": 1_200, "unused": 0, "with_a_failure": 7, "with_something_contested": 0},
    }
    assert render_counts(counts) == "Laws: 3, 2 used, 1 not.\nCase studies: 1,200, all used; 7 with a failure."
