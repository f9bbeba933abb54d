"""Walks a model, so that one check can see every text and every reference, wherever they stand."""

from __future__ import annotations

import types
import typing
import weakref
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model.record import Allow, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.finding import Path


class Leaf(NamedTuple):
    """A text inside a model, and what its field's type says about it.

    Attributes:
        path: the way to it, in the names that authors write.
        value: the text.
        marks: the marks on its type, such as `Refers("approach")` and `Prose()`.
    """

    path: Path
    value: str
    marks: tuple[Any, ...]

    def mark(self, kind: type[Any]) -> Any:  # noqa: ANN401 (a mark of the kind that was asked for)
        """The mark of a kind, or none."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)


_FOUND: dict[int, tuple[weakref.ref[Record], tuple[Leaf, ...]]] = {}


def leaves(record: Record) -> tuple[Leaf, ...]:
    """Every text of a model that carries a mark, in the order of the fields. Several rules ask for them: they are kept as long as the model lives."""
    place = id(record)
    known = _FOUND.get(place)
    if known is None or known[0]() is not record:
        known = _FOUND[place] = (weakref.ref(record, lambda _: _FOUND.pop(place, None)), tuple(_leaves(record, ())))
    return known[1]


def _leaves(record: Record, path: Path) -> Iterator[Leaf]:
    for name, alias, annotation, marks in _fields(type(record)):
        value = getattr(record, name)
        if value is not None:
            yield from _walk(value, annotation, marks, (*path, alias))


def allows(record: Record, path: Path = ()) -> Iterator[tuple[Path, Allow]]:
    """Every `allow` of a model, with the way to it."""
    for name, alias, _, _ in _fields(type(record)):
        value = getattr(record, name)
        for place, entry in enumerate(value if isinstance(value, tuple) else (value,)):
            here = (*path, alias, place) if isinstance(value, tuple) else (*path, alias)
            if isinstance(entry, Allow):
                yield here, entry
            elif isinstance(entry, Record):
                yield from allows(entry, here)


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, Any, tuple[Any, ...]], ...]:
    """Each field: its name, the name that authors write, its type, and the marks on it."""
    return tuple((name, info.alias or name, info.annotation, tuple(info.metadata)) for name, info in model.model_fields.items())


def _walk(value: Any, annotation: Any, marks: tuple[Any, ...], path: Path) -> Iterator[Leaf]:  # noqa: ANN401 (a value and a type of any shape)
    if isinstance(value, Record):
        yield from _leaves(value, path)
    elif isinstance(value, str):
        found = (*marks, *_marks(annotation))
        if found:
            yield Leaf(path, value, found)
    elif isinstance(value, tuple):
        inner = _inner(annotation)
        for place, entry in enumerate(value):
            yield from _walk(entry, inner, (), (*path, place))
    elif isinstance(value, Mapping):
        inner = _inner(annotation)
        for key, entry in value.items():
            yield from _walk(entry, inner, (), (*path, key))


@cache
def _marks(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 (a type of any shape)
    """The marks of a type, or of the one branch of a union that carries any for text."""
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *marks = typing.get_args(annotation)
        return (*_marks(inner), *marks)
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return tuple(mark for branch in typing.get_args(annotation) for mark in _marks(branch))
    return ()


@cache
def _inner(annotation: Any) -> Any:  # noqa: ANN401 (a type of any shape)
    """What a list or a map of this type holds."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _inner(typing.get_args(annotation)[0])
    if origin in {typing.Union, types.UnionType}:
        return next((_inner(branch) for branch in typing.get_args(annotation) if _inner(branch) is not None), None)
    if origin in {tuple, list}:
        return typing.get_args(annotation)[0]
    return typing.get_args(annotation)[-1] if origin is dict else None


def marks_below(model: type[Record]) -> Iterator[Any]:
    """Every mark on the fields of a model and of the records in it."""
    for _, _, annotation, marks in _fields(model):
        yield from marks
        yield from _marks_within(annotation)


def _marks_within(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type of any shape)
    if isinstance(annotation, type) and issubclass(annotation, Record) and typing.get_origin(annotation) is None:
        yield from marks_below(annotation)
        return
    if typing.get_origin(annotation) is typing.Annotated:
        yield from annotation.__metadata__
    for part in typing.get_args(annotation):
        yield from _marks_within(part)
