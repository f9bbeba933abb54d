"""Turns pydantic's errors into findings: what is wrong, where, and how to mend it, in words for an author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from waymark_guide.model.slug import make_slug
from waymark_guide.reading.model_fields import find_fields
from waymark_guide.reading.suggest import find_nearest
from waymark_guide.reading.validation_messages import ADVICE, MOST_SHOWN, SINGULAR, TEXTS, fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.reading.document import Document

WANTS_MAP = {"model_type", "model_attributes_type", "dict_type"}
"""Types of pydantic's errors about a value that should be a map."""
WANTS_LIST = {"list_type", "tuple_type"}
"""Types of pydantic's errors about a value that should be a list."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def make_finding(document: Document, model: type[BaseModel], family: str, error: ErrorDetails) -> Finding:
    """Make a finding of one of pydantic's errors.

    Args:
        document: the file.
        model: what the whole file should be.
        family: the letter of its rules.
        error: the error, with the author's own path as its `loc`.
    """
    path, kind = error["loc"], error["type"]
    info = find_fields(model, path[:-1]).get(str(path[-1])) if path else None
    about = _about(path, info)
    if kind == "missing":
        message = fill("missing.message", owner=name_of(document, path[:-1]), name=path[-1])
        fix = fill("missing.fix", name=path[-1], example=_example(info), about=about)
        return document.finding(f"{family}104", path, message, fix=fix, span=document.find_span(path[:-1]))
    if kind == "extra_forbidden":
        return _unknown_field(document, family, path, find_fields(model, path[:-1]))
    if kind in WANTS_MAP | WANTS_LIST | {"string_type"}:
        return _wrong_shape(document, family, error, about)
    return _wrong_value(document, family, error, info)


def _about(path: Path, info: FieldInfo | None) -> str:
    """What a field is, as the end of an advice."""
    if info is None or not info.description:
        return ""
    return fill("about", name=path[-1], description=f"{info.description[0].lower()}{info.description[1:]}")


def _unknown_field(document: Document, family: str, path: Path, fields: Mapping[str, FieldInfo]) -> Finding:
    name = str(path[-1])
    meant = find_nearest(name, fields)
    fix = fill("unknown.meant", meant=meant) if meant else fill("unknown.fix", names=", ".join(sorted(fields)))
    message = fill("unknown.message", owner=name_of(document, path[:-1]), name=_short(name))
    return document.finding(f"{family}103", path, message, fix=fix, suggestion=meant, key=True)


def _wrong_shape(document: Document, family: str, error: ErrorDetails, about: str) -> Finding:
    path, kind = error["loc"], error["type"]
    node = document.node.find(path) if document.node else None
    got = {str: "text", list: "list", dict: "map"}.get(type(node.value) if node else str, "text")
    wanted = "list" if kind in WANTS_LIST else "text" if kind == "string_type" else "map"
    message = fill("shape.message", name=field_name(path), got=fill(f"shape.{got}"), wanted=fill(f"shape.{wanted}"))
    return document.finding(f"{family}105", path, message, fix=f"{fill(f'shape.fix.{wanted}')}{about}", key=True)


def _wrong_value(document: Document, family: str, error: ErrorDetails, info: FieldInfo | None) -> Finding:
    """A value of the right shape that the field cannot have."""
    path, kind, context = error["loc"], error["type"], error.get("ctx") or {}
    value = str(context.get("value", error.get("input", "")))
    written, name = _short(value), field_name(path)
    if kind == "bad_id":
        meant = make_slug(written)
        fix = fill("bad_id.meant", meant=meant) if meant else fill("bad_id.fix")
        return document.finding(f"{family}106", path, fill("bad_id.message", value=written), fix=fix, suggestion=meant)
    if kind == "bad_version":
        return document.finding(f"{family}108", path, fill("bad_version.message", value=written), fix=fill("bad_version.fix"))
    if kind == "literal_error":
        allowed = [word.strip(" '") for word in str(context.get("expected", "")).replace(" or ", ", ").split(",")]
        meant = find_nearest(written, allowed)
        choose = fill("literal.choose", words=", ".join(allowed)) if len(allowed) > 1 else ""
        fix = " ".join(words for words in (fill("literal.meant", meant=meant) if meant else "", choose) if words)
        return document.finding(f"{family}111", path, fill("literal.message", value=written, name=name), fix=fix, suggestion=meant)
    about = name_of(document, path) if path and isinstance(path[-1], int) else fill("name.plain", name=name)
    fix = f"{_mend(kind, context, info)}{_about(path, info)}"
    return document.finding(f"{family}112", path, fill("wrong.message", about=about, problem=_problem(kind, context, value)), fix=fix)


def _short(text: str) -> str:
    """A text that fits into a sentence."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def field_name(path: Path) -> str:
    """The last name on a path, for people: `routes`, or `entry 2 of routes`."""
    if not path:
        return "the file"
    last = path[-1]
    return last if isinstance(last, str) else fill("name.entry", place=last + 1, list=field_name(path[:-1]))


def _problem(kind: str, context: dict[str, Any], value: str) -> str:
    """The end of a sentence that begins with the field."""
    if kind == "string_too_short" and not value:
        return fill("wrong.empty")
    if kind.startswith(("date", "bad_date", "bad_day")) and _DAY.fullmatch(value):
        return fill("wrong.no_day", value=value)
    if f"wrong.{kind}" not in TEXTS:
        return fill("wrong.cannot", value=_short(value))
    count = context.get("actual_length", 0) if kind in {"too_short", "too_long"} else len(value)
    return fill(f"wrong.{kind}", count=count, least=context.get("min_length"), most=context.get("max_length"))


def _mend(kind: str, context: dict[str, Any], info: FieldInfo | None) -> str:
    """What to do about a value that the field cannot have."""
    if kind == "greater_than_equal":
        return fill("mend.greater", bound=context["ge"])
    if kind == "less_than_equal":
        return fill("mend.less", bound=context["le"])
    advice = next((advice for beginning, advice in ADVICE.items() if kind.startswith(beginning)), "")
    return advice or _example(info).strip() or fill("mend.otherwise")


def _example(info: FieldInfo | None) -> str:
    return fill("example", example=info.examples[0]) if info is not None and info.examples else ""


def name_of(document: Document, path: Path) -> str:
    """The thing at a path in the author's own words: `The option "yes"`, `This file`."""
    if not path:
        return fill("name.file")
    node = document.node.find(path) if document.node else None
    named = next((step for step in reversed(path) if isinstance(step, str)), "")
    kind = SINGULAR.get(named, named.removesuffix("s") if isinstance(path[-1], int) else named).replace("_", " ")
    if node is not None and isinstance(node.value, dict):
        for key in ("id", "label", "title", "name"):
            name = node.value.get(key)
            if name is not None and isinstance(name.value, str) and name.value:
                return fill("name.called", kind=kind, name=name.value)
    if isinstance(path[-1], int):
        return fill("name.placed", kind=kind, place=path[-1] + 1)
    return fill("name.plain", name=named)
