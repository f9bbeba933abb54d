"""New files to fill in: each field with its description, what must be filled left blank, the rest as a comment."""

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
"""The kinds of file that can be begun, by name."""
FIRST = {"tree": {"status": "draft", "version": "1.0.0"}}
"""Values that a new file begins with."""
NOT_OFFERED = {"allow", "was", "body"}
BODY = "\nWrite the page here: what it is, how it works, what to watch. To cite a source, put source, a colon and its id in square brackets.\n"


def make_scaffold(kind: str, new_id: str, *, today: date, schema: str = "") -> tuple[str, str]:
    """A new file.

    Args:
        kind: one of `SCAFFOLDS`.
        new_id: the id of what is begun.
        today: the day, which stands in the file as a comment.
        schema: the address or path of the JSON Schema that an editor can help with; none where it is empty.

    Returns:
        Where it belongs below the root, and its text.
    """
    chosen = SCAFFOLDS[kind]
    given = {"id": new_id, **FIRST.get(kind, {})}
    opening = [
        f"# Begun on {today.isoformat()}. Fill in what is blank, take away the # of what you want to use, and delete the rest.",
        f"# Then run: waymark check {chosen.pattern.replace('*', new_id)}",
    ]
    text = "\n".join([*opening, *_fields(chosen.model, given, 0)]) + "\n"
    path = chosen.pattern.replace("*", new_id)
    if path.endswith(".md"):
        return path, f"---\n{text}---\n{BODY}"  # editors read no schema in front matter
    return path, f"# yaml-language-server: $schema={schema}\n{text}" if schema else text


def _fields(model: type[ContentModel], given: dict[str, str], indent: int) -> Iterator[str]:
    """The lines of a record."""
    pad = " " * indent
    for name, info in model.model_fields.items():
        written = info.alias or name
        if written in NOT_OFFERED:
            continue
        yield from textwrap.wrap(_words(info), WIDTH, initial_indent=f"{pad}# ", subsequent_indent=f"{pad}# ")
        inner = _record(info.annotation)
        if not _is_offered(info):
            yield f"{pad}# {written}:{_example(info)}"
        elif written == "schema":
            yield f"{pad}schema: {typing.get_args(info.annotation)[0]}"
        elif written in given:
            yield f"{pad}{written}: {given[written]}"
        elif inner is None:
            yield f"{pad}{written}:"
        else:
            yield f"{pad}{written}:"
            lines = list(_fields(inner, {}, indent + (4 if _is_list(info) else 2)))
            yield from _as_entry(lines, indent + 4) if _is_list(info) else lines


def _as_entry(lines: list[str], indent: int) -> Iterator[str]:
    """The same lines as the first entry of a list: a hyphen before the first field, the words about it above."""
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
    """Whether a new file has the field to fill in, and not as a comment."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return info.is_required() or info.alias == "schema" or extra.get("level") in {"recommended", "usual"}


def _words(info: FieldInfo) -> str:
    """What is said about a field: description, hint, choices, an example."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    words = [info.description or "", str(extra.get("hint", ""))]
    listed = [
        str(value) for branch in list_branches(info.annotation) if typing.get_origin(branch) is typing.Literal for value in typing.get_args(branch)
    ]
    if len(listed) > 1:
        words.append(f"One of: {', '.join(listed)}.")
    vocabulary = _vocabulary((info.annotation, *info.metadata))
    if vocabulary:
        words.append(f"See content/vocabularies/{vocabulary}.yaml.")
    if _is_offered(info) and info.examples and len(listed) != 1:
        words.append(f"For example: {_as_yaml(info.examples[0])}")
    elif _is_offered(info) and _is_list(info) and _record(info.annotation) is None:
        words.append("A list: [one, other], or a line with a hyphen for each.")
    return " ".join(word for word in words if word)


def _vocabulary(parts: tuple[Any, ...]) -> str:
    """The name of the vocabulary that a field's words come from; empty where there is none."""
    for part in parts:
        if isinstance(part, Reference):
            return part.kind.partition(":")[2]
        found = _vocabulary((*typing.get_args(part), *getattr(part, "__metadata__", ()))) if typing.get_origin(part) else ""
        if found:
            return found
    return ""


def _example(info: FieldInfo) -> str:
    return f" {_as_yaml(info.examples[0])}" if info.examples else ""


def _as_yaml(example: Any) -> str:  # noqa: ANN401 (an example of any shape)
    """An example as an author would write it on one line."""
    if isinstance(example, dict):
        return f"{{{', '.join(f'{key}: {_as_yaml(value)}' for key, value in example.items())}}}"
    return f"[{', '.join(_as_yaml(entry) for entry in example)}]" if isinstance(example, list) else str(example)


def _is_list(info: FieldInfo) -> bool:
    return any(typing.get_origin(branch) is tuple for branch in list_branches(info.annotation))


def _record(annotation: Any) -> type[ContentModel] | None:  # noqa: ANN401 (a type of any shape)
    """The record that a field holds, alone or in a list."""
    for branch in list_branches(annotation):
        if isinstance(branch, type) and issubclass(branch, ContentModel):
            return branch
        if typing.get_origin(branch) is tuple:
            return _record(typing.get_args(branch)[0])
    return None
