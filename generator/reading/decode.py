"""Nodes become models; everything that does not fit becomes a finding with its place and a way to mend it."""

from __future__ import annotations

import types
import typing
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.model.slug import slug_of
from generator.reading.near import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from generator.model.finding import Finding, Path
    from generator.reading.document import Document
    from generator.reading.yaml_nodes import Node

M = TypeVar("M", bound=BaseModel)

ROUNDS = 4
MOST_FAULTS = 50
MOST_SHOWN = 80
_WANTS_MAP = {"model_type", "model_attributes_type", "dict_type"}
_WANTS_LIST = {"list_type", "tuple_type"}


def decode(document: Document, model: type[M], family: str, *, extra: dict[str, Any] | None = None) -> tuple[M | None, list[Finding]]:
    """Make a model of a document.

    Args:
        document: a file whose YAML was parsed.
        model: what it should be.
        family: the letter of its rules, such as `T`.
        extra: fields that do not stand in the YAML, such as the prose below a front matter.

    Returns:
        The model and every finding. Where only optional fields are wrong the model is made without them, so that the checks which follow can
        report everything else at once; otherwise it is none.
    """
    if document.node is None:
        return None, []
    findings = list(islice(_duplicate_ids(document, document.node, family), MOST_FAULTS))
    data = document.node.data()
    if isinstance(data, dict):
        data |= extra or {}
    seen: set[tuple[str, Path]] = set()
    earlier: list[Path] = []
    for _ in range(ROUNDS):
        try:
            return model.model_validate(data), findings
        except ValidationError as error:
            faults = _faults(error, document.node)
        fresh = [fault for fault in faults if (fault["type"], fault["loc"]) not in seen]
        seen |= {(fault["type"], fault["loc"]) for fault in fresh}
        fresh = [fault for fault in fresh if not _follows(fault, earlier)]
        told = [_finding(document, model, family, fault) for fault in fresh[:MOST_FAULTS]]
        findings += _without_misspelt(told)
        earlier += [fault["loc"] for fault in fresh]
        if len(fresh) > MOST_FAULTS:
            message = f"There are {len(fresh) - MOST_FAULTS:,} more mistakes in this file."
            findings.append(document.finding(f"{family}113", (), message, fix="Mend those above first."))
        if not all([_take_out(data, model, fault) for fault in faults]):  # noqa: C419 (every one is to be taken out, not the first)
            break
    return None, findings


def _faults(error: ValidationError, node: Node) -> list[ErrorDetails]:
    """Pydantic's errors by the author's own path, each place once; of a union, the branch that the author can have meant."""
    faults: dict[Path, ErrorDetails] = {}
    unlikely: list[ErrorDetails] = []
    for fault in error.errors(include_url=False):
        path = _path_of(fault, node)
        placed: ErrorDetails = {**fault, "loc": path}
        if len(path) != len(fault["loc"]) and _is_of_another_shape(fault["type"], node.find(path)):
            unlikely.append(placed)
        else:
            faults.setdefault(path, placed)
    for fault in sorted(unlikely, key=lambda fault: -len(fault["loc"])):
        path = fault["loc"]
        if not any(other[: len(path)] == path for other in faults):
            faults[path] = fault
    return list(faults.values())


def _follows(fault: ErrorDetails, earlier: list[Path]) -> bool:
    """Whether a record is at fault only because something inside it was taken out."""
    path = fault["loc"]
    return any(len(path) < len(other) and other[: len(path)] == path for other in earlier)


def _without_misspelt(findings: list[Finding]) -> list[Finding]:
    """The findings, without those of a missing field that stands there misspelt."""
    misspelt = {(*finding.path[:-1], finding.suggestion) for finding in findings if finding.code.endswith("103") and finding.suggestion}
    return [finding for finding in findings if not (finding.code.endswith("104") and finding.path in misspelt)]


def _path_of(fault: ErrorDetails, node: Node) -> Path:
    """Where an error is, without pydantic's names for the branches of a union."""
    path: list[str | int] = []
    here: Node | None = node
    for place, step in enumerate(fault["loc"], start=1):
        written = here is not None and isinstance(here.value, dict) and step in here.value
        lacking = fault["type"] == "missing" and place == len(fault["loc"])
        if isinstance(step, int) or written or lacking:
            path.append(step)
            here = here.find((step,)) if here is not None else None
    return tuple(path)


def _is_of_another_shape(kind: str, node: Node | None) -> bool:
    """Whether an error only says that the author did not choose this branch of a union."""
    shapes: tuple[tuple[type, AbstractSet[str]], ...] = ((dict, _WANTS_MAP), (list, _WANTS_LIST), (str, {"string_type"}))
    return node is not None and any(kind in kinds and not isinstance(node.value, shape) for shape, kinds in shapes)


def _take_out(data: Any, model: type[BaseModel], fault: ErrorDetails) -> bool:  # noqa: ANN401 (plain data of any shape)
    """Remove a wrong optional value from the data; say whether that was possible."""
    path = fault["loc"]
    if fault["type"] == "missing" or not path:
        return False
    parent = data
    for step in path[:-1]:
        try:
            parent = parent[step]
        except (KeyError, IndexError, TypeError):
            return False
    if not isinstance(parent, dict):
        return False
    fields = fields_at(model, path[:-1])
    wanted = fields.get(str(path[-1]))
    if fault["type"] != "extra_forbidden" and (wanted is None or wanted.is_required()):
        return False
    parent.pop(path[-1], None)
    return True


def fields_at(model: type[BaseModel], path: Path) -> dict[str, Any]:
    """The fields, by the name that authors write, of the record at a path inside a model; empty where there is no record."""
    current: Any = model
    for step in path:
        record = _record_in(current)
        if isinstance(step, int) or record is None:
            current = _inner(current)
            continue
        named = {info.alias or name: info for name, info in record.model_fields.items()}
        if step not in named:
            return {}
        current = named[step].annotation
    record = _record_in(current)
    return {info.alias or name: info for name, info in record.model_fields.items()} if record else {}


def choices(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type of any shape)
    """The type itself, or each branch of a union, without what is annotated."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        yield from choices(typing.get_args(annotation)[0])
    elif origin in {typing.Union, types.UnionType}:
        for branch in typing.get_args(annotation):
            yield from choices(branch)
    else:
        yield annotation


def _record_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    return next((branch for branch in choices(annotation) if isinstance(branch, type) and issubclass(branch, BaseModel)), None)


def _inner(annotation: Any) -> Any:  # noqa: ANN401
    """What a list or a map holds."""
    for branch in choices(annotation):
        arguments = [argument for argument in typing.get_args(branch) if argument is not Ellipsis]
        if arguments:
            return arguments[-1]
    return None


def _finding(document: Document, model: type[BaseModel], family: str, fault: ErrorDetails) -> Finding:
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
    if kind in _WANTS_MAP | _WANTS_LIST | {"string_type"}:
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
        if kind in _WANTS_LIST
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


def _duplicate_ids(document: Document, node: Node, family: str, path: Path = ()) -> Iterator[Finding]:
    """Two entries of one list with the same id."""
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            yield from _duplicate_ids(document, inner, family, (*path, key))
    elif isinstance(node.value, list):
        first: dict[str, int] = {}
        for place, inner in enumerate(node.value):
            given = inner.value.get("id") if isinstance(inner.value, dict) else None
            if given is not None and isinstance(given.value, str):
                if given.value in first:
                    line = first[given.value]
                    yield document.finding(
                        f"{family}107",
                        (*path, place, "id"),
                        f'The id "{given.value}" is used twice here; the first is on line {line}.',
                        fix="Give one of them another id, and mend what refers to it.",
                    )
                else:
                    first[given.value] = given.mark.line + document.offset
            yield from _duplicate_ids(document, inner, family, (*path, place))
