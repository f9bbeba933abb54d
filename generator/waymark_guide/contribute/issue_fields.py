"""Lists the boxes of the issue form for a case study, which are made from the model: one for each field that a person who knows the case can fill in.

The form does not ask for what editors decide: levels of evidence, review days and ids.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.form_shape import describe_model
from waymark_guide.model.case_study import CaseStudy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.finding import Path
    from waymark_guide.model.knowledge_base import KnowledgeBase

NOT_ASKED = {
    "": {"schema", "id", "was", "licence", "review", "draft", "allow", "facts"},
    "evidence": {"level", "assessed_by", "assessed_on"},
}
"""For each model, the fields that editors or the program fill in."""
FOR_ROWS = {"id", "direction", "evidence_level"}
"""Fields of an entry of a list that the program or editors fill in."""
OFFERED = {"recommended", "usual"}
ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Box:
    """One question of the form.

    Attributes:
        path: the field of the case study that it fills.
        label: its heading, by which the answer is found in the issue; no two boxes have the same.
        says: the description of the field in the model.
        example: one good value.
        required: whether the field is required.
        kind: `line`, `text`, `one` (of some words), `several` (of some words), `list` (a line for each) or `rows` (a line for each, in parts).
        words: the words to choose from: for each word of the file, the label that people see.
        refers: the kind of thing whose id the value is, such as `approach`; empty where it is no id.
        columns: for rows, the parts of each line.
    """

    path: Path
    label: str
    says: str
    example: str
    required: bool
    kind: str
    words: Mapping[str, str]
    refers: str = ""
    columns: tuple[Box, ...] = ()


def list_boxes(base: KnowledgeBase) -> tuple[Box, ...]:
    """List every box, in the order of the model."""
    return tuple(_make_boxes(describe_model(CaseStudy), (), base))


def _make_boxes(record: Mapping[str, Any], parent: Path, base: KnowledgeBase) -> Iterator[Box]:
    """Make the boxes of a model. In a model that may be left out, no box is required."""
    for field in record["fields"]:
        path = (*parent, field["name"])
        if field["name"] in NOT_ASKED.get(".".join(map(str, parent)), ()) or not _is_offered(field):
            continue
        if field["of"]["is"] == "record":
            inner = _make_boxes(field["of"], path, base)
            yield from inner if field.get("required") else (replace(box, required=False) for box in inner)
        else:
            yield _make_box(field, path, base)


def _is_offered(field: Mapping[str, Any]) -> bool:
    return bool(field.get("required")) or field.get("level") in OFFERED


def _make_box(field: Mapping[str, Any], path: Path, base: KnowledgeBase) -> Box:
    shape = field["of"]
    inner = shape["of"] if shape["is"] == "list" else shape
    record = next((branch for branch in (inner.get("of") if inner["is"] == "either" else [inner]) if branch["is"] == "record"), None)
    words = _list_words(inner, base)
    if record is not None:
        kind = "rows"
    elif shape["is"] == "list":
        kind = "several" if words else "list"
    else:
        kind = "one" if words else "text" if inner.get("prose") == "paragraphs" or inner.get("most", 0) > 200 else "line"  # noqa: PLR2004 (what one line of a form shows)
    columns = tuple(_make_box(part, (ENTRY, part["name"]), base) for part in record["fields"] if _is_part(part)) if record else ()
    return Box(
        path=path,
        label=_make_label(path),
        says=" ".join(filter(None, (field.get("says"), field.get("hint")))),
        example=_format_example(field.get("example")),
        required=bool(field.get("required")),
        kind=kind,
        words=words,
        refers="" if words else inner.get("refers", ""),
        columns=columns,
    )


def _is_part(field: Mapping[str, Any]) -> bool:
    """Whether a field of an entry is a part of a row: it fits on a line, and a person can fill it in."""
    return field["name"] not in FOR_ROWS and _is_offered(field) and field["of"]["is"] not in {"record", "map"}


def _list_words(shape: Mapping[str, Any], base: KnowledgeBase) -> dict[str, str]:
    """Return the words of a choice: for each word of the file, the label that people see. No two labels are the same."""
    if shape["is"] == "yesno":
        return {"yes": "Yes", "no": "No"}
    if shape["is"] == "word":
        return {word: word for word in shape["words"]}
    kind = shape.get("refers", "")
    labels: dict[str, str] = {}
    if kind.startswith("vocabulary:"):
        vocabulary = base.vocabularies.get(kind.removeprefix("vocabulary:"))
        labels = {term.id: term.label for term in vocabulary.terms if term.replaced_by is None} if vocabulary else {}
    elif kind == "approach":
        labels = {approach.id: approach.title for approach in sorted(base.approaches.values(), key=lambda approach: approach.title)}
    seen = [label.casefold() for label in labels.values()]
    return {
        name: label if seen.count(label.casefold()) == 1 and label.casefold() != "none" else f"{label} ({name})" for name, label in labels.items()
    }


def _make_label(path: Path) -> str:
    """Make a heading of the names of the fields: `Dates: started`."""
    *parents, last = (str(step).replace("_", " ") for step in path if step != ENTRY)
    text = ": ".join((*parents, last))
    return f"{text[0].upper()}{text[1:]}"


def _format_example(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
