"""Walks through a model: its texts and references, its `allow` entries, and the models that its fields hold.

One check can so look at every text and every reference, whatever fields there are.
"""

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
    """A text inside a model, with what the type of its field says about it.

    Attributes:
        path: where it is, in the names that authors write.
        value: the text.
        markers: the markers on its type, such as `Reference("approach")` and `Prose()`.
    """

    path: Path
    value: str
    markers: tuple[Any, ...]

    def find_marker(self, kind: type[Any]) -> Any:  # noqa: ANN401 (a marker of the kind that was asked for)
        """Return the first marker of a kind; none where there is none."""
        return next((marker for marker in self.markers if isinstance(marker, kind)), None)


class CollectedTexts(NamedTuple):
    """The texts and references of a model without their places, which is all that most rules need of most files.

    Attributes:
        texts: the texts for readers, without those of the sources that the model declares.
        sources: the texts of the sources that the model declares.
        refers: the ids that the model refers to, by kind.
        is_plain: whether no text for readers has one of the `SIGNS`.
    """

    texts: tuple[str, ...]
    sources: tuple[str, ...]
    refers: Mapping[str, tuple[str, ...]]
    is_plain: bool


class _Shape(NamedTuple):
    """What a type says of the texts in a value of it.

    Attributes:
        markers: the markers on the value, where it is a text.
        refers: the kind of thing whose id the value is; empty where it is no id.
        is_prose: whether it is a text for readers.
        inner: the shape of its entries, where it is a list or a map.
    """

    markers: tuple[Any, ...]
    refers: str
    is_prose: bool
    inner: _Shape | None


_COLLECTED: dict[int, tuple[weakref.ref[ContentModel], CollectedTexts]] = {}
"""The texts of each model by its `id()`, as long as the model lives: several rules ask for them."""


def collect_texts(record: ContentModel) -> CollectedTexts:
    """Collect the texts and references of a model. They are collected once for each model."""
    key = id(record)
    entry = _COLLECTED.get(key)
    if entry is None or entry[0]() is not record:
        entry = _COLLECTED[key] = (weakref.ref(record, lambda _: _COLLECTED.pop(key, None)), _collect(record))
    return entry[1]


def _collect(record: ContentModel) -> CollectedTexts:
    texts: list[str] = []
    sources: list[str] = []
    refers: dict[str, list[str]] = {}
    _collect_from_model(record, texts, sources, refers)
    joined = "\0".join((*texts, *sources))
    return CollectedTexts(tuple(texts), tuple(sources), {kind: tuple(ids) for kind, ids in refers.items()}, not any(sign in joined for sign in SIGNS))


def _collect_from_model(record: ContentModel, texts: list[str], sources: list[str], refers: dict[str, list[str]]) -> None:
    """Add the texts and references of a model to the three collections."""
    values = record.__dict__
    for name, alias, shape in _list_text_fields(type(record)):
        value = values[name]
        if value is not None:
            _collect_from_values((value,), shape, sources if alias == "sources" else texts, sources, refers)


def _collect_from_values(values: Iterable[object], shape: _Shape, texts: list[str], sources: list[str], refers: dict[str, list[str]]) -> None:
    """Add the texts and references of values of one shape to the three collections."""
    for value in values:
        if isinstance(value, str):
            if shape.refers:
                refers.setdefault(shape.refers, []).append(value)
            elif shape.is_prose:
                texts.append(value)
        elif isinstance(value, (tuple, dict)):
            if shape.inner:
                _collect_from_values(value.values() if isinstance(value, dict) else value, shape.inner, texts, sources, refers)
        elif isinstance(value, ContentModel):
            _collect_from_model(value, texts, sources, refers)


def walk_texts(record: ContentModel, path: Path = ()) -> Iterator[Leaf]:
    """Give every text of a model that has a marker, with its path, in the order of the fields."""
    for name, alias, shape in _list_fields(type(record)):
        value = getattr(record, name)
        if value is not None:
            yield from _walk_value(value, shape, (*path, alias))


def _walk_value(value: object, shape: _Shape, path: Path) -> Iterator[Leaf]:
    if isinstance(value, ContentModel):
        yield from walk_texts(value, path)
    elif isinstance(value, str):
        if shape.markers:
            yield Leaf(path, value, shape.markers)
    elif isinstance(value, tuple | dict) and shape.inner:
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk_value(entry, shape.inner, (*path, key))


def walk_allows(record: ContentModel, path: Path = ()) -> Iterator[tuple[Path, Allow]]:
    """Give every `allow` entry of a model, with its path."""
    for name, alias in _list_allow_fields(type(record)):
        value = getattr(record, name)
        for index, entry in enumerate(value if isinstance(value, tuple) else (value,)):
            entry_path = (*path, alias, index) if isinstance(value, tuple) else (*path, alias)
            if isinstance(entry, Allow):
                yield entry_path, entry
            elif isinstance(entry, ContentModel):
                yield from walk_allows(entry, entry_path)


def find_models(annotation: Any) -> frozenset[type[ContentModel]]:  # noqa: ANN401 (a type of any shape)
    """Find the models that a type names, and every model in those."""
    if isinstance(annotation, type) and typing.get_origin(annotation) is None:
        if not issubclass(annotation, ContentModel):
            return frozenset()
        return frozenset({annotation}).union(*(find_models(info.annotation) for info in annotation.model_fields.values()))
    return frozenset[type[ContentModel]]().union(*map(find_models, typing.get_args(annotation)))


def find_markers(model: type[ContentModel]) -> Iterator[Any]:
    """Give every marker on the fields of a model and of the models in it."""
    for info in model.model_fields.values():
        yield from info.metadata
        yield from _find_markers_in(info.annotation)


def _find_markers_in(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type of any shape)
    if isinstance(annotation, type) and issubclass(annotation, ContentModel) and typing.get_origin(annotation) is None:
        yield from find_markers(annotation)
        return
    if typing.get_origin(annotation) is typing.Annotated:
        yield from annotation.__metadata__
    for part in typing.get_args(annotation):
        yield from _find_markers_in(part)


@cache
def _list_allow_fields(model: type[ContentModel]) -> tuple[tuple[str, str], ...]:
    """List the fields that can hold an `allow` entry: the name of each, and the name that authors write."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items() if Allow in find_models(info.annotation))


@cache
def _list_fields(model: type[ContentModel]) -> tuple[tuple[str, str, _Shape], ...]:
    """List the fields: the name of each, the name that authors write, and the shape of its type."""
    return tuple((name, info.alias or name, _make_shape(info.annotation, *info.metadata)) for name, info in model.model_fields.items())


@cache
def _list_text_fields(model: type[ContentModel]) -> tuple[tuple[str, str, _Shape], ...]:
    """List the fields that can hold a text for readers or a reference, as `_list_fields` does."""
    return tuple(field for field in _list_fields(model) if _has_text(field[2]) or find_models(model.model_fields[field[0]].annotation))


def _has_text(shape: _Shape) -> bool:
    return shape.is_prose or bool(shape.refers) or (shape.inner is not None and _has_text(shape.inner))


def _make_shape(annotation: Any, *markers: Any) -> _Shape:  # noqa: ANN401 (a type of any shape)
    markers, inner = (*markers, *_list_markers(annotation)), _get_entry_type(annotation)
    refers = next((marker.kind for marker in markers if isinstance(marker, Reference)), "")
    return _Shape(markers, refers, any(isinstance(marker, Prose) for marker in markers), None if inner is None else _make_shape(inner))


def _list_markers(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 (a type of any shape)
    """List the markers of a type; of a union, those of all its branches."""
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *markers = typing.get_args(annotation)
        return (*_list_markers(inner), *markers)
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return tuple(marker for branch in typing.get_args(annotation) for marker in _list_markers(branch))
    return ()


def _get_entry_type(annotation: Any) -> Any:  # noqa: ANN401 (a type of any shape)
    """Return the type of the entries of a list or map; none for any other type."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _get_entry_type(typing.get_args(annotation)[0])
    if origin in {typing.Union, types.UnionType}:
        return next((_get_entry_type(branch) for branch in typing.get_args(annotation) if _get_entry_type(branch) is not None), None)
    if origin in {tuple, list}:
        return typing.get_args(annotation)[0]
    return typing.get_args(annotation)[-1] if origin is dict else None
