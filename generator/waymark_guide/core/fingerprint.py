"""Digests of content and of files. A file is read again only where its metadata has changed, as Git does it."""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from stat import S_IFDIR, S_IFMT, S_IFREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGEST_BYTES = 20
"""Long enough that nobody can make two contents with the same digest."""
SETTLED = 3_000_000_000
"""After so many nanoseconds without a change, the next change shows in the times of a file on any disk."""


def digest_of(*parts: str | bytes) -> str:
    """A digest of texts or bytes, in their order: another wherever anything differs."""
    digest = blake2b(digest_size=DIGEST_BYTES)
    for number, part in enumerate(parts):
        digest.update(b"\0" if number else b"")
        digest.update(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
    return digest.hexdigest()


def signature_of(path: str, *, is_folder: bool = False) -> str | None:
    """What changes with a file, as numbers: its size, the times of its content and of its inode in nanoseconds, and the inode's number.

    None for anything but a file, or a folder where that is asked for; a link to one is neither.
    """
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    if S_IFMT(found.st_mode) != (S_IFDIR if is_folder else S_IFREG):
        return None
    return f"{0 if is_folder else found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


class FileDigests:
    """Digests of files, with those that are known from earlier.

    Attributes:
        taken: the digest and the signature of each file that was asked for, by its path. A file that was changed in the last moments could be changed
            again without looking different: it is left out.
    """

    def __init__(self, known: Mapping[str, list[str]]) -> None:
        """Begin with what an earlier one had taken."""
        self.taken: dict[str, list[str]] = {}
        self._known = known
        self._now = time.time_ns()

    def of(self, path: str) -> str:
        """The digest of a file; empty where there is no such file.

        Raises:
            OSError: it cannot be read.
        """
        signature = signature_of(path) or signature_of(os.path.realpath(path))  # a link counts as what it leads to
        if signature is None:
            return ""
        known = self._known.get(path)
        if known is not None and known[1] == signature:
            self.taken[path] = known
            return known[0]
        with open(path, "rb") as file:  # noqa: PTH123 (many files: a path object for each is slow)
            digest = digest_of(file.read())
        if max(map(int, signature.split()[1:3])) < self._now - SETTLED:
            self.taken[path] = [digest, signature]
        return digest
