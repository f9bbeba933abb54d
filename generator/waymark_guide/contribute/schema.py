"""Makes the JSON Schemas of every kind of file from the models, for editors that help as people type."""

from __future__ import annotations

from functools import cache
from inspect import getdoc
from typing import Any

from waymark_guide.reading.kinds import KINDS

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The version that the YAML servers of editors check reliably."""
NOT_WRITTEN = {"approach": {"body"}, "law": {"body"}}
"""Fields that are not in the YAML: the prose below the front matter."""
YES_OR_NO = [True, False, "yes", "no", "on", "off", "true", "false"]


@cache
def make_schemas() -> dict[str, dict[str, Any]]:
    """Make the schema of each kind of file, by the name of the kind. They change with the program only."""
    return {kind.name: _make_schema(kind.name, kind.model.model_json_schema()) for kind in KINDS}


def describe_kinds() -> dict[str, str]:
    """Return the description of each kind of file, by the name of the kind, without making its schema."""
    return {kind.name: getdoc(kind.model) or "" for kind in KINDS}


def _make_schema(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    converted = _convert(schema)
    for field in NOT_WRITTEN.get(name, ()):
        del converted["properties"][field]
    return {"$schema": DRAFT, **converted}


def _convert(part: Any) -> Any:  # noqa: ANN401 (a part of a schema)
    """Convert a part to draft-07, and accept the types that YAML gives to what authors type."""
    if isinstance(part, list):
        return [_convert(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    schema: dict[str, Any] = {
        "definitions" if key == "$defs" else key: _convert_fields(value)
        if key in {"properties", "$defs"}
        else value
        if key in {"examples", "enum"}
        else _convert(value)
        for key, value in part.items()
        if key not in {"default", "title"}
    }
    if isinstance(schema.get("$ref"), str):
        schema["$ref"] = schema["$ref"].replace("#/$defs/", "#/definitions/")
        words = {key: schema.pop(key) for key in ("description", "examples", "level", "hint") if key in schema}
        return {"allOf": [schema], **words} if words else schema  # draft-07 ignores all other keys of a reference
    return _accept_scalars(schema)


def _convert_fields(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _convert(field) for name, field in fields.items()}


def _accept_scalars(schema: dict[str, Any]) -> dict[str, Any]:
    """Accept other scalars for a text: YAML reads 2020 as a number, and yes as true in some editors. The program reads both as texts."""
    match schema.get("type"):
        case "string":
            return {**schema, "type": ["string", "number", "boolean"]} if "enum" not in schema else _accept_words(schema)
        case "integer" | "number" as number:
            return {**schema, "type": [number, "string"]}
        case "boolean":
            return {key: value for key, value in schema.items() if key != "type"} | {"enum": YES_OR_NO}
        case "null":
            return {"type": "null"}
    return schema


def _accept_words(schema: dict[str, Any]) -> dict[str, Any]:
    """Accept true and false for the words `yes` and `no`."""
    also = [value for word, value in (("yes", True), ("no", False)) if word in schema["enum"]]
    return {key: value for key, value in schema.items() if key != "type"} | {"enum": [*schema["enum"], *also]}
