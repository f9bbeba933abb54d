"""Digests of content and of files. A file is read again only where its metadata has changed.

As Git does, a file counts as unchanged while its size, its times and its inode are. A file that was changed in the last moments before its digest
was taken could be changed again without looking different, so its digest is not remembered.
"""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Signature: TypeAlias = list[int]
"""The metadata that changes with a file: its size, the times of its content and of its inode in nanoseconds, and the inode's number."""

DIGEST_BYTES = 20
"""Long enough that nobody can make two contents with the same digest."""
SETTLED = 3_000_000_000
"""After so many nanoseconds without a change, the next change shows in the times of a file on any disk."""


def digest_of(*parts: str | bytes) -> str:
    """A digest of texts or bytes, in their order: another wherever anything differs."""
    digest = blake2b(digest_size=DIGEST_BYTES)
    for number, part in enumerate(parts):
        if number:
            digest.update(b"\0")
        digest.update(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
    return digest.hexdigest()


def signature_of(path: str, *, is_folder: bool = False) -> Signature | None:
    """The metadata of a file, or of a folder, that is there itself; none for anything else, such as a link that leads to one."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    if not (S_ISDIR if is_folder else S_ISREG)(found.st_mode):
        return None
    return [0 if is_folder else found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


class FileDigests:
    """Digests of files, of which those are remembered that were asked for.

    Attributes:
        taken: the digest and the signature of each file that was asked for and may be remembered, by its path.
    """

    def __init__(self, known: Mapping[str, Any]) -> None:
        """Begin with what is remembered from earlier."""
        self.taken: dict[str, list[Any]] = {}
        self._known = known
        self._now = time.time_ns()

    def of(self, path: str) -> str:
        """The digest of a file; empty where there is no such file.

        Raises:
            OSError: it cannot be read.
        """
        signature = signature_of(os.path.realpath(path) if os.path.islink(path) else path)  # noqa: PTH114 (many files: a path object for each is slow)
        if signature is None:
            return ""
        known = self._known.get(path)
        if known is not None and known[1] == signature:
            self.taken[path] = known
            return str(known[0])
        with open(path, "rb") as file:  # noqa: PTH123 (likewise)
            digest = digest_of(file.read())
        if max(signature[1:3]) < self._now - SETTLED:
            self.taken[path] = [digest, signature]
        return digest


def files_below(folder: str) -> Iterable[str]:
    """Every file below a folder in a fixed order, but for what Python compiled."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (f"{place}{os.sep}{name}" for name in sorted(names))
