"""Nodes become models; everything that does not fit becomes a finding with its place and a way to mend it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from waymark_guide.reading.model_fields import find_fields
from waymark_guide.reading.validation_findings import WANTS_LIST, WANTS_MAP, make_finding
from waymark_guide.reading.validation_messages import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from pydantic_core import ErrorDetails

    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.reading.document import Document
    from waymark_guide.reading.yaml_nodes import Node

M = TypeVar("M", bound=BaseModel)

ROUNDS = 4
MOST_FAULTS = 50


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
    if document.plain is not None:
        try:
            if extra is None:
                return model.model_validate_json(document.plain), []
            return model.model_validate({**from_json(document.plain), **extra}), []
        except (ValidationError, TypeError):
            pass  # below every mistake is told with its place
    if document.node is None:
        return None, []
    findings = list(islice(_duplicate_ids(document, document.node, family), MOST_FAULTS))
    data = document.node.data()
    if isinstance(data, dict):
        data |= extra or {}
    seen: set[tuple[str, Path]] = set()
    above: set[Path] = set()
    for _ in range(ROUNDS):
        try:
            return model.model_validate(data), findings
        except ValidationError as error:
            faults = _faults(error, document.node)
        fresh = [fault for fault in faults if (fault["type"], fault["loc"]) not in seen]
        seen |= {(fault["type"], fault["loc"]) for fault in fresh}
        fresh = [fault for fault in fresh if fault["loc"] not in above]
        told = [make_finding(document, model, family, fault) for fault in fresh[:MOST_FAULTS]]
        findings += _without_misspelt(told)
        above |= _above(fault["loc"] for fault in fresh)
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
    above = _above(faults)
    for fault in sorted(unlikely, key=lambda fault: -len(fault["loc"])):
        if fault["loc"] not in faults and fault["loc"] not in above:
            faults[fault["loc"]] = fault
            above |= _above([fault["loc"]])
    return [fault for path, fault in faults.items() if path not in above]


def _above(paths: Iterable[Path]) -> set[Path]:
    """The lists and records that hold something at fault, and seem to be at fault themselves only because of that."""
    return {path[:length] for path in paths for length in range(len(path))}


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
    shapes: tuple[tuple[type, AbstractSet[str]], ...] = ((dict, WANTS_MAP), (list, WANTS_LIST), (str, {"string_type"}))
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
    fields = find_fields(model, path[:-1])
    wanted = fields.get(str(path[-1]))
    if fault["type"] != "extra_forbidden" and (wanted is None or wanted.is_required()):
        return False
    parent.pop(path[-1], None)
    return True


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
                    message = fill("twice.message", id=given.value, line=first[given.value])
                    yield document.finding(f"{family}107", (*path, place, "id"), message, fix=fill("twice.fix"))
                else:
                    first[given.value] = given.span.line + document.offset
            yield from _duplicate_ids(document, inner, family, (*path, place))
