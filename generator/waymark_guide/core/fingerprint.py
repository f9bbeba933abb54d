"""Computes digests of content and of files. As in Git, a file is read again only when its metadata has changed."""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from stat import S_IFDIR, S_IFMT, S_IFREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGEST_BYTES = 20
"""Long enough to make two contents with the same digest infeasible."""
SETTLED_NANOSECONDS = 3_000_000_000
"""The age of a change from which a later change must show in the file's times, on any disk."""


def compute_digest(*parts: str | bytes) -> str:
    """Compute the digest of texts or bytes in their order, as hexadecimal text."""
    digest = blake2b(digest_size=DIGEST_BYTES)
    for number, part in enumerate(parts):
        digest.update(b"\0" if number else b"")
        digest.update(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
    return digest.hexdigest()


def read_signature(path: str, *, is_folder: bool = False) -> str | None:
    """Read the metadata that change with a file: its size, the times of its content and its inode in nanoseconds, and the inode's number.

    Returns:
        Four numbers as text; none where the path is not a file (or not a folder, with `is_folder`). A link is neither.
    """
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return None
    if S_IFMT(status.st_mode) != (S_IFDIR if is_folder else S_IFREG):
        return None
    return f"{0 if is_folder else status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


class FileDigests:
    """Computes digests of files, and reuses digests from earlier.

    Attributes:
        current: the digest and the signature of each requested file, by its path. A file that changed a moment ago is left out: its next change
            may not show in its times.
    """

    def __init__(self, earlier: Mapping[str, list[str]]) -> None:
        """Take the digests of an earlier run, in the form of `current`."""
        self.current: dict[str, list[str]] = {}
        self._earlier = earlier
        self._now = time.time_ns()

    def get(self, path: str) -> str:
        """Get the digest of a file; empty where the file does not exist.

        Raises:
            OSError: the file cannot be read.
        """
        signature = read_signature(path) or read_signature(os.path.realpath(path))  # a link counts as its target
        if signature is None:
            return ""
        entry = self._earlier.get(path)
        if entry is not None and entry[1] == signature:
            self.current[path] = entry
            return entry[0]
        with open(path, "rb") as file:  # noqa: PTH123 (for many files, path objects are slow)
            digest = compute_digest(file.read())
        if max(map(int, signature.split()[1:3])) < self._now - SETTLED_NANOSECONDS:
            self.current[path] = [digest, signature]
        return digest
