"""Turns the text of an issue into a draft case study. What a stranger typed stays text: it is never run, followed or shown as anything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.draft_yaml import format_draft
from waymark_guide.contribute.form_submission import find_file, select_fields
from waymark_guide.contribute.issue_fields import list_boxes
from waymark_guide.contribute.plain_text import clean_text
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.model.personal_data import WEB_ADDRESS, mask_personal_data
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
    """A draft case study.

    Attributes:
        id: its id, which no other case has.
        text: the content of its file.
        notices: sentences about what was left out, and why.
    """

    id: str
    text: str
    notices: tuple[str, ...]


def make_draft(body: str, base: KnowledgeBase, *, today: date, new_id: str = "", used_ids: Collection[str] = ()) -> Draft:
    """Make a draft of an issue.

    Args:
        body: the text of the issue: from `issue_form`, with a heading for each box and the answer below; or from the site's form, with a file.
        base: the knowledge base, whose vocabularies and approaches have the words of the choices.
        today: the day.
        new_id: the id; if it is empty, the id is made of the title.
        used_ids: the ids that a new one must differ from.

    Raises:
        KnowledgeBaseError: neither a heading of the form nor a file is in the text, or the file cannot be read.
    """
    t = load_strings()
    text, unseen = clean_text(body)
    boxes = list_boxes(base)
    notices = [t("issue_form.notice.unseen", count=unseen)] if unseen else []
    answers, has_text_before = _find_answers(text, boxes)
    unplaced: list[tuple[str, str]] = []
    sent = find_file(text) if answers is None else None
    if answers is not None:
        record, over = _make_record(boxes, answers)
        unplaced = list(_find_unplaced_lines(boxes, answers))
        notices += [t("issue_form.notice.unplaced_line", box=label, line=line) for label, line in unplaced]
        notices += [t("issue_form.notice.unplaced")] if has_text_before else []
        notices += [t("issue_form.notice.over", count=over, most=MOST_ROWS)] if over else []
    elif sent is not None:
        record, names_left_out = select_fields(sent)
        notices += [t("issue_form.notice.left", names=", ".join(names_left_out))] if names_left_out else []
    else:
        raise KnowledgeBaseError(t("issue_form.notice.nothing", example=f"{HEADING}{boxes[0].label}"))
    wanted_id = new_id or make_slug(str(record.get("title", ""))[: 2 * SHORT])[:SHORT].rstrip("-")
    if not wanted_id:
        wanted_id = NO_TITLE
        notices.append(t("issue_form.notice.untitled", id=wanted_id))
    record, masked = _mask(record, t("issue_form.masked"))
    notices += [t("issue_form.notice.masked", count=masked)] if masked else []
    draft_id = wanted_id if new_id else _make_unique(wanted_id, used_ids)
    if draft_id != wanted_id:
        notices.append(t("issue_form.notice.taken", id=wanted_id, new=draft_id))
    return Draft(draft_id, format_draft(draft_id, record, today=today, comments=[": ".join(line) for line in unplaced]), tuple(notices))


def _find_answers(text: str, boxes: tuple[Box, ...]) -> tuple[dict[str, str] | None, bool]:
    """Find the text below the heading of each box. Headings count in the order of the form.

    Returns:
        The answers by label, or none where there is no heading of a box; and whether there is any text before the first heading.
    """
    labels = [box.label for box in boxes]
    lines_by_label: dict[str, list[str]] = {}
    next_index, current, has_text_before = 0, None, False
    for line in text.split("\n"):
        label = line.removeprefix(HEADING).strip() if line.startswith(HEADING) else None
        if label in labels[next_index:]:
            next_index, current = labels.index(label, next_index) + 1, label
            lines_by_label[label] = []
        elif label == load_strings()("issue_form.agree.label"):
            break
        elif current is not None:
            lines_by_label[current].append(line)
        else:
            has_text_before = has_text_before or bool(line.strip())
    if not lines_by_label:
        return None, has_text_before
    answers = {label: "\n".join(lines).strip() for label, lines in lines_by_label.items()}
    return {label: answer for label, answer in answers.items() if answer and answer != NO_ANSWER}, has_text_before


def _make_record(boxes: tuple[Box, ...], answers: Mapping[str, str]) -> tuple[dict[str, Any], int]:
    """Return the answers as the fields of a case study, and how many entries were left out because a list was too long."""
    record: dict[str, Any] = {}
    for box in boxes:
        if box.label in answers:
            inner = record
            for step in box.path[:-1]:
                inner = inner.setdefault(str(step), {})
            inner[str(box.path[-1])] = _parse_answer(box, answers[box.label])
    over = _shorten(record)
    _number_sources(record)
    return record, over


def _shorten(value: Any) -> int:  # noqa: ANN401 (a text, or lists and maps of any depth)
    """Keep the first `MOST_ROWS` entries of each list, and return how many were left out in all."""
    over = 0
    if isinstance(value, list):
        over = len(value[MOST_ROWS:])
        del value[MOST_ROWS:]
    return over + sum(map(_shorten, value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()))


def _mask(value: Any, words: str) -> tuple[Any, int]:  # noqa: ANN401 (a text, or lists and maps of any depth)
    """Return a value with words in the place of every personal contact in its texts, and how many there were. Addresses of the web stay."""
    if isinstance(value, str):
        return (value, 0) if WEB_ADDRESS.fullmatch(value) else mask_personal_data(value, words)
    if isinstance(value, list):
        entries = [_mask(entry, words) for entry in value]
        return [entry for entry, _ in entries], sum(count for _, count in entries)
    if isinstance(value, dict):
        fields = {key: _mask(inner, words) for key, inner in value.items()}
        return {key: inner for key, (inner, _) in fields.items()}, sum(count for _, count in fields.values())
    return value, 0


def _parse_answer(box: Box, answer: str) -> Any:  # noqa: ANN401 (what the field holds: a text, a list of texts, or a list of maps)
    if box.kind == "rows":
        return list(_parse_rows(box, answer))
    if box.kind == "several":
        return [_find_word(box, part) for part in _split_choices(answer, list(box.words.values()))]
    if box.kind == "list":
        return [make_slug(line) or line if box.refers else line for line in _list_lines(answer)]
    if box.kind == "text":
        return answer
    return _find_word(box, " ".join(answer.split()))


def _find_word(box: Box, typed: str) -> str:
    """Return the word of the file whose label was chosen; anything else stays as it was typed."""
    return next((word for word, label in box.words.items() if typed.casefold() in {word.casefold(), label.casefold()}), typed)


def _split_choices(answer: str, labels: list[str]) -> Iterator[str]:
    """Split `One, Another` into its parts. A label may hold a comma itself."""
    longest_first = sorted(labels, key=len, reverse=True)
    part = re.compile(rf"({'|'.join((*map(re.escape, longest_first), '[^,]*'))}) *(?:, *|$)", re.IGNORECASE)
    return filter(None, (match[1].strip() for match in part.finditer(" ".join(answer.split()))))


def _list_lines(answer: str) -> list[str]:
    """List the lines that have words, without their bullets."""
    lines = (_BULLET.sub("", line.strip()) for line in answer.split("\n") if not _RULE.match(line))
    return [" ".join(line.split()) for line in lines]


def _parse_rows(box: Box, answer: str) -> Iterator[dict[str, Any]]:
    """Read each line as an entry with its parts between bars. Any parts too many belong to the last one. A line that lacks bars is left out."""
    for line in _list_lines(answer):
        parts, most = _split_row(line), len(box.columns)
        if _is_unplaced(box, parts):
            continue
        parts = [*parts[: most - 1], " | ".join(parts[most - 1 :])] if len(parts) > most else parts
        entry: dict[str, Any] = {}
        for column, part in zip(box.columns, parts, strict=False):
            if part:
                entry[str(column.path[-1])] = part.replace(",", " ").split() if column.kind == "list" else _find_word(column, part)
        if entry:
            yield entry


def _split_row(line: str) -> list[str]:
    return [part.strip() for part in line.strip("|").split("|")]


def _is_unplaced(box: Box, parts: list[str]) -> bool:
    """Whether a line has bars, but fewer than the last part needs that an entry cannot do without. A line without any bar is the first part."""
    needed = max((number for number, column in enumerate(box.columns, start=1) if column.required), default=1)
    return 1 < len(parts) < needed


def _find_unplaced_lines(boxes: tuple[Box, ...], answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find the lines that lack bars, each with the label of its box: it is not known which parts they have."""
    for box in boxes:
        if box.kind == "rows":
            lines = _list_lines(answers.get(box.label, ""))
            yield from ((box.label, line) for line in lines if _is_unplaced(box, _split_row(line)))


def _number_sources(record: dict[str, Any]) -> None:
    """Give each source and figure an id, and replace the numbers by which figures name sources by these ids."""
    for name, words in (("sources", "title"), ("figures", "label")):
        used_ids: set[str] = set()
        for number, entry in enumerate(record.get(name, ()), start=1):
            entry_id = _make_unique(make_slug(str(entry.get(words, ""))[: 2 * SHORT])[:SHORT].rstrip("-") or f"{name[:-1]}-{number}", used_ids)
            used_ids.add(entry_id)
            record[name][number - 1] = {"id": entry_id, **entry}
    ids = [entry["id"] for entry in record.get("sources", ())]
    by_number = {str(number): source for number, source in enumerate(ids, start=1)}
    for entry in record.get("figures", ()):
        if "sources" in entry:
            entry["sources"] = [by_number.get(source, source) for source in entry["sources"]]


def _make_unique(wanted: str, used_ids: Collection[str]) -> str:
    """Return the id, or the id with the first number that makes it differ from the used ones."""
    return next(name for number in count(1) if (name := wanted if number == 1 else f"{wanted}-{number}") not in used_ids)
