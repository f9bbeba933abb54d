"""Walks a model, so that one check can see every text and every reference, wherever they stand."""

from __future__ import annotations

import types
import typing
import weakref
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from waymark_guide.model.base import Allow, ContentModel, Prose, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.model.finding import Path

SIGNS = ("]", "<", "&")
"""Every link, citation, tag and entity has one of these signs."""


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


class CollectedTexts(NamedTuple):
    """What a model says, wherever it says it: all that most rules have to know of most files.

    Attributes:
        texts: its texts for readers, but for those of the sources that it declares.
        sources: the texts of the sources that it declares.
        refers: for each kind of thing, the ids that it refers to.
        is_plain: whether no text for readers has one of the `SIGNS`.
    """

    texts: tuple[str, ...]
    sources: tuple[str, ...]
    refers: Mapping[str, tuple[str, ...]]
    is_plain: bool


class _Shape(NamedTuple):
    """What a type says of the texts in a value of it.

    Attributes:
        marks: the marks on the value, where it is a text.
        refers: the kind of thing that it is the id of; empty where it is none.
        prose: whether it is a text for readers.
        inner: the shape of its entries, where it is a list or a map.
    """

    marks: tuple[Any, ...]
    refers: str
    prose: bool
    inner: _Shape | None


_FOUND: dict[int, tuple[weakref.ref[ContentModel], CollectedTexts]] = {}


def collect_texts(record: ContentModel) -> CollectedTexts:
    """What a model says. Several rules ask for it: it is kept as long as the model lives."""
    place = id(record)
    known = _FOUND.get(place)
    if known is None or known[0]() is not record:
        known = _FOUND[place] = (weakref.ref(record, lambda _: _FOUND.pop(place, None)), _said(record))
    return known[1]


def _said(record: ContentModel) -> CollectedTexts:
    texts: list[str] = []
    sources: list[str] = []
    refers: dict[str, list[str]] = {}
    _gather(record, texts, sources, refers)
    whole = "\0".join((*texts, *sources))
    return CollectedTexts(tuple(texts), tuple(sources), {kind: tuple(ids) for kind, ids in refers.items()}, not any(sign in whole for sign in SIGNS))


def _gather(record: ContentModel, texts: list[str], sources: list[str], refers: dict[str, list[str]]) -> None:
    values = record.__dict__
    for name, alias, shape in _speaking(type(record)):
        value = values[name]
        if value is not None:
            _take((value,), shape, sources if alias == "sources" else texts, sources, refers)


def _take(values: Iterable[object], shape: _Shape, texts: list[str], sources: list[str], refers: dict[str, list[str]]) -> None:
    for value in values:
        if isinstance(value, str):
            if shape.refers:
                refers.setdefault(shape.refers, []).append(value)
            elif shape.prose:
                texts.append(value)
        elif isinstance(value, (tuple, dict)):
            if shape.inner:
                _take(value.values() if isinstance(value, dict) else value, shape.inner, texts, sources, refers)
        elif isinstance(value, ContentModel):
            _gather(value, texts, sources, refers)


def walk_texts(record: ContentModel, path: Path = ()) -> Iterator[Leaf]:
    """Every text of a model that carries a mark, with the way to it, in the order of the fields."""
    for name, alias, shape in _fields(type(record)):
        value = getattr(record, name)
        if value is not None:
            yield from _walk(value, shape, (*path, alias))


def _walk(value: object, shape: _Shape, path: Path) -> Iterator[Leaf]:
    if isinstance(value, ContentModel):
        yield from walk_texts(value, path)
    elif isinstance(value, str):
        if shape.marks:
            yield Leaf(path, value, shape.marks)
    elif isinstance(value, tuple | dict) and shape.inner:
        for place, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk(entry, shape.inner, (*path, place))


def walk_allows(record: ContentModel, path: Path = ()) -> Iterator[tuple[Path, Allow]]:
    """Every `allow` of a model, with the way to it."""
    for name, alias in _leading_to_allow(type(record)):
        value = getattr(record, name)
        for place, entry in enumerate(value if isinstance(value, tuple) else (value,)):
            here = (*path, alias, place) if isinstance(value, tuple) else (*path, alias)
            if isinstance(entry, Allow):
                yield here, entry
            elif isinstance(entry, ContentModel):
                yield from walk_allows(entry, here)


def find_models(annotation: Any) -> frozenset[type[ContentModel]]:  # noqa: ANN401 (a type of any shape)
    """The models that a type names, and every model in those."""
    if isinstance(annotation, type) and typing.get_origin(annotation) is None:
        if not issubclass(annotation, ContentModel):
            return frozenset()
        return frozenset({annotation}).union(*(find_models(info.annotation) for info in annotation.model_fields.values()))
    return frozenset[type[ContentModel]]().union(*map(find_models, typing.get_args(annotation)))


@cache
def _leading_to_allow(model: type[ContentModel]) -> tuple[tuple[str, str], ...]:
    """The fields in which an `allow` can stand: the name of each, and the name that authors write."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items() if Allow in find_models(info.annotation))


@cache
def _fields(model: type[ContentModel]) -> tuple[tuple[str, str, _Shape], ...]:
    """Each field: its name, the name that authors write, and the shape of its type."""
    return tuple((name, info.alias or name, _shape(info.annotation, *info.metadata)) for name, info in model.model_fields.items())


@cache
def _speaking(model: type[ContentModel]) -> tuple[tuple[str, str, _Shape], ...]:
    """The same of the fields in which a text for readers or a reference can stand."""
    return tuple(field for field in _fields(model) if _speaks(field[2]) or find_models(model.model_fields[field[0]].annotation))


def _speaks(shape: _Shape) -> bool:
    return shape.prose or bool(shape.refers) or (shape.inner is not None and _speaks(shape.inner))


def _shape(annotation: Any, *marks: Any) -> _Shape:  # noqa: ANN401 (a type of any shape)
    marks, inner = (*marks, *_marks(annotation)), _inner(annotation)
    refers = next((mark.kind for mark in marks if isinstance(mark, Reference)), "")
    return _Shape(marks, refers, any(isinstance(mark, Prose) for mark in marks), None if inner is None else _shape(inner))


def _marks(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 (a type of any shape)
    """The marks of a type, or of the one branch of a union that carries any for text."""
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *marks = typing.get_args(annotation)
        return (*_marks(inner), *marks)
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return tuple(mark for branch in typing.get_args(annotation) for mark in _marks(branch))
    return ()


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


def find_markers(model: type[ContentModel]) -> Iterator[Any]:
    """Every mark on the fields of a model and of the records in it."""
    for info in model.model_fields.values():
        yield from info.metadata
        yield from _marks_within(info.annotation)


def _marks_within(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type of any shape)
    if isinstance(annotation, type) and issubclass(annotation, ContentModel) and typing.get_origin(annotation) is None:
        yield from find_markers(annotation)
        return
    if typing.get_origin(annotation) is typing.Annotated:
        yield from annotation.__metadata__
    for part in typing.get_args(annotation):
        yield from _marks_within(part)
