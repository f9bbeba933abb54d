"""What has to be there although no single field says so, and what is worth having."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.checks.rule import RULES, declare
from generator.reading.explain import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject
    from generator.model.case_study import CaseStudy
    from generator.model.finding import Finding, Path
    from generator.model.record import Record
    from generator.model.tree import Question, Tree

RECOMMENDED = declare(
    "C610",
    "recommended-field-missing",
    "A case study says what readers most often look for.",
    why="The page shows the gap to readers.",
    fix="Add it if you know it; if you looked and found nothing, say so in the field.",
    severity="warning",
    wrong="why_it_worked: The cooks lived in the same streets.\nwhere_it_might_not_fit: Places without a hall.",
    right="why_it_worked: The cooks lived in the same streets.\n"
    "what_it_needed: A kitchen, pans and a key.\n"
    "where_it_might_not_fit: Places without a hall.",
)
NO_STATUS_NOTE = declare(
    "C611",
    "status-without-note",
    "A case that ended, or of which nothing is known, says why and when.",
    why="How a thing ended is often its best lesson.",
    fix='Add "status_note"; say what you looked for if you found nothing.',
    severity="warning",
    wrong="status: ended\ndates",
    right="status: ended\nstatus_note: It ended in 2022, when the hall was sold.\ndates",
)


def check_tree(subject: Subject[Tree]) -> Iterator[Finding]:
    """Questions have words and answers, outcomes a name and a reason, tests an expectation."""
    tree = subject.record
    for place, question in enumerate(tree.questions):
        yield from _question(subject, ("questions", place), question)
    for place, outcome in enumerate(tree.outcomes):
        if outcome.approach is None and outcome.title is None:
            yield _missing(subject, ("outcomes", place), "title", "or the id of an approach as approach: ...")
        if outcome.rationale is None:
            yield _missing(subject, ("outcomes", place), "rationale", "which says why this is the answer")
    for place, example in enumerate(tree.tests):
        if not example.expect and not example.never:
            yield _missing(subject, ("tests", place), "expect", "with the id of the outcome that must come of it")


def _question(subject: Subject[Tree], path: Path, question: Question) -> Iterator[Finding]:
    if question.fact is None and question.same_as is None:
        if question.text is None:
            yield _missing(subject, path, "text", "or the id of a shared fact as fact: ...")
        if not question.options:
            yield _missing(subject, path, "options", "with at least two answers")
    for number, option in enumerate(question.options):
        if option.label is None and question.fact is None and question.same_as is None:
            yield _missing(subject, (*path, "options", number), "label", "with the words that the reader chooses")


def check_case_study(subject: Subject[CaseStudy]) -> Iterator[Finding]:
    """The recommended fields, and a note beside an ending."""
    case = subject.record
    for path, name, description in _recommended(case):
        if path or name not in subject.spoilt:
            owner = name_of(subject.document, path)
            yield subject.finding(RECOMMENDED, path, f'{owner} has no "{name}": {description[0].lower()}{description[1:]}')
    if case.status in {"ended", "unknown"} and case.status_note is None and "status_note" not in subject.spoilt:
        state = "ended" if case.status == "ended" else "is not known to be active"
        yield subject.finding(NO_STATUS_NOTE, ("status",), f'The activity {state}, and there is no "status_note".')


def _recommended(record: Record, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """The recommended fields that were left empty: where, which, and what they are for."""
    for name, info in type(record).model_fields.items():
        value: Any = getattr(record, name)
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        if extra.get("level") == "recommended" and (not value or value == info.default):
            yield path, info.alias or name, info.description or ""
        elif isinstance(value, tuple):
            for place, entry in enumerate(value):
                if hasattr(entry, "model_fields_set"):
                    yield from _recommended(entry, (*path, info.alias or name, place))
        elif hasattr(value, "model_fields_set"):
            yield from _recommended(value, (*path, info.alias or name))


def _missing(subject: Subject[Tree], path: Path, name: str, what: str) -> Finding:
    return subject.finding(RULES["T104"], path, f'{name_of(subject.document, path)} has no "{name}".', fix=f'Add a line "{name}: ...", {what}.')
