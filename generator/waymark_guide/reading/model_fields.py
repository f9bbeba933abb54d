"""Looks into the type of a model: which fields stand where."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from waymark_guide.model.finding import Path


def find_fields(model: type[BaseModel], path: Path) -> dict[str, FieldInfo]:
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


def list_branches(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type of any shape)
    """The type itself, or each branch of a union, without what is annotated."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        yield from list_branches(typing.get_args(annotation)[0])
    elif origin in {typing.Union, types.UnionType}:
        for branch in typing.get_args(annotation):
            yield from list_branches(branch)
    else:
        yield annotation


def _record_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    return next((branch for branch in list_branches(annotation) if isinstance(branch, type) and issubclass(branch, BaseModel)), None)


def _inner(annotation: Any) -> Any:  # noqa: ANN401
    """What a list or a map holds."""
    for branch in list_branches(annotation):
        arguments = [argument for argument in typing.get_args(branch) if argument is not Ellipsis]
        if arguments:
            return arguments[-1]
    return None
