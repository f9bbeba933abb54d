"""YAML as people write it: lists indented below their names, several lines in a block, nothing repeated by reference."""

from __future__ import annotations

from typing import Any

import yaml


def format_yaml(value: Any, *, width: int) -> str:  # noqa: ANN401 (texts, and lists and maps of them)
    """The value as YAML, in the order in which it was given. Every text stays a text: in quotes where YAML might read anything else into it."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=width)


class _Dumper(yaml.SafeDumper):
    """Indents lists, and never refers to what stands above."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 (PyYAML's own)
        """Indent lists too."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 (PyYAML's own)
        """Never refer to what stands above."""
        return True


def _as_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _as_text)
