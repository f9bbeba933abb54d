"""What an issue form asks for a case study: one box for each thing that somebody who knows the case can tell, taken from the model.

What editors decide (levels of evidence, review days, ids) is not asked.
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
"""By record, the fields that editors fill in, or that fill themselves in."""
FOR_ROWS = {"id", "direction", "evidence_level"}
"""Fields of an entry of a list that are made up, or judged by editors."""
OFFERED = {"recommended", "usual"}
ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Box:
    """One question of the form.

    Attributes:
        path: the field of the case study that it fills.
        label: its heading, by which an answer is found again; no two are alike.
        says: what the model says of the field.
        example: one good value.
        required: whether the model wants it.
        kind: `line`, `text`, `one` (of some words), `several` (of some words), `list` (a line for each) or `rows` (a line for each, in parts).
        words: the words to choose from: what stands in the file, and what people see.
        refers: what the value names, such as `approach`; empty where it is no name.
        columns: of rows, what each part is.
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
    """Every box, in the order of the model."""
    return tuple(_boxes(describe_model(CaseStudy), (), base))


def _boxes(record: Mapping[str, Any], above: Path, base: KnowledgeBase) -> Iterator[Box]:
    """The boxes of a record; what a record that may be left out wants is not wanted of everybody."""
    for field in record["fields"]:
        path = (*above, field["name"])
        if field["name"] in NOT_ASKED.get(".".join(map(str, above)), ()) or not _is_offered(field):
            continue
        if field["of"]["is"] == "record":
            inner = _boxes(field["of"], path, base)
            yield from inner if field.get("required") else (replace(box, required=False) for box in inner)
        else:
            yield _box(field, path, base)


def _is_offered(field: Mapping[str, Any]) -> bool:
    return bool(field.get("required")) or field.get("level") in OFFERED


def _box(field: Mapping[str, Any], path: Path, base: KnowledgeBase) -> Box:
    holds = field["of"]
    inner = holds["of"] if holds["is"] == "list" else holds
    record = next((branch for branch in (inner.get("of") if inner["is"] == "either" else [inner]) if branch["is"] == "record"), None)
    words = _words(inner, base)
    if record is not None:
        kind = "rows"
    elif holds["is"] == "list":
        kind = "several" if words else "list"
    else:
        kind = "one" if words else "text" if inner.get("prose") == "paragraphs" or inner.get("most", 0) > 200 else "line"  # noqa: PLR2004 (what one line of a form shows)
    columns = tuple(_box(part, (ENTRY, part["name"]), base) for part in record["fields"] if _is_part(part)) if record else ()
    return Box(
        path=path,
        label=_label(path),
        says=" ".join(filter(None, (field.get("says"), field.get("hint")))),
        example=_example(field.get("example")),
        required=bool(field.get("required")),
        kind=kind,
        words=words,
        refers="" if words else inner.get("refers", ""),
        columns=columns,
    )


def _is_part(field: Mapping[str, Any]) -> bool:
    """Whether a part of a row is asked: what can stand on a line, and no name that is made up."""
    return field["name"] not in FOR_ROWS and _is_offered(field) and field["of"]["is"] not in {"record", "map"}


def _words(holds: Mapping[str, Any], base: KnowledgeBase) -> dict[str, str]:
    """The words of a choice: what stands in the file, and what people see; no two look alike."""
    if holds["is"] == "yesno":
        return {"yes": "Yes", "no": "No"}
    if holds["is"] == "word":
        return {word: word for word in holds["words"]}
    kind = holds.get("refers", "")
    found: dict[str, str] = {}
    if kind.startswith("vocabulary:"):
        vocabulary = base.vocabularies.get(kind.removeprefix("vocabulary:"))
        found = {term.id: term.label for term in vocabulary.terms if term.replaced_by is None} if vocabulary else {}
    elif kind == "approach":
        found = {approach.id: approach.title for approach in sorted(base.approaches.values(), key=lambda approach: approach.title)}
    seen = [label.casefold() for label in found.values()]
    return {name: label if seen.count(label.casefold()) == 1 and label.casefold() != "none" else f"{label} ({name})" for name, label in found.items()}


def _label(path: Path) -> str:
    """A heading from the names of the fields: `Dates: started`."""
    *above, last = (str(step).replace("_", " ") for step in path if step != ENTRY)
    text = ": ".join((*above, last))
    return f"{text[0].upper()}{text[1:]}"


def _example(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
