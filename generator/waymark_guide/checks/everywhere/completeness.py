"""What has to be there although no single field says so, and what is worth having."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from waymark_guide.checks.rule import RULES, declare
from waymark_guide.model.base import ContentModel
from waymark_guide.model.walk import find_models
from waymark_guide.reading.validation_findings import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Question, Tree

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
    texts={"message": '{owner} has no "{name}": {description}'},
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
    texts={
        "ended": 'The activity ended, and there is no "status_note".',
        "unknown": 'The activity is not known to be active, and there is no "status_note".',
    },
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
    """The recommended fields, and a note on an ending."""
    case = subject.record
    for path, name, description in _list_recommended(case):
        if path or name not in subject.spoilt:
            about = f"{description[0].lower()}{description[1:]}"
            message = RECOMMENDED.fill("message", owner=name_of(subject.document, path), name=name, description=about)
            yield subject.finding(RECOMMENDED, path, message)
    if case.status in {"ended", "unknown"} and case.status_note is None and "status_note" not in subject.spoilt:
        yield subject.finding(NO_STATUS_NOTE, ("status",), NO_STATUS_NOTE.fill(case.status))


def _list_recommended(record: ContentModel, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """The recommended fields that were left empty: where, which, and what they are for."""
    for name, alias, advice, default in _asked_for(type(record)):
        value: Any = getattr(record, name)
        if advice is not None and (not value or value == default):
            yield path, alias, advice
        elif isinstance(value, tuple):
            for place, entry in enumerate(value):
                if isinstance(entry, ContentModel):
                    yield from _list_recommended(entry, (*path, alias, place))
        elif isinstance(value, ContentModel):
            yield from _list_recommended(value, (*path, alias))


@cache
def _asked_for(model: type[ContentModel]) -> tuple[tuple[str, str, str | None, Any], ...]:
    """The fields that are recommended or lead to such: the name, the name that authors write, what it is for if it is one itself, and its default."""
    fields = model.model_fields.items()
    every = ((name, info.alias or name, info.description or "" if _is_recommended(info) else None, info) for name, info in fields)
    return tuple(
        (name, alias, advice, info.default)
        for name, alias, advice, info in every
        if advice is not None or any(_asked_for(inner) for inner in find_models(info.annotation))
    )


def _is_recommended(info: FieldInfo) -> bool:
    return isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("level") == "recommended"


def _missing(subject: Subject[Tree], path: Path, name: str, what: str) -> Finding:
    return subject.finding(RULES["T104"], path, f'{name_of(subject.document, path)} has no "{name}".', fix=f'Add a line "{name}: ...", {what}.')
