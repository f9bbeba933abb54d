"""Prints of content, and files with the folders above them."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def print_of(content: str | bytes) -> str:
    """A print of some content: another wherever anything differs."""
    return blake2b(content.encode() if isinstance(content, str) else content, digest_size=12).hexdigest()


def write(file: Path, content: bytes) -> None:
    """Write a file, and the folders above it where they are not there."""
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
