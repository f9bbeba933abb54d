"""Finds what MkDocs reads in addition to the content: `mkdocs.yml`, the files it inherits from, and what these name: files, folders and variables."""

from __future__ import annotations

import os
import re
import sysconfig
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.build.site_files import MARKER, SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CONFIG = "mkdocs.yml"
_WORD = re.compile(r"[\w./-]+")
_VALUE = re.compile(r"[-:,\[{][ \t]+['\"]?([^'\"#\n:,\[\]{}]+)")
"""A whole value, which may hold spaces."""
_INHERIT = re.compile(r"^INHERIT:\s*['\"]?([^'\"#\n]+)", re.MULTILINE)
_CUSTOM_DIR = re.compile(r"custom_dir:[^\n]*")


class MkdocsInputs(NamedTuple):
    """What MkDocs reads in addition to the content.

    Attributes:
        variables: each environment variable that is named and set, as `NAME=value`.
        packages: every installed package with its version.
        paths: the files and folders, in a fixed order.
    """

    variables: tuple[str, ...]
    packages: tuple[str, ...]
    paths: tuple[str, ...]


def find_mkdocs_inputs(root: Path) -> MkdocsInputs:
    """Look for every word and value that may name a file, a folder or a variable. A wrong guess costs only time."""
    configs = dict(_read_configs(str(root / CONFIG)))
    text = "\n".join(configs.values())
    names = _find_names(text)
    variables = {name: os.environ[name] for name in names if name in os.environ}
    names |= set(variables.values())
    theme_names = _find_names("\n".join(_CUSTOM_DIR.findall(text)))
    theme_names |= {variables[name] for name in theme_names if name in variables}
    paths = {str(root / CONFIG), *configs, *_find_inside(root, names), *_find_outside(root, names, theme_names)}
    installed = sorted(name for name in os.listdir(sysconfig.get_paths()["purelib"]) if name.endswith(".dist-info"))  # noqa: PTH208 (only names are needed)
    return MkdocsInputs(tuple(f"{name}={variables[name]}" for name in sorted(variables)), tuple(installed), tuple(sorted(paths)))


def _read_configs(path: str) -> Iterator[tuple[str, str]]:
    """Read a configuration file, and those that it inherits from, each once."""
    read: set[str] = set()
    while path not in read:
        read.add(path)
        try:
            with open(path, encoding="utf-8") as file:  # noqa: PTH123 (the path stays as written)
                text = file.read()
        except (OSError, ValueError):
            return
        yield path, text
        if inherited := _INHERIT.search(text):
            path = os.path.normpath(os.path.join(os.path.dirname(path), inherited[1].strip()))  # noqa: PTH118, PTH120 (as above)


def _find_names(text: str) -> set[str]:
    return {*_WORD.findall(text), *(value.strip() for value in _VALUE.findall(text))}


def _find_inside(root: Path, names: Iterable[str]) -> Iterator[str]:
    """Find the files and folders of the root in which a named file is. The content and a site are not among them."""
    present = set(os.listdir(root)) if root.is_dir() else set()  # noqa: PTH208 (only names are needed)
    first_parts = (os.path.normpath(name).split(os.sep, 1)[0] for name in names)
    for name in present.intersection(first_parts).difference(SOURCES):
        if not (root / name / MARKER).is_file():
            yield str(root / name)


def _find_outside(root: Path, names: Iterable[str], theme_names: Iterable[str]) -> Iterator[str]:
    """Find named files, and folders of a theme, outside the root."""
    start = os.path.realpath(root) + os.sep
    for exists, group in ((os.path.isfile, names), (os.path.isdir, theme_names)):
        for name in group:
            path = os.path.realpath(os.path.join(root, name)) if name.startswith(("/", "..")) or os.path.isabs(name) else ""  # noqa: PTH117, PTH118 (many names)
            if (
                path
                and exists(path)
                and os.access(path, os.R_OK)
                and not f"{path}{os.sep}".startswith(start)
                and not start.startswith(f"{path}{os.sep}")
            ):
                yield path
