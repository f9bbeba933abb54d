"""Describes a model for the form and its checker: each field with its words, what it may hold, and what it refers to.

No field is named here. A field that is added to a model is shown in the form, and checked there.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from waymark_guide.model.base import AssetPath, ContentModel, OneOrMany, Prose, Reference, Slug, Version, WebAddress
from waymark_guide.model.partial_date import Day, PartialDate

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

FORMS = {
    typing.get_args(annotated)[1]: name
    for annotated, name in (
        (Slug, "slug"),
        (Version, "version"),
        (AssetPath, "asset"),
        (WebAddress, "address"),
        (PartialDate, "partial"),
        (Day, "day"),
    )
}
"""The names of the formats of a text, by the marker of each."""
LIMITS = {
    "min_length": "least",
    "max_length": "most",
    "ge": "low",
    "le": "high",
    "pattern": "pattern",
    "max_digits": "digits",
    "decimal_places": "places",
}
"""The names of limits: pydantic's, and the form's."""
Shape = dict[str, Any]


@cache
def describe_model(model: type[ContentModel]) -> Shape:
    """Describe a model: its fields in the order of the file, and the names of the checks of the whole model."""
    fields = [_describe_field(info.alias or name, info) for name, info in model.model_fields.items()]
    whole = [name.strip("_") for name in model.__pydantic_decorators__.model_validators]
    return {"is": "record", "fields": fields, **({"whole": whole} if whole else {})}


def _describe_field(name: str, info: FieldInfo) -> Shape:
    """Describe one field with its words. A default is described only if it is a text."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    words: Shape = {
        "name": name,
        "says": info.description or "",
        "hint": extra.get("hint"),
        "example": info.examples[0] if info.examples else None,
        "level": extra.get("level"),
        "required": info.is_required(),
        "instead": info.default if isinstance(info.default, str) else None,
    }
    return {**{key: value for key, value in words.items() if value}, "of": _describe_type(info.annotation, tuple(info.metadata))}


def _describe_type(annotation: Any, markers: tuple[Any, ...] = ()) -> Shape:  # noqa: ANN401 (a type of any shape)
    """Describe what a field may hold."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _describe_type(arguments[0], (*arguments[1:], *markers))
    if origin in {typing.Union, types.UnionType}:
        branches = [_describe_type(branch, markers) for branch in arguments if branch is not type(None)]
        return branches[0] if len(branches) == 1 else {"is": "either", "of": branches}
    if origin is typing.Literal:
        return {"is": "word", "words": list(arguments)}
    if origin in {tuple, dict, Mapping}:
        return _describe_list_or_map(origin, arguments, markers)
    return {**_describe_single(annotation), **_list_limits(markers), **_describe_markers(markers)}


def _describe_list_or_map(origin: type, arguments: tuple[Any, ...], markers: tuple[Any, ...]) -> Shape:
    """Describe a list, or a map whose names are the author's own."""
    if origin is not tuple:
        return {"is": "map", "of": _describe_type(arguments[1])}
    return {"is": "list", "of": _describe_type(arguments[0]), **_list_limits(markers), **({"alone": True} if OneOrMany in markers else {})}


def _describe_single(annotation: type) -> Shape:
    if issubclass(annotation, ContentModel):
        return describe_model(annotation)
    if annotation is bool:
        return {"is": "yesno"}
    if annotation in {Decimal, float}:
        return {"is": "number", **({"exact": True} if annotation is Decimal else {})}
    return {"is": "text", **({"form": "day"} if annotation is date else {})}


def _list_limits(markers: tuple[Any, ...]) -> Shape:
    """List the limits of the length and of the value, and the pattern."""
    everything = [inner for outer in markers for inner in (outer, *getattr(outer, "metadata", ()))]
    return {name: limit for marker in everything for limit_name, name in LIMITS.items() if (limit := getattr(marker, limit_name, None)) is not None}


def _describe_markers(markers: tuple[Any, ...]) -> Shape:
    """Describe the format of a text, what it refers to, and whether it is Markdown for readers."""
    description: Shape = {}
    for marker in markers:
        if isinstance(marker, Reference):
            description["refers"] = marker.kind
        elif isinstance(marker, Prose):
            description["prose"] = "line" if marker.inline else "paragraphs"
        elif marker in FORMS:
            description["form"] = FORMS[marker]
    return description
