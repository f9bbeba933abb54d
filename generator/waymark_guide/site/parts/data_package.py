"""The description of the open data for programs: a Frictionless Data Package (version 2) of every file, its columns, terms and sources."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from waymark_guide.library.flat_tables import CASES, TABLES, list_vocabulary_ids
from waymark_guide.model.slug import make_slug
from waymark_guide.site.parts.structured_data import LICENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.library.flat_tables import Column, Table
    from waymark_guide.site.context import SiteContext

PATH = "data/datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/"
LICENCES = [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}]
PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_TYPES: Mapping[str, dict[str, Any]] = {
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "day": {"type": "date"},
    "address": {"type": "string", "format": "uri"},
}
_UNITS = {"value": "unit", "low": "unit", "high": "unit"}
"""Columns of numbers, and the column that holds their unit."""


def package(context: SiteContext, made: Mapping[str, bytes]) -> dict[str, Any]:
    """The whole description.

    Args:
        context: the content.
        made: the files that it describes, by path below the root.
    """
    t = context.strings
    about = {
        "$schema": f"{PROFILE}datapackage.json",
        "name": make_slug(context.settings.name) or "open-data",
        "title": t("data.package.title", site=context.settings.name),
        "description": t("data.package.about"),
        "homepage": f"{context.settings.site_url}/data/" if context.settings.site_url else "",
        "licenses": LICENCES,
        "contributors": [{"title": context.settings.publisher, "roles": ["publisher"]}] if context.settings.publisher else [],
        "sources": [{"title": t("data.package.sources"), "path": "sources.csv"}],
        "keywords": [value.label for value in context.library.get_facet("theme").values],
        "resources": [*_tables(context, made), *_whole(context, made)],
    }
    return {name: value for name, value in about.items() if value}


def _tables(context: SiteContext, made: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for table in TABLES:
        path = f"data/{table.name}.csv"
        own = {"title": context.strings(f"data.file.{table.name}-csv.title"), "description": context.strings(f"data.file.{table.name}-csv.about")}
        yield {
            **_file(table.name, path, made[path], "csv", "text/csv"),
            "type": "table",
            "encoding": "utf-8",
            **own,
            "schema": _schema(context, table),
        }


def _whole(context: SiteContext, made: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """The files that hold everything, one for each kind and each guide."""
    titles = {f"data/decision-trees/{tree.id}.json": tree.title for tree in context.trees}
    for path, content in made.items():
        if path.endswith(".json"):
            name = path.removeprefix("data/").removesuffix(".json").replace("/", "-")
            title = titles.get(path) or context.strings(f"data.file.{name}-json.title")
            yield {**_file(f"{name}-json", path, content, "json", "application/json"), "title": title}


def _file(name: str, path: str, content: bytes, form: str, kind: str) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILE}dataresource.json",
        "name": name,
        "path": path.removeprefix("data/"),
        "format": form,
        "mediatype": kind,
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "licenses": LICENCES,
    }


def _schema(context: SiteContext, table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{PROFILE}tableschema.json",
        "fields": [_field(context, table, column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table is not CASES:
        schema["foreignKeys"] = [{"fields": ["case"], "reference": {"resource": CASES.name, "fields": ["id"]}}]
    return schema


def _field(context: SiteContext, table: Table, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.kind == "partial-date":
        constraints["pattern"] = PARTIAL_DATE
    if ids := list_vocabulary_ids(column, context.knowledge_base):
        constraints["enum"] = list(ids)
    description = describe_column(context, table, column)
    field: dict[str, Any] = {"name": column.name, **_TYPES.get(column.kind, {"type": "string"}), "description": description}
    if column.name in _UNITS and table.columns[0].name == "case":
        field["unitColumn"] = _UNITS[column.name]
    elif column.name in {"lat", "lon"}:
        field["unit"] = "degree"
    return field | ({"constraints": constraints} if constraints else {})


def describe_column(context: SiteContext, table: Table, column: Column) -> str:
    """What a column holds, in the words of the catalogue, or else of the model."""
    key = f"data.column.{table.name}.{column.name}"
    if key in context.strings.entries:
        return context.strings(key)
    described = table.model.model_fields.get(column.name)
    return (described.description if described else None) or column.name
