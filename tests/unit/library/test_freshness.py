"""Content has to be checked again after a span of time, whatever the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from waymark_guide.library.freshness import any_needs_checking, is_longer_ago, is_overdue, needs_checking
from waymark_guide.model.source import CaseSource, Source

pytestmark = pytest.mark.dates
TODAY = date(2028, 2, 29)


def make_source(checked: str) -> Source:
    """Make a source that was checked on a day, in a month or in a year."""
    return Source.model_validate({"id": "a-source", "title": "A", "url": "https://example.org/", "checked": checked})


def test_a_day_of_review_is_overdue_from_the_next_day_on() -> None:
    """A review is not overdue on its day, and never overdue without a day."""
    assert not is_overdue(date(2028, 2, 29), TODAY)
    assert is_overdue(date(2028, 2, 28), TODAY)
    assert not is_overdue(None, TODAY)


def test_what_was_checked_holds_for_a_year() -> None:
    """A check holds for 365 days, in leap years too."""
    assert not needs_checking(date(2027, 3, 1), TODAY)
    assert needs_checking(date(2027, 2, 28), TODAY)


def test_a_source_counts_from_the_last_day_that_its_date_can_mean() -> None:
    """A check in a month or a year counts as one on its last day. Sources of cases do not count."""
    assert not any_needs_checking([make_source("2027")], TODAY)
    assert not any_needs_checking([make_source("2027-03")], TODAY)
    assert any_needs_checking([make_source("2027"), make_source("2027-02")], TODAY)
    opened = CaseSource.model_validate({"id": "b", "title": "B", "url": "https://example.org/", "accessed": "2020", "kind": "news"})
    assert not any_needs_checking([opened], TODAY)


def test_spans_never_leave_the_calendar() -> None:
    """Spans can be compared from the first day of the calendar to the last."""
    assert not is_longer_ago(date.max, timedelta(days=365), date.max)
    assert not is_longer_ago(date.max, timedelta(days=365), date.min)
    assert is_longer_ago(date.min, timedelta(days=365), date.max)
