"""Writes a draft case study as YAML: the fields that are known, and a blank for each field that an editor fills in."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.form_shape import describe_model
from waymark_guide.contribute.scaffold import SCAFFOLDS, WIDTH
from waymark_guide.contribute.yaml_text import format_yaml
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

ADDED = {"schema": "case-study/1", "draft": "yes"}
"""Fields of every draft: its format, and that readers do not see it yet."""


def format_draft(new_id: str, record: Mapping[str, Any], *, today: date, comments: Iterable[str] = ()) -> str:
    """Write the file of a draft.

    Args:
        new_id: its id.
        record: the known fields, as texts, lists and maps.
        today: the day.
        comments: what was sent and has no place in a field, in lines; an editor decides what becomes of it.
    """
    t = load_strings()
    path = SCAFFOLDS["case-study"].pattern.replace("*", new_id)
    head = [f"# {t('issue_form.draft.begun', today=today.isoformat())}", f"# {t('issue_form.draft.then', path=path)}"]
    head += [f"# {t('issue_form.draft.unplaced')} {line}" for line in comments]
    return "\n".join([*head, *_format_fields(describe_model(CaseStudy), {**record, **ADDED, "id": new_id}, 0)]) + "\n"


def _format_fields(model: Mapping[str, Any], record: Mapping[str, Any], indent: int) -> Iterator[str]:
    """Give the lines of the known fields in the order of the model, with a blank for each required field that is not known, then any other fields."""
    pad = " " * indent
    for field in model["fields"]:
        name, shape = field["name"], field["of"]
        inner = record.get(name, {})
        if shape["is"] == "record" and isinstance(inner, dict) and (name in record or field.get("required")):
            yield f"{pad}{name}:"
            yield from _format_fields(shape, inner, indent + 2)
        elif name in record:
            yield textwrap.indent(_format_field(name, record[name]), pad)
        elif field.get("required"):
            about = " ".join(filter(None, (field.get("says"), field.get("hint"), load_strings()("issue_form.draft.editor"))))
            yield from textwrap.wrap(about, WIDTH, initial_indent=f"{pad}# ", subsequent_indent=f"{pad}# ")
            yield f"{pad}{name}:"
    known = {field["name"] for field in model["fields"]}
    for name in (name for name in record if name not in known):
        yield textwrap.indent(_format_field(name, record[name]), pad)


def _format_field(name: str, value: Any) -> str:  # noqa: ANN401 (a text, or a list of texts or maps)
    return format_yaml({name: value}, width=WIDTH).rstrip("\n")
