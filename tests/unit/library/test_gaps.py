"""What is missing is said."""

from __future__ import annotations

from datetime import date
from typing import Any

from waymark_guide.library.facets import make_library
from waymark_guide.library.freshness import count_months, find_stale_confirmation, is_overdue
from waymark_guide.library.gaps import Gaps, find_gaps
from waymark_guide.model.tree import Tree


def _tree(approach: str) -> Tree:
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


def _gaps(knowledge_base: Any, trees: list[Tree]) -> Gaps:
    return find_gaps(knowledge_base, make_library(knowledge_base), trees)


def test_a_recommended_approach_without_a_case_is_wanted(case: Any, knowledge_base: Any) -> None:
    """An approach that a guide can recommend and no case shows is listed with that guide."""
    found = _gaps(knowledge_base(case("a")), [_tree("alliances")])
    assert [(untold.approach.id, [tree.id for tree in untold.guides]) for untold in found.recommended] == [("alliances", ["guide"])]
    assert found.others == ()


def test_an_approach_that_no_guide_knows_is_listed_apart(case: Any, knowledge_base: Any) -> None:
    """An approach without a case and without a guide is a lesser gap."""
    assert [untold.approach.id for untold in _gaps(knowledge_base(case("a")), []).others] == ["alliances"]


def test_what_a_case_leaves_open_is_counted(case: Any, knowledge_base: Any) -> None:
    """Each thing that cases do not tell is listed with those cases, and what all of them tell is not."""
    found = _gaps(knowledge_base(case("a", dates={"started": "2020"}), case("b", status="unknown")), [])
    open_fields = {entry.id: [each.id for each in entry.cases] for entry in found.missing_details}
    assert open_fields["started"] == ["b"]
    assert open_fields["status"] == ["b"]
    assert open_fields["route"] == ["a", "b"]
    full = case("c", why_it_worked="So.", what_it_needed="This.", where_it_might_not_fit="There.")
    assert not {"why", "needed", "limits"} & {entry.id for entry in _gaps(knowledge_base(full), []).missing_details}


def test_an_active_case_goes_stale_after_eighteen_months(case: Any) -> None:
    """18 months after the last check an active case reads as not confirmed since; an ended one never does."""
    checked = {"last_verified": "2025-05-22", "next_review": "2026-01-01"}
    assert find_stale_confirmation(case("a", review=checked), date(2026, 11, 22)) == date(2025, 5, 22)
    assert find_stale_confirmation(case("a", review=checked), date(2026, 11, 21)) is None
    assert find_stale_confirmation(case("a", review=checked, status="ended"), date(2026, 11, 22)) is None
    assert is_overdue(case("a", review=checked).review.next_review, date(2026, 11, 22))
    assert count_months(date(2024, 2, 29), date(2025, 2, 28)) == 11
