"""Gaps list approaches without a case, and details that cases lack."""

from __future__ import annotations

from datetime import date
from typing import Any

from waymark_guide.library.facets import make_library
from waymark_guide.library.freshness import count_months, find_stale_confirmation, is_overdue
from waymark_guide.library.gaps import Gaps, find_gaps
from waymark_guide.model.tree import Tree


def _make_tree(approach: str) -> Tree:
    return Tree.model_validate(
        {
            "schema": "tree/1",
            "id": "guide",
            "title": "Which?",
            "summary": "A guide.",
            "status": "published",
            "version": "1.0.0",
            "questions": [{"id": "q", "text": "Q?", "options": [{"id": "yes", "label": "Yes"}]}],
            "result": {"mode": "first"},
            "outcomes": [{"id": "o", "approach": approach}],
        }
    )


def _find_gaps(knowledge_base: Any, trees: list[Tree]) -> Gaps:
    return find_gaps(knowledge_base, make_library(knowledge_base), trees)


def test_a_recommended_approach_without_a_case_is_listed_with_its_guides(case: Any, knowledge_base: Any) -> None:
    """An approach that a guide can recommend and no case used is listed with this guide."""
    gaps = _find_gaps(knowledge_base(case("a")), [_make_tree("alliances")])
    assert [(entry.approach.id, [tree.id for tree in entry.guides]) for entry in gaps.recommended] == [("alliances", ["guide"])]
    assert gaps.others == ()


def test_an_approach_that_no_guide_knows_is_listed_apart(case: Any, knowledge_base: Any) -> None:
    """An approach without a case and without a guide is among the others."""
    assert [entry.approach.id for entry in _find_gaps(knowledge_base(case("a")), []).others] == ["alliances"]


def test_missing_details_are_listed_with_their_cases(case: Any, knowledge_base: Any) -> None:
    """A detail that some cases lack is listed with these cases. A detail that all cases have is not."""
    gaps = _find_gaps(knowledge_base(case("a", dates={"started": "2020"}), case("b", status="unknown")), [])
    missing = {entry.id: [each.id for each in entry.cases] for entry in gaps.missing_details}
    assert missing["started"] == ["b"]
    assert missing["status"] == ["b"]
    assert missing["route"] == ["a", "b"]
    full = case("c", why_it_worked="So.", what_it_needed="This.", where_it_might_not_fit="There.")
    assert not {"why", "needed", "limits"} & {entry.id for entry in _find_gaps(knowledge_base(full), []).missing_details}


def test_an_active_case_goes_stale_after_eighteen_months(case: Any) -> None:
    """An active case is stale 18 months after its last check. An ended case is never stale."""
    checked = {"last_verified": "2025-05-22", "next_review": "2026-01-01"}
    assert find_stale_confirmation(case("a", review=checked), date(2026, 11, 22)) == date(2025, 5, 22)
    assert find_stale_confirmation(case("a", review=checked), date(2026, 11, 21)) is None
    assert find_stale_confirmation(case("a", review=checked, status="ended"), date(2026, 11, 22)) is None
    assert is_overdue(case("a", review=checked).review.next_review, date(2026, 11, 22))
    assert count_months(date(2024, 2, 29), date(2025, 2, 28)) == 11
