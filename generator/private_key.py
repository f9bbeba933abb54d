"""A key that only this user's own programs know, by which what they left for the next build is told from what anybody else put in its place.

What is kept from build to build lies within the knowledge base, where a pull request may put a file too. Prints that count are made with this key.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.files import put

LENGTH = 32
"""How many bytes it has."""


def private_key() -> bytes:
    """The key, which stays the same for one user of one machine, made when it is first needed; nothing where it cannot be kept."""
    try:
        file = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "waymark" / "key"
        key = file.read_bytes() if file.is_file() else b""
        return key if len(key) == LENGTH else _made(file)
    except (OSError, RuntimeError):  # there may be no home
        return b""


def _made(file: Path) -> bytes:
    put(file, [os.urandom(LENGTH)], mode=0o600)
    return file.read_bytes()  # another program may have made one in the same moment
