"""Lists and reads the files of a knowledge base on disk. Nothing is read from outside its folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.reading.yaml_nodes import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = MOST_CHARACTERS * 4
"""The most bytes that a text of so many characters can take."""


class TooLargeError(Exception):
    """A file is too large to be read."""


def list_names(folder: str | Path) -> list[str]:
    """List the names in a folder, in order; none where there is no such folder.

    Raises:
        OSError: the folder cannot be read, or is no folder.
    """
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 (there may be very many: names are quicker than path objects)
    except FileNotFoundError:
        return []


def is_utf8(name: str) -> bool:
    """Whether the name of a file is UTF-8 on the disk. Any other name cannot be written into a page, an address or a report."""
    try:
        return name.isascii() or bool(os.fsencode(name).decode())
    except UnicodeError:
        return False


def walk_files(root: Path, folder: Path) -> Iterator[Path]:
    """Give every file below a folder, in the order of the names; none where there is no such folder.

    Args:
        root: the knowledge base. A link to a folder in it is followed.
        folder: where to look.

    Raises:
        KnowledgeBaseError: a link to a folder leads outside the root, or to a folder that holds the link.
        OSError: a folder cannot be read.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if not entry.is_dir():
            yield Path(entry)
            continue
        if entry.is_symlink():
            require_link_inside(root, Path(entry))
        yield from walk_files(root, Path(entry))


def require_link_inside(root: Path, link: Path) -> None:
    """Make sure that a link leads to a path below the root, and not to a folder that holds the link.

    Raises:
        KnowledgeBaseError: it does not.
    """
    if not is_inside(root, link):
        message = f"{link} is a link that leads outside this folder. Put the file or folder itself there."
    elif link.parent.resolve().is_relative_to(link.resolve()):
        message = f"{link} is a link to a folder that holds it. Remove the link."
    else:
        return
    raise KnowledgeBaseError(message, about=str(link))


def split_name(name: str) -> tuple[str, str]:
    """Split the name of a file, without its folders, at its last dot: `("slung-low", ".yaml")`."""
    name = name.rpartition("/")[2]
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")


def is_inside(root: Path, path: Path) -> bool:
    """Whether a path leads to something below the root. A circle of links does not."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # Python before 3.13 raises RuntimeError for a circle
        return False


def read_text(path: str) -> str:
    """Read the text of a UTF-8 file. Every line end becomes a plain newline.

    Raises:
        TooLargeError: the file is larger than `MOST_BYTES`.
        UnicodeDecodeError: it is not UTF-8.
        OSError: it cannot be read, or is not a file: a pipe, a socket or a device.
    """
    with open(path, "rb", buffering=0, opener=_open_without_waiting) as file:
        status = os.fstat(file.fileno())
        if not S_ISREG(status.st_mode):
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), path)
        if status.st_size > MOST_BYTES:
            raise TooLargeError
        text = file.read().decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file. A pipe opens without waiting for a writer, and a terminal does not become the one that controls this process."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
