"""Finds the fields at a path inside a model."""

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
    """Return the fields of the model at a path inside a model, by the names that authors write; empty where there is no model."""
    current: Any = model
    for step in path:
        inner_model = _find_model(current)
        if isinstance(step, int) or inner_model is None:
            current = _get_entry_type(current)
            continue
        fields = {info.alias or name: info for name, info in inner_model.model_fields.items()}
        if step not in fields:
            return {}
        current = fields[step].annotation
    inner_model = _find_model(current)
    return {info.alias or name: info for name, info in inner_model.model_fields.items()} if inner_model else {}


def list_branches(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type of any shape)
    """Give the type itself, or each branch of a union, without annotations."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        yield from list_branches(typing.get_args(annotation)[0])
    elif origin in {typing.Union, types.UnionType}:
        for branch in typing.get_args(annotation):
            yield from list_branches(branch)
    else:
        yield annotation


def _find_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    return next((branch for branch in list_branches(annotation) if isinstance(branch, type) and issubclass(branch, BaseModel)), None)


def _get_entry_type(annotation: Any) -> Any:  # noqa: ANN401
    """Return the type of the entries of a list or a map."""
    for branch in list_branches(annotation):
        arguments = [argument for argument in typing.get_args(branch) if argument is not Ellipsis]
        if arguments:
            return arguments[-1]
    return None
