"""When a case began, ended and was looked at: in an order that can be, and not in the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.model.partial_date import first_day, format_date, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.finding import Finding, Path

ENDED_FIRST = declare(
    "C301",
    "ended-before-started",
    "An activity does not end before it starts.",
    why="The page would show a span of time that cannot be.",
    fix="Look both dates up again; perhaps they are the wrong way round.",
    wrong="dates: {started: 2022-06-30, ended: 2020-03}",
    right="dates: {started: 2020-03, ended: 2022-06-30}",
    texts={"message": "The end, {ended}, comes before the start, {started}."},
)
STILL_ACTIVE = declare(
    "C302",
    "active-and-ended",
    "An activity that has ended does not have the status active.",
    why="Readers would be told that it goes on, and that it stopped.",
    fix='Write "status: ended", or delete the date on which it ended.',
    wrong='status: active\ndates: {started: "2021", ended: "2022"}',
    right='status: active\ndates: {started: "2021"}',
    texts={"message": "The end is given as {ended}, and the status is active."},
)
FUTURE = declare(
    "C303",
    "date-in-the-future",
    "What has been done has a date in the past.",
    why="Nobody can have opened a source or judged the evidence on a day that has not come.",
    fix="Write the day on which it was really done.",
    severity="warning",
    wrong="review: {last_verified: 2027-11-01, next_review: 2028-11-01}",
    right="review: {last_verified: 2026-11-01, next_review: 2027-11-01}",
    texts={
        "message": "{what} on {day}, which is still to come.",
        "opened": "The sources were opened",
        "judged": "The evidence was judged",
        "published": "The case was published",
        "changed": "The case was changed",
        "source_opened": '"{title}" was opened',
    },
)


def check(subject: Subject[CaseStudy]) -> Iterator[Finding]:
    """The dates of a case."""
    case = subject.record
    started, ended = case.dates.started, case.dates.ended
    if started and ended and last_day(ended) < first_day(started):
        message = ENDED_FIRST.fill("message", ended=format_date(ended), started=format_date(started))
        yield subject.finding(ENDED_FIRST, ("dates", "ended"), message)
    if ended and case.status == "active" and last_day(ended) < subject.today:
        lay_ahead = last_day(ended) >= case.review.last_verified  # at the last check the end was still to come: only time has passed
        message = STILL_ACTIVE.fill("message", ended=format_date(ended))
        yield subject.finding(STILL_ACTIVE, ("dates", "ended"), message, aged=lay_ahead)
    for path, day, what in _list_dated_events(case):
        if day > subject.today:
            yield subject.finding(FUTURE, path, FUTURE.fill("message", what=what, day=format_date(day)))


def _list_dated_events(case: CaseStudy) -> Iterator[tuple[Path, date, str]]:
    """Everything that a case says was done on a day."""
    yield ("review", "last_verified"), case.review.last_verified, FUTURE.fill("opened")
    yield ("evidence", "assessed_on"), case.evidence.assessed_on, FUTURE.fill("judged")
    if case.published:
        yield ("published",), case.published, FUTURE.fill("published")
    for place, change in enumerate(case.changes):
        yield ("changes", place, "date"), change.date, FUTURE.fill("changed")
    for place, source in enumerate(case.sources):
        if not isinstance(source, str):
            yield ("sources", place, "accessed"), first_day(source.accessed), FUTURE.fill("source_opened", title=source.title)
