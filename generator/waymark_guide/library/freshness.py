"""How long ago content was checked, and whether it has to be checked again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from waymark_guide.model.partial_date import last_day
from waymark_guide.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from waymark_guide.model.approach import Approach
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.changes import Changes
    from waymark_guide.model.source import Publication
    from waymark_guide.model.tree import Tree

STALE_AFTER_MONTHS = 18
CHECK_HOLDS_FOR = timedelta(days=365)
"""How long a check of a law, a rule or a source counts."""


def is_longer_ago(day: date, span: timedelta, today: date) -> bool:
    """Return whether more than a span has passed since a day. It subtracts days and never adds to them, because no date may pass the year 9999."""
    return today - day > span


def needs_checking(checked: date, today: date) -> bool:
    """Return whether something that was checked on a day has to be checked again."""
    return is_longer_ago(checked, CHECK_HOLDS_FOR, today)


def any_needs_checking(sources: Iterable[Publication], today: date) -> bool:
    """Return whether one of the sources has to be checked again. Sources that do not say when they were checked do not count."""
    return any(isinstance(source, Source) and needs_checking(last_day(source.checked), today) for source in sources)


def count_months(earlier: date, later: date) -> int:
    """Count the whole months from one day to a later one."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def find_stale_confirmation(case: CaseStudy, today: date) -> date | None:
    """Return the day on which an active case was last confirmed if that is 18 months ago or more, and otherwise none."""
    last = case.review.last_verified
    return last if case.status == "active" and count_months(last, today) >= STALE_AFTER_MONTHS else None


def get_checked_date(approach: Approach) -> date:
    """Return the last day on which an approach was assessed or the law about it was checked."""
    return max((approach.certainty.assessed_on, *(route.checked_on for route in approach.routes)))


def get_revised_date(tree: Tree, changes: Changes | None) -> date | None:
    """Return the day of a guide's newest version or of the last check of its law, whichever is later; none where neither is recorded."""
    days = [*(version.date for version in changes.versions), tree.checked_on] if changes else [tree.checked_on]
    return max((day for day in days if day), default=None)


def is_overdue(review_by: date | None, today: date) -> bool:
    """Return whether the day of a planned review has passed."""
    return review_by is not None and review_by < today
