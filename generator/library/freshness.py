"""How long ago somebody last opened every source of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from generator.model.case_study import CaseStudy

STALE_AFTER_MONTHS = 18


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def not_confirmed_since(case: CaseStudy, today: date) -> date | None:
    """The day on which an active case was last confirmed, if that is 18 months ago or more; otherwise none."""
    last = case.review.last_verified
    return last if case.status == "active" and months_between(last, today) >= STALE_AFTER_MONTHS else None


def review_overdue(case: CaseStudy, today: date) -> bool:
    """Whether the day for the next review has passed."""
    return case.review.next_review is not None and case.review.next_review < today
