"""Keeps the list of moves of an exchange of files on disk, so that the next build can undo an exchange that did not finish.

The list is a file of its own in the private cache folder of the knowledge base, outside every work tree. It does not depend on the database there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.core.fingerprint import compute_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from waymark_guide.core.cache import Cache

_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Moves(NamedTuple):
    """The moves of one exchange.

    Attributes:
        folder: the name of the folder next to the site that holds the new and the old files.
        outgoing: the paths that leave the site.
        incoming: the paths that enter it.
    """

    folder: str
    outgoing: Sequence[str] = ()
    incoming: Sequence[str] = ()


class MoveList:
    """The file that holds the moves of an exchange in one site. Where the cache folder cannot be used, it keeps nothing."""

    def __init__(self, cache: Cache, site_dir: Path) -> None:
        """Find the path of the file."""
        folder = cache.make_folder()
        is_usable = folder is not None and os.access(folder, os.W_OK | os.X_OK)
        self._file = folder / f"moves-{compute_digest(str(site_dir))}" if folder is not None and is_usable else None

    def read(self) -> Moves | None:
        """Read the moves of an exchange that did not finish; none where there is no undamaged list. A link is not followed."""
        if self._file is None:
            return None
        try:
            with open(os.open(self._file, os.O_RDONLY | _FLAGS), "rb") as file:  # noqa: PTH123 (a link must not be followed)
                content = file.read() if S_ISREG(os.fstat(file.fileno()).st_mode) else b""
        except OSError:
            return None
        digest, _, listed = content.partition(b"\n")
        return Moves(*json.loads(listed)) if digest == compute_digest(listed).encode() else None

    def write(self, moves: Moves) -> None:
        """Replace the list of moves, and wait until it is on the disk.

        Raises:
            OSError: the system refused. The former list stays.
        """
        if self._file is None:
            return
        listed = json.dumps(moves).encode()
        new = self._file.with_name(f"{self._file.name}.new")
        new.unlink(missing_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600), "wb") as file:  # noqa: PTH123 (as above)
            file.write(b"\n".join((compute_digest(listed).encode(), listed)))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._file)
        _sync_folder(self._file.parent)

    def remove(self) -> None:
        """Remove the list, if there is one."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink()


def _sync_folder(folder: Path) -> None:
    """Wait until the names of the files in a folder are on the disk, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
