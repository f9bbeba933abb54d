"""Figures and the judgement of evidence: nothing is claimed beyond what its sources can bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.finding import Finding, Path, Severity

MEASURED, COMPARED = 2, 3
STRONG = {"evaluation", "academic"}

NO_PRICE_YEAR = declare(
    "C401",
    "money-without-price-year",
    "An amount of money says in which year's prices it is.",
    why="A pound of 2012 and a pound of today are not the same, and readers will compare them.",
    fix='Add "price_year", such as "2020" or, for a financial year, "2020-21".',
    wrong='period: "2020"\n    sources: [club-guide]',
    right='period: "2020"\n    price_year: "2020"\n    sources: [club-guide]',
    texts={"message": '"{label}" is an amount of money without a price year.'},
)
NOT_CASHABLE = declare(
    "C402",
    "saving-without-cashable",
    "A saving says whether the money can be taken out of a budget.",
    why="Most savings are time or demand that is freed for something else. A board will ask.",
    fix='Add "cashable: yes", "no" or "unknown".',
    severity="warning",
    wrong='kind: saving-claimed\n    value: 600\n    unit: GBP\n    period: "2020"\n    price_year: "2020"',
    right='kind: saving-claimed\n    cashable: unknown\n    value: 600\n    unit: GBP\n    period: "2020"\n    price_year: "2020"',
    texts={"message": '"{label}" does not say whether the saving can be taken out of a budget.'},
)
ONLY_SELF_REPORT = declare(
    "C501",
    "level-without-outside-source",
    "Evidence at level 2 or above rests on a source that is not a self-report.",
    why="Readers take level 2 to mean that somebody measured a change.",
    fix='Add a source of another kind, lower the level, or give a reason with "allow".',
    wrong="    evidence_level: 2\n    sources: [cooks-report]",
    right="    evidence_level: 1\n    sources: [cooks-report]",
    texts={
        "message": "{what} has evidence at level {level}, and its sources are {kinds}.",
        "this_case": "This case",
        "or": " or ",
        "no_kind": "of no stated kind",
        "add_kind": 'Add "kind" to the source, so that readers can judge it.',
    },
)
NO_COMPARISON = declare(
    "C502",
    "level-without-evaluation",
    "Evidence at level 3 or above rests on an evaluation or an academic source.",
    why="Readers take level 3 to mean that the change was compared with what would have happened anyway.",
    fix="Add the evaluation or paper, with its kind, or lower the level.",
    wrong="  level: 3\n  basis: The cooks' own report. No change in health was measured.",
    right="  level: 1\n  basis: The cooks' own report. No change in health was measured.",
)


def check(subject: Subject[CaseStudy]) -> Iterator[Finding]:
    """The figures of a case, and its levels of evidence."""
    case = subject.record
    for place, figure in enumerate(case.figures):
        path: Path = ("figures", place)
        if figure.is_money and figure.price_year is None:
            yield subject.finding(NO_PRICE_YEAR, path, NO_PRICE_YEAR.fill("message", label=figure.label))
        if figure.kind == "saving-claimed" and figure.cashable is None:
            yield subject.finding(NOT_CASHABLE, path, NOT_CASHABLE.fill("message", label=figure.label))
        if figure.evidence_level is not None:
            yield from _level(subject, (*path, "evidence_level"), figure.evidence_level, figure.sources, f'"{figure.label}"')
    if "sources" not in subject.spoilt:
        listed = [entry if isinstance(entry, str) else entry.id for entry in case.sources]
        yield from _level(subject, ("evidence", "level"), case.evidence.level, listed, ONLY_SELF_REPORT.fill("this_case"))


def _level(subject: Subject[CaseStudy], path: Path, level: str, sources: Sequence[str], what: str) -> Iterator[Finding]:
    """A level is borne by the kinds of the sources."""
    if not (level.isascii() and level.isdigit()) or int(level) < MEASURED:
        return
    found = [subject.knowledge_base.source(source, subject.record.sources) for source in sources]
    if any(source is None for source in found):
        return  # the unknown source has a finding of its own
    kinds = {source.kind for source in found if source is not None}
    fill = ONLY_SELF_REPORT.fill  # both rules say the same
    stated = fill("or").join(sorted(kind.replace("-", " ") for kind in kinds if kind)) or fill("no_kind")
    message = fill("message", what=what, level=level, kinds=stated)
    severity: Severity = "warning" if None in kinds or path[0] == "figures" else "error"
    fix = fill("add_kind") if None in kinds else None
    if int(level) >= COMPARED and not kinds & STRONG:
        yield subject.finding(NO_COMPARISON, path, message, severity=severity, fix=fix)
    elif kinds <= {"self-report", None}:
        yield subject.finding(ONLY_SELF_REPORT, path, message, severity=severity, fix=fix)
