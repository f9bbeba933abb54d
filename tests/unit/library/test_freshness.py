"""How long ago a person looked: counted between two days, so that every day of the calendar will do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from waymark_guide.library.freshness import any_needs_checking, is_longer_ago, is_overdue, needs_checking
from waymark_guide.model.source import CaseSource, Source

pytestmark = pytest.mark.dates
TODAY = date(2028, 2, 29)


def source(checked: str) -> Source:
    """A source that was opened on a day, in a month or in a year."""
    return Source.model_validate({"id": "a-source", "title": "A", "url": "https://example.org/", "checked": checked})


def test_a_day_of_review_is_overdue_from_the_next_day_on() -> None:
    """On the day itself there is still time; what names no day is never overdue."""
    assert not is_overdue(date(2028, 2, 29), TODAY)
    assert is_overdue(date(2028, 2, 28), TODAY)
    assert not is_overdue(None, TODAY)


def test_what_was_checked_holds_for_a_year() -> None:
    """365 days, leap years or not."""
    assert not needs_checking(date(2027, 3, 1), TODAY)
    assert needs_checking(date(2027, 2, 28), TODAY)


def test_a_source_counts_from_the_last_day_that_its_date_can_mean() -> None:
    """A month or a year counts to its end; what a case tells about its own sources does not count here."""
    assert not any_needs_checking([source("2027")], TODAY)
    assert not any_needs_checking([source("2027-03")], TODAY)
    assert any_needs_checking([source("2027"), source("2027-02")], TODAY)
    opened = CaseSource.model_validate({"id": "b", "title": "B", "url": "https://example.org/", "accessed": "2020", "kind": "news"})
    assert not any_needs_checking([opened], TODAY)


def test_spans_never_leave_the_calendar() -> None:
    """The first and the last day can be compared with any span."""
    assert not is_longer_ago(date.max, timedelta(days=365), date.max)
    assert not is_longer_ago(date.max, timedelta(days=365), date.min)
    assert is_longer_ago(date.min, timedelta(days=365), date.max)
