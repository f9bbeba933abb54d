"""The JSON Schemas are draft-07, take every good file as an editor reads it, and mark what the checks would refuse."""

from __future__ import annotations

import copy
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from waymark_guide.contribute.schema import DRAFT, describe_kinds, make_schemas
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.yaml_nodes import Loader

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "golden" / "good"
SCHEMAS = make_schemas()
FILES = [(kind.name, path) for root in (GOOD, ROOT) for kind in KINDS for path in sorted(root.glob(kind.pattern))]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
KNOWN = {
    "$schema", "$ref", "definitions", "type", "enum", "const", "anyOf", "allOf", "properties", "required", "additionalProperties", "items",
    "minItems", "maxItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "description", "examples", "level", "hint",
    "minProperties", "propertyNames", "patternProperties",
}  # fmt: skip


def is_type(value: Any, name: str) -> bool:
    """Whether a value has a JSON type; true is no number."""
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def find_faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], path: str = "") -> list[str]:
    """Find where a value does not fit a schema. This is as much of draft-07 as the schemas use."""
    if "$ref" in schema:
        return find_faults(value, whole["definitions"][schema["$ref"].removeprefix("#/definitions/")], whole, path)
    found = [fault for part in schema.get("allOf", ()) for fault in find_faults(value, part, whole, path)]
    if "anyOf" in schema and all(find_faults(value, part, whole, path) for part in schema["anyOf"]):
        found += min((find_faults(value, part, whole, path) for part in schema["anyOf"]), key=len)
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    if kinds and not any(is_type(value, kind) for kind in kinds):
        return [*found, f"{path}: {value!r} is not {kinds}"]
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        found.append(f"{path}: {value!r} is not allowed")
    return [*found, *find_faults_inside(value, schema, whole, path)]


def find_faults_inside(value: Any, schema: dict[str, Any], whole: dict[str, Any], path: str) -> list[str]:
    """Find where the parts of a map, a list or a text do not fit."""
    found: list[str] = []
    if isinstance(value, dict):
        fields, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        found += [f"{path}: no {name}" for name in schema.get("required", ()) if name not in value]
        found += [f"{path}: {name} is unknown" for name in value if name not in fields and more is False]
        parts = {name: fields.get(name, more) for name in value if name in fields or isinstance(more, dict)}
        found += [fault for name, part in parts.items() for fault in find_faults(value[name], part, whole, f"{path}.{name}")]
    elif isinstance(value, list):
        found += [] if schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)) else [f"{path}: {len(value)} entries"]
        found += [fault for place, entry in enumerate(value) for fault in find_faults(entry, schema.get("items", {}), whole, f"{path}[{place}]")]
    elif isinstance(value, str):
        found += [] if schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)) else [f"{path}: {len(value)} characters"]
        found += [] if re.search(schema.get("pattern", ""), value) else [f"{path}: {value!r} has another pattern"]
    return found


def load_as_editor(path: Path) -> Any:
    """Load a file as an editor does: numbers and truth values are converted, dates are text."""
    text = path.read_text(encoding="utf-8")
    written = text.split("\n---\n")[0].removeprefix("---\n") if path.suffix == ".md" else text
    return as_json(yaml.load(written, Loader=Loader))  # noqa: S506 (it is the safe loader, in C)


def as_json(value: Any) -> Any:
    """Dates as text; names of fields as text."""
    if isinstance(value, dict):
        return {("yes" if key is True else "no" if key is False else str(key)): as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_good_file_fits(kind: str, path: Path) -> None:
    """A file that passes the checks fits its schema."""
    assert find_faults(load_as_editor(path), SCHEMAS[kind], SCHEMAS[kind]) == []


def list_keywords(schema: Any) -> set[str]:
    """Every keyword that a schema uses."""
    if isinstance(schema, list):
        return {word for part in schema for word in list_keywords(part)}
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for name, part in schema.items():
        if name in {"properties", "definitions", "patternProperties"}:
            found |= {word for inner in part.values() for word in list_keywords(inner)}
        elif name not in {"examples", "enum", "const"}:
            found |= list_keywords(part)
    return found


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_is_draft_07(kind: str) -> None:
    """Only keywords of draft-07 are used, a reference has no other keys, and every reference resolves."""
    schema = SCHEMAS[kind]
    assert schema["$schema"] == DRAFT
    assert list_keywords(schema) <= KNOWN
    waiting: list[Any] = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if isinstance(part.get("$ref"), str):
                assert set(part) == {"$ref"}
                assert part["$ref"].removeprefix("#/definitions/") in schema["definitions"]
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


@pytest.mark.parametrize(
    ("kind", "file", "field", "value"),
    [
        ("case-study", "case_studies/lunch-in-leeds.yaml", "summry", "A field that is misspelt."),
        ("case-study", "case_studies/lunch-in-leeds.yaml", "themes", []),
        ("case-study", "case_studies/lunch-in-leeds.yaml", "approaches", "grants"),
        ("case-study", "case_studies/lunch-in-leeds.yaml", "licence", "All rights reserved"),
        ("case-study", "case_studies/lunch-in-leeds.yaml", "draft", "perhaps"),
        ("case-study", "case_studies/lunch-in-leeds.yaml", "figures", [{"id": "x"}]),
        ("tree", "decision_trees/lunch-club.yaml", "status", "publish"),
        ("tree", "decision_trees/lunch-club.yaml", "schema", "tree/9"),
        ("approach", "content/approaches/grants.md", "body", "The prose stands below."),
    ],
)
def test_wrong_file_is_marked(kind: str, file: str, field: str, value: Any) -> None:
    """What the checks would refuse is marked while it is typed."""
    content = copy.deepcopy(load_as_editor(GOOD / file))
    content[field] = value
    assert find_faults(content, SCHEMAS[kind], SCHEMAS[kind])


def test_short_forms_fit() -> None:
    """One answer may be written without a list, and `dont_know` may be switched off by false."""
    content = load_as_editor(GOOD / "decision_trees/lunch-club.yaml")
    content["questions"][1]["dont_know"] = False
    content["tests"][0]["given"]["needs"] = "food"
    assert find_faults(content, SCHEMAS["tree"], SCHEMAS["tree"]) == []


def test_description_of_a_kind_is_that_of_its_schema() -> None:
    """The page of open data says of each schema what the schema says itself."""
    assert describe_kinds() == {name: schema["description"] for name, schema in SCHEMAS.items()}
