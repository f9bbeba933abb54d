"""What an editor asks of a tree: an owner, a date for its review, and care with the law."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.library.freshness import is_longer_ago, is_overdue
from waymark_guide.model.partial_date import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.tree import Tree

GRACE = timedelta(days=183)
"""How long after its review date a published guide may be changed without a review."""

PAST_REVIEW = declare(
    "T701",
    "past-review-date",
    "A guide is looked at again before its review date.",
    why="Law and services change, and readers rely on the guide being right.",
    fix="Check the guide against its sources, then set a new review_by. Half a year after the date, no change to the guide is taken without it.",
    severity="warning",
    about_age=True,
    wrong="review_by: 2026-10-31",
    right="review_by: 2027-03-31",
)
NO_OWNER = declare(
    "T702",
    "no-owner",
    "A guide says who keeps it right.",
    why="Nobody would know whom to tell of a mistake.",
    fix='Add "owner" with the name of a team.',
    severity="warning",
    wrong="summary: A first steer for a small grant budget.\nstatus: published",
    right="summary: A first steer for a small grant budget.\nowner: editors\nstatus: published",
)
COPIED = declare(
    "T211",
    "outcome-copied",
    "An outcome is declared once, with everything that leads to it.",
    why="Readers are shown the same advice under two ids, and whoever mends the one forgets the other.",
    fix="Keep one, and join the conditions: when: {any: [{...}, {...}]}.",
    severity="warning",
    wrong="    title: Hold a tender\n    rationale: Nothing stands in the way.",
    right="    title: Award it directly\n    rationale: Nothing stands in the way.",
)
REPEATED = declare(
    "T704",
    "same-rationale-twice",
    "Each outcome has a rationale of its own.",
    why="Readers learn why this, and not why this rather than the other.",
    fix="Say of each what speaks for it alone.",
    severity="warning",
    wrong="rationale: The sum is small and the purpose is clear.",
    right="rationale: A contract is worth its cost when much is at stake.",
)
UNSUPPORTED = declare(
    "T705",
    "claim-without-support",
    "What must or must not be done has a source, and low confidence comes with cautions.",
    why="“Must” means that the law says so. A reader has to be able to look it up.",
    fix="Add a source to the outcome, or use a weaker word.",
    wrong="    rationale: The rules ask for a tender above the limit.\n  - id: award",
    right="    rationale: The rules ask for a tender above the limit.\n    sources: [the-rules]\n  - id: award",
)
NO_GATE_REASON = declare(
    "T716",
    "gate-without-reason",
    "An outcome that answers can rule out says what to tell the reader.",
    why="Readers would see that it is ruled out, and not why.",
    fix='Add "ruled_out_because" with a sentence.',
    severity="warning",
    wrong="    not_if: {measurable: no}\n    rationale",
    right="    not_if: {measurable: no}\n    ruled_out_because: What cannot be measured cannot be specified.\n    rationale",
)


def check(subject: Subject[Tree]) -> Iterator[Finding]:
    """What an editor asks of a tree."""
    tree = subject.record
    if tree.review_by is not None and is_overdue(tree.review_by, subject.today) and tree.status != "retired":
        late = tree.status == "published" and is_longer_ago(tree.review_by, GRACE, subject.today)
        message = f"This guide was to be reviewed by {format_date(tree.review_by)}."
        yield subject.finding(PAST_REVIEW, ("review_by",), message, severity="error" if late else "warning")
    if tree.owner is None and "owner" not in subject.spoilt:
        yield subject.finding(NO_OWNER, (), "This guide does not say who keeps it right.")
    rationales: dict[str, str] = {}
    named: dict[tuple[str | None, str], str] = {}
    for place, outcome in enumerate(tree.outcomes):
        name = outcome.title or outcome.id
        copied = named.setdefault((outcome.approach, (outcome.title or "").casefold()), outcome.id)
        if copied != outcome.id:
            yield subject.finding(COPIED, ("outcomes", place, "id"), f'"{outcome.id}" is the same outcome as "{copied}".')
            continue
        rationale = " ".join((outcome.rationale or "").casefold().split())
        if rationale and rationale in rationales:
            message = f'"{name}" has the same rationale as "{rationales[rationale]}".'
            yield subject.finding(REPEATED, ("outcomes", place, "rationale"), message)
        rationales.setdefault(rationale, name)
        if outcome.modality in {"must", "must-not"} and not outcome.sources:
            message = f'"{name}" says {outcome.modality.replace("-", " ")}, and names no source.'
            yield subject.finding(UNSUPPORTED, ("outcomes", place, "modality"), message)
        if outcome.confidence == "low" and not outcome.cautions:
            message = f'"{name}" has low confidence, and no cautions.'
            fix = 'Add "cautions" that say what to watch, or raise the confidence.'
            why = "Readers would not know what the doubt is about."
            yield subject.finding(UNSUPPORTED, ("outcomes", place, "confidence"), message, why=why, fix=fix)
        if outcome.not_if is not None and outcome.ruled_out_because is None:
            yield subject.finding(NO_GATE_REASON, ("outcomes", place, "not_if"), f'"{name}" can be ruled out, and does not say why.', key=True)
