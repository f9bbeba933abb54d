"""Loads the plain data of ordinary YAML: the same data as `yaml_nodes` gives, in a third of the time.

PyYAML's C loader composes the whole text at once, and no positions are kept. Where PyYAML was installed without its C extension, its Python loader
gives the same data more slowly. A text that is unusual, or might have to be refused, gives none:
then `yaml_nodes` parses it with positions and reports what is wrong. Nearly every file of a good knowledge base is ordinary.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from waymark_guide.reading.yaml_nodes import DEEPEST, SPELT_OUT

MOST_CHARACTERS = 200_000
"""This limits the number of nodes too: each takes two characters or more."""
MOST_BRACKETS = 1_000
"""The C parser calls itself for each level of nesting. It can bear this many levels."""
_REFERENCE = re.compile(r"[&*!](?<=[\s\[{,:].)\S", re.DOTALL)
"""What may be an anchor, an alias or a tag."""
_COMMENT = re.compile(r"^[ \t]*[^#\s][^\n]*?[ \t]#", re.MULTILINE)
"""What may be a comment after a value, which may be a lost part of it."""
_LISTS = re.compile(r"[-?][ \t]+(?:[-?][ \t]+){8}")
"""Many lists that are opened inside each other on one line."""


class _Unusual(Exception):  # noqa: N818 (it never leaves this module)
    """The text is unusual: `yaml_nodes` has to parse it."""


def load_plain_data(text: str) -> Any:  # noqa: ANN401 (plain data of any shape)
    """Load the strings, lists and dicts of an ordinary YAML document; none where it is not ordinary."""
    if len(text) > MOST_CHARACTERS or _is_unusual(text):
        return None
    try:
        root = yaml.compose(text, Loader=LOADER)
        return None if root is None else _make_data(root, DEEPEST)
    except (yaml.YAMLError, _Unusual, RecursionError):  # the Python loader calls itself for each level
        return None


def _is_unusual(text: str) -> bool:
    """Whether the text may hold references, merges or directives, or may be nested deeply. The cheapest tests come first."""
    brackets = text.count("[") + text.count("{")
    return (
        text.startswith(("&", "*", "!", "%"))
        or ("<" in text and "<<" in text)
        or ("%" in text and "\n%" in text)
        or brackets > MOST_BRACKETS
        or ("#" in text and _COMMENT.search(text) is not None)
        or (any(sign in text for sign in "&*!") and _REFERENCE.search(text) is not None)
        or (brackets + text.count("-") + text.count("?") > MOST_BRACKETS and _LISTS.search(text) is not None)
    )


def _make_data(node: Any, deeper: int) -> Any:  # noqa: ANN401 (PyYAML's nodes)
    shape = node.__class__
    if shape is ScalarNode:
        if (not node.value and not node.style) or (node.style == '"' and SPELT_OUT.search(node.value)):
            raise _Unusual  # it was left empty, or an escape made a character that is not allowed
        return node.value
    if not deeper:
        raise _Unusual
    if shape is SequenceNode:
        entries = [_make_data(entry, deeper - 1) for entry in node.value]
        ids = [entry["id"] for entry in entries if entry.__class__ is dict and entry.get("id").__class__ is str]
        if len(ids) > 1 and len(set(ids)) < len(ids):
            raise _Unusual
        return entries
    data: dict[str, Any] = {}
    for key, value in node.value:
        if key.__class__ is not ScalarNode or key.value in data:
            raise _Unusual
        data[_make_data(key, 0)] = _make_data(value, deeper - 1)
    return data


class _TextResolver:
    """Overrides how PyYAML's loaders resolve the type of a scalar: here every scalar is text."""

    def resolve(self, kind: type, _value: object, _implicit: object) -> str:
        return _TAGS[kind]

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Do nothing: no tag depends on where a node is."""

    def ascend_resolver(self) -> None:
        """Do nothing, for the same reason."""


def make_loader(base: type[Any]) -> type[Any]:
    """Make a loader that leaves every scalar as text.

    Args:
        base: `yaml.CBaseLoader` or `yaml.BaseLoader`.
    """
    return type("PlainLoader", (_TextResolver, base), {})


_TAGS = {ScalarNode: "text", SequenceNode: "list", MappingNode: "map"}
LOADER = make_loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader))
