"""Prints of content, and files with the folders above them."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def print_of(content: str | bytes) -> str:
    """A print of some content: another wherever anything differs."""
    return blake2b(content.encode() if isinstance(content, str) else content, digest_size=12).hexdigest()


def write(file: Path | str, content: bytes) -> None:
    """Write a file, and the folders above it where they are not there."""
    where = os.fspath(file)
    folder = where.rpartition(os.sep)[0]
    try:
        os.mkdir(folder)  # noqa: PTH102 (a site has very many files: plain paths take half the time)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 (likewise)
    place = os.open(where, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(place, left) :]
    finally:
        os.close(place)
