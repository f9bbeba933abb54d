"""Whether what was written is still looked after: reviews, confirmations and the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare, declare_each
from waymark_guide.library.freshness import find_stale_confirmation, is_overdue, needs_checking
from waymark_guide.model.partial_date import format_date, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.approach import Approach
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.law import Law
    from waymark_guide.model.source import Source, Sources
    from waymark_guide.model.tree import Tree
    from waymark_guide.model.vocabulary import Glossary

OVERDUE = declare(
    "C701",
    "review-overdue",
    "A case study is looked at again by the day that it names.",
    why="The page says that the review is overdue. It stays up.",
    fix='Open every source again, mend what has changed, and set "last_verified" and "next_review".',
    severity="warning",
    about_age=True,
    wrong="review: {last_verified: 2026-01-01, next_review: 2026-11-01}",
    right="review: {last_verified: 2026-11-01, next_review: 2027-11-01}",
    texts={"message": "This case was to be reviewed by {day}."},
)
NOT_CONFIRMED = declare(
    "C703",
    "not-confirmed",
    "An activity that is called active was confirmed in the last eighteen months.",
    why="The page says “not confirmed since” the day on which the sources were last opened.",
    fix='Open the sources again. If it goes on, set "last_verified"; if you cannot tell, write "status: unknown".',
    severity="warning",
    about_age=True,
    wrong="review: {last_verified: 2025-01-01, next_review: 2027-11-01}",
    right="review: {last_verified: 2026-11-01, next_review: 2027-11-01}",
    texts={"message": "This activity is called active, and was last confirmed on {day}."},
)
LAW_UNCHECKED = declare(
    "A703",
    "law-not-checked",
    "What an approach says of the law was checked within a year.",
    why="Rules and thresholds change, and readers act on them.",
    fix='Read the rule again, then set "checked_on".',
    severity="warning",
    about_age=True,
    wrong="note: A conditional gift., checked_on: 2025-06-01",
    right="note: A conditional gift., checked_on: 2026-11-01",
)
INSTRUMENT_UNCHECKED = declare(
    "L704",
    "instrument-not-checked",
    "A law or policy was checked within a year.",
    why="Rules and thresholds change, and readers act on them.",
    fix='Read the instrument again, mend what has changed, then set "checked_on".',
    severity="warning",
    about_age=True,
    wrong="checked_on: 2025-06-01",
    right="checked_on: 2026-11-01",
)
SOURCE_UNCHECKED = declare_each(
    "703",
    "source-not-checked",
    "A source was opened within the last year.",
    why="Pages go, and what they say changes; readers act on what they said when somebody last looked.",
    fix="Open it again. If it still says the same, set the new date; otherwise mend what rests on it.",
    severity="warning",
    about_age=True,
    examples={
        "T": ("checked_on: 2025-11-01", "checked_on: 2026-11-01"),
        "L": ("checked: 2025-06-01", "checked: 2026-11-01"),
        "V": ("checked: 2025-06-01", "checked: 2026-11-01"),
    },
)
NO_CASE = declare(
    "A605",
    "approach-without-case",
    "An approach that a guide can recommend has at least one case study.",
    why="Readers are told to try it, and shown nobody who did. It is listed under “Gaps we would like filled”.",
    fix="Write or ask for a case study.",
    severity="note",
    wrong="approaches: [co-production]\nthemes: [food, loneliness]\npeople: [older-people]\narrangement: {route: grant",
    right="approaches: [grants]\nthemes: [food, loneliness]\npeople: [older-people]\narrangement: {route: grant",
)


def check_case_study(subject: Subject[CaseStudy]) -> Iterator[Finding]:
    """The reviews of a case."""
    review = subject.record.review
    if review.next_review is not None and is_overdue(review.next_review, subject.today):
        yield subject.finding(OVERDUE, ("review", "next_review"), OVERDUE.fill("message", day=format_date(review.next_review)))
    if last := find_stale_confirmation(subject.record, subject.today):
        message = NOT_CONFIRMED.fill("message", day=format_date(last))
        yield subject.finding(NOT_CONFIRMED, ("review", "last_verified"), message)


def check_tree(subject: Subject[Tree]) -> Iterator[Finding]:
    """The law behind a guide, and the sources that it declares itself."""
    tree = subject.record
    if tree.checked_on is not None and needs_checking(tree.checked_on, subject.today):
        message = f"The law behind this guide was last checked on {format_date(tree.checked_on)}."
        yield subject.finding(SOURCE_UNCHECKED["T"], ("checked_on",), message)
    yield from _sources(subject, tree.sources)


def check_sources(subject: Subject[Sources] | Subject[Glossary]) -> Iterator[Finding]:
    """The sources that several files share, or that the glossary declares itself."""
    yield from _sources(subject, subject.record.sources)


def _sources(subject: Subject[Tree] | Subject[Law] | Subject[Sources] | Subject[Glossary], sources: Sequence[Source | str]) -> Iterator[Finding]:
    for place, source in enumerate(sources):
        if not isinstance(source, str) and needs_checking(last_day(source.checked), subject.today):
            message = f'The source "{source.title}" was last opened on {format_date(source.checked)}.'
            yield subject.finding(SOURCE_UNCHECKED[subject.family], ("sources", place, "checked"), message)


def check_law(subject: Subject[Law]) -> Iterator[Finding]:
    """A law or policy, and the sources that its page declares itself."""
    law = subject.record
    if needs_checking(law.checked_on, subject.today):
        message = f'"{law.title}" was last checked on {format_date(law.checked_on)}.'
        yield subject.finding(INSTRUMENT_UNCHECKED, ("checked_on",), message)
    yield from _sources(subject, law.sources)


def check_approach(subject: Subject[Approach]) -> Iterator[Finding]:
    """The law behind an approach, and the cases that used it."""
    approach, base = subject.record, subject.knowledge_base
    for place, route in enumerate(approach.routes):
        if needs_checking(route.checked_on, subject.today):
            message = f'The law on "{route.route}" was last checked on {format_date(route.checked_on)}.'
            yield subject.finding(LAW_UNCHECKED, ("routes", place, "checked_on"), message)
    recommended = any(outcome.approach == approach.id for tree in base.trees.values() if tree.status == "published" for outcome in tree.outcomes)
    used = any(approach.id in case.approaches for case in base.case_studies.values()) or bool(base.claimed.get("case-study"))
    if recommended and not used:
        yield subject.finding(NO_CASE, ("id",), f'No case study used "{approach.title}", which a guide can recommend.')
