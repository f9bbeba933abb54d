"""The issue form for a case study, as a code host reads it: made from the models, so that it never asks for what no file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.issue_fields import list_boxes
from waymark_guide.contribute.yaml_text import format_yaml
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.contribute.issue_fields import Box
    from waymark_guide.model.knowledge_base import KnowledgeBase

FORM = ".github/ISSUE_TEMPLATE/case-study.yml"
HEAD = "# Made from the models by: waymark issue-form --write. Do not edit it here.\n"
TYPES = {"line": "input", "text": "textarea", "list": "textarea", "rows": "textarea", "one": "dropdown", "several": "dropdown"}
BAR = " | "
WIDTH = 130


def format_issue_form(base: KnowledgeBase) -> str:
    """The whole file."""
    return HEAD + format_yaml(make_issue_form(base), width=WIDTH)


def make_issue_form(base: KnowledgeBase) -> dict[str, Any]:
    """The form as plain data."""
    say = load_strings()
    agree = [{"label": say(f"issue_form.agree.{name}"), "required": True} for name in ("own_words", "licence")]
    return {
        "name": say("issue_form.name"),
        "description": say("issue_form.description"),
        "title": say("issue_form.title"),
        "body": [
            {"type": "markdown", "attributes": {"value": say("issue_form.before")}},
            *map(_element, list_boxes(base)),
            {"type": "checkboxes", "id": "agree", "attributes": {"label": say("issue_form.agree.label"), "options": agree}},
        ],
    }


def _element(box: Box) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": box.label, "description": " ".join(filter(None, (box.says, *_how(box))))}
    if box.kind in {"one", "several"}:
        attributes |= {"options": list(box.words.values())} | ({"multiple": True} if box.kind == "several" else {})
    elif _placeholder(box):
        attributes["placeholder"] = _placeholder(box)
    kept = {"validations": {"required": True}} if box.required else {}
    return {"type": TYPES[box.kind], "id": "-".join(map(str, box.path)).replace("_", "-"), "attributes": attributes, **kept}


def _placeholder(box: Box) -> str:
    return BAR.join("1" if column.refers == "source" else column.example for column in box.columns) if box.columns else box.example


def _how(box: Box) -> Iterator[str]:
    """How to fill in a box that holds several things."""
    say = load_strings()
    if box.kind in {"several", "list"}:
        yield say(f"issue_form.{box.kind}")
    if box.kind == "rows":
        yield say("issue_form.rows", columns=BAR.join(column.label.lower() for column in box.columns))
        for column in box.columns:
            if column.words:
                yield say("issue_form.rows_words", column=column.label, words=", ".join(column.words.values()))
            elif column.refers == "source":
                yield say("issue_form.by_number", column=column.label)
