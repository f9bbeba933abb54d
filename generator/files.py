"""Prints of content, and files: with the folders above them, or whole in the place of what was there."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = Path(".cache", "waymark")
"""Below the root of a knowledge base, where things are kept from build to build. Whatever is wrong there, the next build only takes longer."""


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


def put(file: Path, parts: Iterable[bytes], *, mode: int = 0o666) -> None:
    """Make a file, and the folders above it, in the place of what was there: whoever reads it finds the old one or the whole new one.

    Args:
        file: where it goes.
        parts: its content, piece by piece.
        mode: who may read and write it, as far as the system allows it.

    Raises:
        OSError: it cannot be made. What was there stays.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        place = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(place, "wb") as made:
            made.writelines(parts)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
