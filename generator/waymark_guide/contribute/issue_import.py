"""Turns the text of an issue into a draft case study. Whatever a stranger typed stays text: it is never run, followed or shown as anything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.draft import format_draft
from waymark_guide.contribute.form_submission import find_file, select_fields
from waymark_guide.contribute.issue_fields import list_boxes
from waymark_guide.contribute.plain_text import clean_text
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.model.slug import make_slug
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from waymark_guide.contribute.issue_fields import Box
    from waymark_guide.model.knowledge_base import KnowledgeBase

HEADING = "### "
NO_ANSWER = "_No response_"
NO_TITLE = "untitled-draft"
MOST_ROWS = 200
SHORT = 60
_BULLET = re.compile(r"^(?:[-*+•]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"^[\s|:-]*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A case study to be.

    Attributes:
        id: its id, which no other case has.
        text: the file.
        notices: what was left out, and why, in sentences.
    """

    id: str
    text: str
    notices: tuple[str, ...]


def draft_from_issue(body: str, base: KnowledgeBase, *, today: date, new_id: str = "", taken: Collection[str] = ()) -> Draft:
    """A draft of what an issue says.

    Args:
        body: the issue, as the form of `issue_form` makes it: a heading for each box, and the answer below; or with a file, as the site's form.
        base: the vocabularies and approaches to know words by.
        today: the day.
        new_id: the id; without one it is made of the title.
        taken: the ids that a made one must differ from.

    Raises:
        KnowledgeBaseError: neither a heading of the form nor a file is in the text, or the file cannot be read.
    """
    say = load_strings()
    text, unseen = clean_text(body)
    asked = list_boxes(base)
    notices = [say("issue_form.notice.unseen", count=unseen)] if unseen else []
    answers, before = _answers(text, asked)
    sent = find_file(text) if answers is None else None
    if answers is not None:
        record, over = _record(asked, answers)
        notices += [say("issue_form.notice.unplaced")] if before else []
        notices += [say("issue_form.notice.over", count=over, most=MOST_ROWS)] if over else []
    elif sent is not None:
        record, left = select_fields(sent)
        notices += [say("issue_form.notice.left", names=", ".join(left))] if left else []
    else:
        raise KnowledgeBaseError(say("issue_form.notice.nothing", example=f"{HEADING}{asked[0].label}"))
    made = new_id or make_slug(str(record.get("title", ""))[: 2 * SHORT])[:SHORT].rstrip("-")
    if not made:
        made = NO_TITLE
        notices.append(say("issue_form.notice.untitled", id=made))
    free = made if new_id else _free(made, taken)
    if free != made:
        notices.append(say("issue_form.notice.taken", id=made, new=free))
    return Draft(free, format_draft(free, record, today=today), tuple(notices))


def _answers(text: str, asked: tuple[Box, ...]) -> tuple[dict[str, str] | None, bool]:
    """What stands below the heading of each box, each taken in the order of the form; none where there is no such heading.

    The second value is whether anything stands before the first heading.
    """
    labels = [box.label for box in asked]
    found: dict[str, list[str]] = {}
    at, current, before = 0, None, False
    for line in text.split("\n"):
        label = line.removeprefix(HEADING).strip() if line.startswith(HEADING) else None
        if label in labels[at:]:
            at, current = labels.index(label, at) + 1, label
            found[label] = []
        elif label == load_strings()("issue_form.agree.label"):
            break
        elif current is not None:
            found[current].append(line)
        else:
            before = before or bool(line.strip())
    told = {label: "\n".join(lines).strip() for label, lines in found.items()}
    return {label: answer for label, answer in told.items() if answer and answer != NO_ANSWER} if found else None, before


def _record(asked: tuple[Box, ...], answers: Mapping[str, str]) -> tuple[dict[str, Any], int]:
    """The answers as the fields of a case study, and how many entries were too many."""
    record: dict[str, Any] = {}
    for box in asked:
        if box.label in answers:
            inner = record
            for step in box.path[:-1]:
                inner = inner.setdefault(str(step), {})
            inner[str(box.path[-1])] = _value(box, answers[box.label])
    over = _shorten(record)
    _number_sources(record)
    return record, over


def _shorten(value: Any) -> int:  # noqa: ANN401 (a text, or lists and maps of any depth)
    """Keep the first entries of each list, and give how many were left out in all."""
    over = 0
    if isinstance(value, list):
        over = len(value[MOST_ROWS:])
        del value[MOST_ROWS:]
    return over + sum(map(_shorten, value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()))


def _value(box: Box, answer: str) -> Any:  # noqa: ANN401 (what the field holds: a text, a list of texts, or a list of maps)
    if box.kind == "rows":
        return list(_rows(box, answer))
    if box.kind == "several":
        return [_word(box, part) for part in _chosen(answer, list(box.words.values()))]
    if box.kind == "list":
        return [make_slug(line) or line if box.refers else line for line in _lines(answer)]
    if box.kind == "text":
        return answer
    return _word(box, " ".join(answer.split()))


def _word(box: Box, given: str) -> str:
    """The word for the file that somebody chose by what they saw; anything else as it was typed."""
    return next((word for word, label in box.words.items() if given.casefold() in {word.casefold(), label.casefold()}), given)


def _chosen(answer: str, labels: list[str]) -> Iterator[str]:
    """The parts of `One, Another`, where a label may hold a comma itself."""
    longest_first = sorted(labels, key=len, reverse=True)
    part = re.compile(rf"({'|'.join((*map(re.escape, longest_first), '[^,]*'))}) *(?:, *|$)", re.IGNORECASE)
    return filter(None, (match[1].strip() for match in part.finditer(" ".join(answer.split()))))


def _lines(answer: str) -> list[str]:
    """The lines that say something, without bullets."""
    lines = (_BULLET.sub("", line.strip()) for line in answer.split("\n") if not _RULE.match(line))
    return [" ".join(line.split()) for line in lines]


def _rows(box: Box, answer: str) -> Iterator[dict[str, Any]]:
    """Each line as an entry, its parts between bars; what is too many goes with the last part."""
    for line in _lines(answer):
        parts = [part.strip() for part in line.strip("|").split("|")]
        most = len(box.columns)
        parts = [*parts[: most - 1], " | ".join(parts[most - 1 :])] if len(parts) > most else parts
        entry: dict[str, Any] = {}
        for column, part in zip(box.columns, parts, strict=False):
            if part:
                entry[str(column.path[-1])] = part.replace(",", " ").split() if column.kind == "list" else _word(column, part)
        if entry:
            yield entry


def _number_sources(record: dict[str, Any]) -> None:
    """Give sources and figures an id of their own, and let figures name their sources by it where they gave a number."""
    for name, words in (("sources", "title"), ("figures", "label")):
        taken: set[str] = set()
        for place, entry in enumerate(record.get(name, ()), start=1):
            made = _free(make_slug(str(entry.get(words, ""))[: 2 * SHORT])[:SHORT].rstrip("-") or f"{name[:-1]}-{place}", taken)
            taken.add(made)
            record[name][place - 1] = {"id": made, **entry}
    ids = [entry["id"] for entry in record.get("sources", ())]
    by_number = {str(number): source for number, source in enumerate(ids, start=1)}
    for entry in record.get("figures", ()):
        if "sources" in entry:
            entry["sources"] = [by_number.get(given, given) for given in entry["sources"]]


def _free(wanted: str, taken: Collection[str]) -> str:
    """The id, or the same with the first number that makes it another."""
    return next(name for number in count(1) if (name := wanted if number == 1 else f"{wanted}-{number}") not in taken)
