"""Makes models of documents, with a finding for everything that does not fit: where it is, and how to mend it."""

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

Model = TypeVar("Model", bound=BaseModel)

ROUNDS = 4
"""How often a document is validated again without the values that were wrong."""
MOST_ERRORS = 50
"""How many errors of one round, and how many duplicate ids, become findings."""


def decode(document: Document, model: type[Model], family: str, *, extra: dict[str, Any] | None = None) -> tuple[Model | None, list[Finding]]:
    """Make a model of a document.

    Args:
        document: the file.
        model: what it should be.
        family: the letter of its rules, such as `T`.
        extra: fields that are not in the YAML, such as the prose below a front matter.

    Returns:
        The model and the findings. Where only optional fields are wrong, the model is made without them: the checks can then report everything
        else at once. Otherwise the model is none.
    """
    if document.plain is not None:
        try:
            if extra is None:
                return model.model_validate_json(document.plain), []
            return model.model_validate({**from_json(document.plain), **extra}), []
        except (ValidationError, TypeError):
            pass  # the code below finds out where each mistake is
    if document.node is None:
        return None, []
    findings = list(islice(_find_duplicate_ids(document, document.node, family), MOST_ERRORS))
    data = document.node.data()
    if isinstance(data, dict):
        data |= extra or {}
    seen: set[tuple[str, Path]] = set()
    parents: set[Path] = set()
    for _ in range(ROUNDS):
        try:
            return model.model_validate(data), findings
        except ValidationError as error:
            errors = _list_errors(error, document.node)
        new = [each for each in errors if (each["type"], each["loc"]) not in seen]
        seen |= {(each["type"], each["loc"]) for each in new}
        new = [each for each in new if each["loc"] not in parents]
        findings += _remove_misspelt([make_finding(document, model, family, each) for each in new[:MOST_ERRORS]])
        parents |= _list_parents(each["loc"] for each in new)
        if len(new) > MOST_ERRORS:
            message = f"There are {len(new) - MOST_ERRORS:,} more mistakes in this file."
            findings.append(document.finding(f"{family}113", (), message, fix="Mend those above first."))
        if not all([_remove_value(data, model, each) for each in errors]):  # noqa: C419 (every value is removed, also after one that cannot be)
            break
    return None, findings


def _list_errors(error: ValidationError, node: Node) -> list[ErrorDetails]:
    """List pydantic's errors by the author's own path, one for each path. Of a union, only the branch that the author can have meant counts."""
    errors: dict[Path, ErrorDetails] = {}
    unlikely: list[ErrorDetails] = []
    for each in error.errors(include_url=False):
        path = _path_of(each, node)
        located: ErrorDetails = {**each, "loc": path}
        if len(path) != len(each["loc"]) and _is_of_another_shape(each["type"], node.find(path)):
            unlikely.append(located)
        else:
            errors.setdefault(path, located)
    parents = _list_parents(errors)
    for each in sorted(unlikely, key=lambda each: -len(each["loc"])):
        if each["loc"] not in errors and each["loc"] not in parents:
            errors[each["loc"]] = each
            parents |= _list_parents([each["loc"]])
    return [each for path, each in errors.items() if path not in parents]


def _list_parents(paths: Iterable[Path]) -> set[Path]:
    """List the paths above those of errors. A list or a model there seems to be wrong only because of what it holds."""
    return {path[:length] for path in paths for length in range(len(path))}


def _remove_misspelt(findings: list[Finding]) -> list[Finding]:
    """Remove the findings about a missing field whose name is there, but misspelt."""
    misspelt = {(*finding.path[:-1], finding.suggestion) for finding in findings if finding.code.endswith("103") and finding.suggestion}
    return [finding for finding in findings if not (finding.code.endswith("104") and finding.path in misspelt)]


def _path_of(error: ErrorDetails, node: Node) -> Path:
    """Return the path of an error without pydantic's names for the branches of a union."""
    path: list[str | int] = []
    current: Node | None = node
    for number, step in enumerate(error["loc"], start=1):
        is_written = current is not None and isinstance(current.value, dict) and step in current.value
        is_missing = error["type"] == "missing" and number == len(error["loc"])
        if isinstance(step, int) or is_written or is_missing:
            path.append(step)
            current = current.find((step,)) if current is not None else None
    return tuple(path)


def _is_of_another_shape(kind: str, node: Node | None) -> bool:
    """Whether an error only says that the author did not choose this branch of a union."""
    shapes: tuple[tuple[type, AbstractSet[str]], ...] = ((dict, WANTS_MAP), (list, WANTS_LIST), (str, {"string_type"}))
    return node is not None and any(kind in kinds and not isinstance(node.value, shape) for shape, kinds in shapes)


def _remove_value(data: Any, model: type[BaseModel], error: ErrorDetails) -> bool:  # noqa: ANN401 (plain data of any shape)
    """Remove a wrong value from the data if its field is optional or unknown, and return whether it was removed."""
    path = error["loc"]
    if error["type"] == "missing" or not path:
        return False
    parent = data
    for step in path[:-1]:
        try:
            parent = parent[step]
        except (KeyError, IndexError, TypeError):
            return False
    if not isinstance(parent, dict):
        return False
    field = find_fields(model, path[:-1]).get(str(path[-1]))
    if error["type"] != "extra_forbidden" and (field is None or field.is_required()):
        return False
    parent.pop(path[-1], None)
    return True


def _find_duplicate_ids(document: Document, node: Node, family: str, path: Path = ()) -> Iterator[Finding]:
    """Make a finding for each entry of a list whose id an earlier entry has."""
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            yield from _find_duplicate_ids(document, inner, family, (*path, key))
    elif isinstance(node.value, list):
        lines: dict[str, int] = {}
        for index, inner in enumerate(node.value):
            entry_id = inner.value.get("id") if isinstance(inner.value, dict) else None
            if entry_id is not None and isinstance(entry_id.value, str):
                if entry_id.value in lines:
                    message = fill("twice.message", id=entry_id.value, line=lines[entry_id.value])
                    yield document.finding(f"{family}107", (*path, index, "id"), message, fix=fill("twice.fix"))
                else:
                    lines[entry_id.value] = entry_id.span.line + document.offset
            yield from _find_duplicate_ids(document, inner, family, (*path, index))
