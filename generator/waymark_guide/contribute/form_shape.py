"""What a form and its checker must know of a model: each field with its words, what it may hold, and what it refers to.

Nothing here names a field: a field that is added to a model appears in the form, and is checked there, by itself.
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
"""The names of the forms that a text can be asked to have, by the mark that asks for it."""
LIMITS = {
    "min_length": "least",
    "max_length": "most",
    "ge": "low",
    "le": "high",
    "pattern": "pattern",
    "max_digits": "digits",
    "decimal_places": "places",
}
"""What pydantic calls a limit, and what the form does."""
Shape = dict[str, Any]


@cache
def describe_model(model: type[ContentModel]) -> Shape:
    """A record: its fields in the order of the file, and the names of the checks that look at the whole of it."""
    fields = [_field(info.alias or name, info) for name, info in model.model_fields.items()]
    whole = [name.strip("_") for name in model.__pydantic_decorators__.model_validators]
    return {"is": "record", "fields": fields, **({"whole": whole} if whole else {})}


def _field(name: str, info: FieldInfo) -> Shape:
    """One field with its words. A value that stands in for it is named only where readers would meet it as a word."""
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
    return {**{key: value for key, value in words.items() if value}, "of": _value(info.annotation, tuple(info.metadata))}


def _value(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:  # noqa: ANN401 (a type of any shape)
    """What a field may hold."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _value(arguments[0], (*arguments[1:], *marks))
    if origin in {typing.Union, types.UnionType}:
        branches = [_value(branch, marks) for branch in arguments if branch is not type(None)]
        return branches[0] if len(branches) == 1 else {"is": "either", "of": branches}
    if origin is typing.Literal:
        return {"is": "word", "words": list(arguments)}
    if origin in {tuple, dict, Mapping}:
        return _several(origin, arguments, marks)
    return {**_one(annotation), **_limits(marks), **_marked(marks)}


def _several(origin: type, arguments: tuple[Any, ...], marks: tuple[Any, ...]) -> Shape:
    """A list, or a map whose names are the author's own."""
    if origin is not tuple:
        return {"is": "map", "of": _value(arguments[1])}
    return {"is": "list", "of": _value(arguments[0]), **_limits(marks), **({"alone": True} if OneOrMany in marks else {})}


def _one(annotation: type) -> Shape:
    if issubclass(annotation, ContentModel):
        return describe_model(annotation)
    if annotation is bool:
        return {"is": "yesno"}
    if annotation in {Decimal, float}:
        return {"is": "number", **({"exact": True} if annotation is Decimal else {})}
    return {"is": "text", **({"form": "day"} if annotation is date else {})}


def _limits(marks: tuple[Any, ...]) -> Shape:
    """The smallest and the largest, in length or in value, and the pattern."""
    everything = [inner for outer in marks for inner in (outer, *getattr(outer, "metadata", ()))]
    return {name: limit for mark in everything for known, name in LIMITS.items() if (limit := getattr(mark, known, None)) is not None}


def _marked(marks: tuple[Any, ...]) -> Shape:
    """The form of a text, what it refers to, and whether readers see it as Markdown."""
    found: Shape = {}
    for mark in marks:
        if isinstance(mark, Reference):
            found["refers"] = mark.kind
        elif isinstance(mark, Prose):
            found["prose"] = "line" if mark.inline else "paragraphs"
        elif mark in FORMS:
            found["form"] = FORMS[mark]
    return found
