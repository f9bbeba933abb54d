"""Writes YAML as people do: lists indented below their names, texts of several lines as blocks, no references."""

from __future__ import annotations

from typing import Any

import yaml


def format_yaml(value: Any, *, width: int) -> str:  # noqa: ANN401 (texts, and lists and maps of them)
    """Write a value as YAML. Maps keep their order. A text is quoted where YAML would read it as another type."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=width)


class _Dumper(yaml.SafeDumper):
    """Indents lists, and writes no references."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 (PyYAML's own)
        """Indent lists too."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 (PyYAML's own)
        """Write no references."""
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)
