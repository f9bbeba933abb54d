"""JSON Schemas of every kind of file, from the models, for editors that help as people type."""

from __future__ import annotations

from functools import cache
from inspect import getdoc
from typing import Any

from waymark_guide.reading.kinds import KINDS

DRAFT = "http://json-schema.org/draft-07/schema#"
"""What the editors' YAML servers check reliably."""
NOT_WRITTEN = {"approach": {"body"}, "law": {"body"}}
"""Fields that do not stand in the YAML: prose comes below its front matter."""
YES_OR_NO = [True, False, "yes", "no", "on", "off", "true", "false"]


@cache
def make_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the kind's name. They change with the program only."""
    return {kind.name: _schema(kind.name, kind.model.model_json_schema()) for kind in KINDS}


def describe_kinds() -> dict[str, str]:
    """What the schema of each kind of file says of it, without making the schema."""
    return {kind.name: getdoc(kind.model) or "" for kind in KINDS}


def _schema(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    written = _draft_07(schema)
    for field in NOT_WRITTEN.get(name, ()):
        del written["properties"][field]
    return {"$schema": DRAFT, **written}


def _draft_07(part: Any) -> Any:  # noqa: ANN401 (a part of a schema)
    """The same part in draft-07, which accepts the scalars that YAML makes of what authors type."""
    if isinstance(part, list):
        return [_draft_07(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    schema: dict[str, Any] = {
        "definitions" if key == "$defs" else key: _by_name(value)
        if key in {"properties", "$defs"}
        else value
        if key in {"examples", "enum"}
        else _draft_07(value)
        for key, value in part.items()
        if key not in {"default", "title"}
    }
    if isinstance(schema.get("$ref"), str):
        schema["$ref"] = schema["$ref"].replace("#/$defs/", "#/definitions/")
        words = {key: schema.pop(key) for key in ("description", "examples", "level", "hint") if key in schema}
        return {"allOf": [schema], **words} if words else schema  # draft-07 ignores what stands beside a reference
    return _with_scalars(schema)


def _by_name(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _draft_07(field) for name, field in fields.items()}


def _with_scalars(schema: dict[str, Any]) -> dict[str, Any]:
    """YAML reads 2020 as a number, yes as true in some editors, and 2026-11-22 as a date; here they are all texts."""
    match schema.get("type"):
        case "string":
            return {**schema, "type": ["string", "number", "boolean"]} if "enum" not in schema else _with_words(schema)
        case "integer" | "number" as number:
            return {**schema, "type": [number, "string"]}
        case "boolean":
            return {key: value for key, value in schema.items() if key != "type"} | {"enum": YES_OR_NO}
        case "null":
            return {"type": "null"}
    return schema


def _with_words(schema: dict[str, Any]) -> dict[str, Any]:
    """A choice of words; `yes` and `no` may be read as true and false."""
    also = [value for word, value in (("yes", True), ("no", False)) if word in schema["enum"]]
    return {key: value for key, value in schema.items() if key != "type"} | {"enum": [*schema["enum"], *also]}
