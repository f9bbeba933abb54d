"""The files of a knowledge base on disk: what they are called, and their texts. Nothing is read from outside its folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.reading.yaml_nodes import MOST_CHARACTERS

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = MOST_CHARACTERS * 4
"""More than this no text of that many characters takes."""


class TooLargeError(Exception):
    """A file is larger than any that is read."""


def names_in(folder: str | Path) -> list[str]:
    """What stands in a folder, in the order of the names; nothing where there is no such folder."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 (there may be very many: names are quicker than path objects)
    except OSError:
        return []


def stem_and_ending(name: str) -> tuple[str, str]:
    """The name of a file without its folders, before its last dot and from there on: `("slung-low", ".yaml")`."""
    name = name.rpartition("/")[2]
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")


def is_inside(root: Path, path: Path) -> bool:
    """Whether what a path leads to lies below the root; a link in a circle leads nowhere."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # Python before 3.13 raises RuntimeError for a circle
        return False


def text_of(path: str) -> str:
    """The text of a file of UTF-8, with plain line ends.

    Raises:
        TooLargeError: the file is larger than any that is read.
        UnicodeDecodeError: it is not UTF-8.
        OSError: it cannot be read.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (many files: a path object for each would cost more than to read it)
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            raise TooLargeError
        text = file.read().decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
