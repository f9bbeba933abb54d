"""Makes new files to fill in: each field with its description; a required field is blank, and any other is a comment."""

from __future__ import annotations

import textwrap
import typing
from typing import TYPE_CHECKING, Any

from waymark_guide.model.base import ContentModel, Reference
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.model_fields import list_branches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pydantic.fields import FieldInfo

WIDTH = 110
OFFERED = ("case-study", "approach", "tree")
SCAFFOLDS = {kind.name: kind for kind in KINDS if kind.name in OFFERED}
"""The kinds of file that `waymark new` can make, by name."""
FIRST = {"tree": {"status": "draft", "version": "1.0.0"}}
"""Values of fields in a new file, by the name of the kind."""
NOT_OFFERED = {"allow", "was", "body"}
BODY = "\nWrite the page here: what it is, how it works, what to watch. To cite a source, put source, a colon and its id in square brackets.\n"


def make_scaffold(kind: str, new_id: str, *, today: date, schema: str = "") -> tuple[str, str]:
    """Make a new file.

    Args:
        kind: one of `SCAFFOLDS`.
        new_id: the id of the new thing.
        today: the day, which is written into the file as a comment.
        schema: the address or path of the JSON Schema for editors; empty for none.

    Returns:
        The path of the file below the root, and its text.
    """
    file_kind = SCAFFOLDS[kind]
    values = {"id": new_id, **FIRST.get(kind, {})}
    opening = [
        f"# Begun on {today.isoformat()}. Fill in what is blank, take away the # of what you want to use, and delete the rest.",
        f"# Then run: waymark check {file_kind.pattern.replace('*', new_id)}",
    ]
    text = "\n".join([*opening, *_format_fields(file_kind.model, values, 0)]) + "\n"
    path = file_kind.pattern.replace("*", new_id)
    if path.endswith(".md"):
        return path, f"---\n{text}---\n{BODY}"  # editors read no schema in front matter
    return path, f"# yaml-language-server: $schema={schema}\n{text}" if schema else text


def _format_fields(model: type[ContentModel], values: dict[str, str], indent: int) -> Iterator[str]:
    """Give the lines of a model."""
    pad = " " * indent
    for name, info in model.model_fields.items():
        alias = info.alias or name
        if alias in NOT_OFFERED:
            continue
        yield from textwrap.wrap(_describe_field(info), WIDTH, initial_indent=f"{pad}# ", subsequent_indent=f"{pad}# ")
        inner = _find_model(info.annotation)
        if not _is_offered(info):
            yield f"{pad}# {alias}:{_format_example(info)}"
        elif alias == "schema":
            yield f"{pad}schema: {typing.get_args(info.annotation)[0]}"
        elif alias in values:
            yield f"{pad}{alias}: {values[alias]}"
        elif inner is None:
            yield f"{pad}{alias}:"
        else:
            yield f"{pad}{alias}:"
            lines = list(_format_fields(inner, {}, indent + (4 if _is_list(info) else 2)))
            yield from _format_entry(lines, indent + 4) if _is_list(info) else lines


def _format_entry(lines: list[str], indent: int) -> Iterator[str]:
    """Make the lines the first entry of a list: with a hyphen before the first field, below the comment about it."""
    is_first = True
    for line in lines:
        if is_first and line.lstrip().startswith("#"):
            yield line[2:]
        elif is_first:
            yield f"{' ' * (indent - 2)}- {line[indent:]}"
            is_first = False
        else:
            yield line


def _is_offered(info: FieldInfo) -> bool:
    """Whether the field is one to fill in, and no comment."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return info.is_required() or info.alias == "schema" or extra.get("level") in {"recommended", "usual"}


def _describe_field(info: FieldInfo) -> str:
    """Write the comment about a field: description, hint, choices, an example."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    words = [info.description or "", str(extra.get("hint", ""))]
    allowed = [
        str(value) for branch in list_branches(info.annotation) if typing.get_origin(branch) is typing.Literal for value in typing.get_args(branch)
    ]
    if len(allowed) > 1:
        words.append(f"One of: {', '.join(allowed)}.")
    vocabulary = _find_vocabulary((info.annotation, *info.metadata))
    if vocabulary:
        words.append(f"See content/vocabularies/{vocabulary}.yaml.")
    if _is_offered(info) and info.examples and len(allowed) != 1:
        words.append(f"For example: {_format_value(info.examples[0])}")
    elif _is_offered(info) and _is_list(info) and _find_model(info.annotation) is None:
        words.append("A list: [one, other], or a line with a hyphen for each.")
    return " ".join(word for word in words if word)


def _find_vocabulary(parts: tuple[Any, ...]) -> str:
    """Return the name of the vocabulary of a field; empty where it has none."""
    for part in parts:
        if isinstance(part, Reference):
            return part.kind.partition(":")[2]
        name = _find_vocabulary((*typing.get_args(part), *getattr(part, "__metadata__", ()))) if typing.get_origin(part) else ""
        if name:
            return name
    return ""


def _format_example(info: FieldInfo) -> str:
    return f" {_format_value(info.examples[0])}" if info.examples else ""


def _format_value(example: Any) -> str:  # noqa: ANN401 (an example of any shape)
    """Write an example as an author would, on one line."""
    if isinstance(example, dict):
        return f"{{{', '.join(f'{key}: {_format_value(value)}' for key, value in example.items())}}}"
    return f"[{', '.join(_format_value(entry) for entry in example)}]" if isinstance(example, list) else str(example)


def _is_list(info: FieldInfo) -> bool:
    return any(typing.get_origin(branch) is tuple for branch in list_branches(info.annotation))


def _find_model(annotation: Any) -> type[ContentModel] | None:  # noqa: ANN401 (a type of any shape)
    """Return the model that a field holds, alone or in a list; none where it holds no model."""
    for branch in list_branches(annotation):
        if isinstance(branch, type) and issubclass(branch, ContentModel):
            return branch
        if typing.get_origin(branch) is tuple:
            return _find_model(typing.get_args(branch)[0])
    return None
