"""What pydantic refuses, in words for an author: what is wrong, where, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.model.slug import slug_of
from waymark_guide.reading.model_fields import fields_at
from waymark_guide.reading.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.reading.document import Document

MOST_SHOWN = 80
WANTS_MAP = {"model_type", "model_attributes_type", "dict_type"}
WANTS_LIST = {"list_type", "tuple_type"}


def explain(document: Document, model: type[BaseModel], family: str, fault: ErrorDetails) -> Finding:
    """One error of pydantic's in words for an author."""
    path, kind = fault["loc"], fault["type"]
    info = fields_at(model, path[:-1]).get(str(path[-1])) if path else None
    about = _about(path, info)
    if kind == "missing":
        message = f'{name_of(document, path[:-1])} has no "{path[-1]}".'
        fix = f'Add a line "{path[-1]}: ...".{_example(info)}{about}'
        return document.finding(f"{family}104", path, message, fix=fix, mark=document.mark(path[:-1]))
    if kind == "extra_forbidden":
        return _unknown_field(document, family, path, fields_at(model, path[:-1]))
    if kind in WANTS_MAP | WANTS_LIST | {"string_type"}:
        return _wrong_shape(document, family, fault, about)
    return _wrong_value(document, family, fault, info)


def _about(path: Path, info: FieldInfo | None) -> str:
    """What a field is, as the end of an advice."""
    return f' About "{path[-1]}": {info.description[0].lower()}{info.description[1:]}' if info is not None and info.description else ""


def _unknown_field(document: Document, family: str, path: Path, known: Mapping[str, FieldInfo]) -> Finding:
    name = str(path[-1])
    meant = nearest(name, known)
    fix = f'Did you mean "{meant}"?' if meant else f"Delete it, or use one of: {', '.join(sorted(known))}."
    message = f'{name_of(document, path[:-1])} has a field "{_short(name)}", which is not known.'
    return document.finding(f"{family}103", path, message, fix=fix, suggestion=meant, key=True)


def _wrong_shape(document: Document, family: str, fault: ErrorDetails, about: str) -> Finding:
    path, kind = fault["loc"], fault["type"]
    node = document.node.find(path) if document.node else None
    got = {str: "a text", list: "a list", dict: "a map"}.get(type(node.value) if node else str, "a text")
    wanted, fix = (
        ("a list", "Begin each entry on its own line with a hyphen and a space, or put square brackets round the whole.")
        if kind in WANTS_LIST
        else ("a text", "Write the text on one line, in quotes if it holds a colon.")
        if kind == "string_type"
        else ("a map", 'Write "name: value" pairs, each on its own line, indented by two spaces.')
    )
    message = f'"{field_name(path)}" is {got}, where {wanted} is expected.'
    return document.finding(f"{family}105", path, message, fix=f"{fix}{about}", key=True)


def _wrong_value(document: Document, family: str, fault: ErrorDetails, info: FieldInfo | None) -> Finding:
    """A value of the right shape that the field cannot have."""
    path, kind, context = fault["loc"], fault["type"], fault.get("ctx") or {}
    given = str(context.get("value", fault.get("input", "")))
    written, name = _short(given), field_name(path)
    if kind == "bad_id":
        meant = slug_of(written)
        rule = "Use lower-case letters, digits and single hyphens"
        fix = f'{rule}: "{meant}".' if meant else f"{rule}."
        return document.finding(f"{family}106", path, f'"{written}" cannot be an id.', fix=fix, suggestion=meant)
    if kind == "bad_version":
        message = f'"{written}" is not a version with three parts.'
        return document.finding(f"{family}108", path, message, fix='Write it as major.minor.patch, such as "1.0.0".')
    if kind == "literal_error":
        allowed = [word.strip(" '") for word in str(context.get("expected", "")).replace(" or ", ", ").split(",")]
        meant = nearest(written, allowed)
        choose = f"Choose one of: {', '.join(allowed)}." if len(allowed) > 1 else ""
        fix = " ".join(words for words in (f'Did you mean "{meant}"?' if meant else "", choose) if words)
        return document.finding(f"{family}111", path, f'"{written}" is not a value that "{name}" can have.', fix=fix, suggestion=meant)
    about = name_of(document, path) if path and isinstance(path[-1], int) else f'"{name}"'
    fix = f"{_mend(kind, context, info)}{_about(path, info)}"
    return document.finding(f"{family}112", path, f"{about} {_what_is_wrong(kind, context, given)}", fix=fix)


def _short(text: str) -> str:
    """A text that fits into a sentence."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def field_name(path: Path) -> str:
    """The last name on a path, for people: `routes`, or `entry 2 of routes`."""
    if not path:
        return "the file"
    last = path[-1]
    return last if isinstance(last, str) else f"entry {last + 1} of {field_name(path[:-1])}"


def _what_is_wrong(kind: str, context: dict[str, Any], given: str) -> str:
    """The end of a sentence that begins with the field."""
    length = len(given)
    if kind == "string_too_short" and length == 0:
        return "is empty."
    if kind in {"too_short", "too_long"}:
        wanted = f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        return f"has {context.get('actual_length', 0)} entries, and needs {wanted}."
    told = {
        "string_too_long": f"has {length} characters, and {context.get('max_length')} are the most.",
        "string_too_short": f"has {length} characters, and {context.get('min_length')} are the least.",
        "value_or_range": "needs either a value or a range, and not both.",
        "range_reversed": "has a low end above its high end.",
    }
    return told.get(kind, f'cannot be "{_short(given)}".')


_ADVICE = (
    ("date", "Write the date as year-month-day, such as 2026-11-22."),
    ("bad_day", "Write the whole date as year-month-day, such as 2026-11-22."),
    ("bad_date", "Write the date as year-month-day, such as 2026-11-22. Where only the month or the year is known: 2026-11 or 2026."),
    ("bad_asset", "Write the path below content/assets/, such as slung-low/food-bank.jpg."),
    ("bad_address", "Copy the whole address from the browser, beginning with https://."),
    ("int", "Write a whole number."),
    ("bool", "Write yes or no."),
    ("decimal", "Write the number alone, without commas, signs or units."),
    ("float", "Write the number alone, without commas, signs or units."),
    ("string_too_long", "Shorten it."),
    ("string_too_short", "Say a little more."),
    ("too_short", "Add an entry."),
    ("too_long", "Take an entry away."),
    ("range_reversed", "Exchange low and high."),
    ("value_or_range", "Write value: 30, or range: {low: 20, high: 40}."),
)


def _mend(kind: str, context: dict[str, Any], info: FieldInfo | None) -> str:
    """What to do about a value that the field cannot have."""
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        return f"Write a number {'of at least' if kind.startswith('greater') else 'of at most'} {bound}."
    advice = next((advice for beginning, advice in _ADVICE if kind.startswith(beginning)), "")
    return advice or _example(info).strip() or "Write it in the form that the field's description asks for."


def _example(info: FieldInfo | None) -> str:
    return f" For example: {info.examples[0]}." if info is not None and info.examples else ""


_SINGULAR = {"case_studies": "case study", "was": "old id", "sources": "source"}


def name_of(document: Document, path: Path) -> str:
    """The thing at a path in the author's own words: `The option "yes"`, `This file`."""
    if not path:
        return "This file"
    node = document.node.find(path) if document.node else None
    named = next((step for step in reversed(path) if isinstance(step, str)), "")
    kind = _SINGULAR.get(named, named.removesuffix("s") if isinstance(path[-1], int) else named).replace("_", " ")
    if node is not None and isinstance(node.value, dict):
        for key in ("id", "label", "title", "name"):
            given = node.value.get(key)
            if given is not None and isinstance(given.value, str) and given.value:
                return f'The {kind} "{given.value}"'
    if isinstance(path[-1], int):
        return f"The {kind} in place {path[-1] + 1}"
    return f'"{named}"'
