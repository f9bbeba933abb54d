"""Makes the issue form for a case study from the model, in the form that GitHub reads."""

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
    """Write the file of the form."""
    return HEAD + format_yaml(make_issue_form(base), width=WIDTH)


def make_issue_form(base: KnowledgeBase) -> dict[str, Any]:
    """Make the form as plain data."""
    t = load_strings()
    agree = [{"label": t(f"issue_form.agree.{name}"), "required": True} for name in ("own_words", "licence")]
    return {
        "name": t("issue_form.name"),
        "description": t("issue_form.description"),
        "title": t("issue_form.title"),
        "body": [
            {"type": "markdown", "attributes": {"value": t("issue_form.before")}},
            *map(_make_element, list_boxes(base)),
            {"type": "checkboxes", "id": "agree", "attributes": {"label": t("issue_form.agree.label"), "options": agree}},
        ],
    }


def _make_element(box: Box) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": box.label, "description": " ".join(filter(None, (box.says, *_explain(box))))}
    if box.kind in {"one", "several"}:
        attributes |= {"options": list(box.words.values())} | ({"multiple": True} if box.kind == "several" else {})
    elif _make_placeholder(box):
        attributes["placeholder"] = _make_placeholder(box)
    validations = {"validations": {"required": True}} if box.required else {}
    return {"type": TYPES[box.kind], "id": "-".join(map(str, box.path)).replace("_", "-"), "attributes": attributes, **validations}


def _make_placeholder(box: Box) -> str:
    return BAR.join("1" if column.refers == "source" else column.example for column in box.columns) if box.columns else box.example


def _explain(box: Box) -> Iterator[str]:
    """Explain how to fill in a box that holds several things."""
    t = load_strings()
    if box.kind in {"several", "list"}:
        yield t(f"issue_form.{box.kind}")
    if box.kind == "rows":
        yield t("issue_form.rows", columns=BAR.join(column.label.lower() for column in box.columns))
        for column in box.columns:
            if column.words:
                yield t("issue_form.rows_words", column=column.label, words=", ".join(column.words.values()))
            elif column.refers == "source":
                yield t("issue_form.by_number", column=column.label)
