"""Prints of the files that a build depends on, taken again only where a file does not look as it did.

As Git does, a file counts as the same while its size, its times and its number on the disk are. One that was changed in the last moments before its
print was taken could be changed again and look the same: its print is not kept.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from generator.files import print_of

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTLED = 3_000_000_000
"""After so many nanoseconds without a change, the next change shows in the times of a file on any disk."""


class Prints:
    """Prints of files, in the order in which somebody asks for them."""

    def __init__(self, file: Path) -> None:
        """Take what was kept.

        Args:
            file: the JSON file that keeps the prints; what is wrong with it costs time only.
        """
        self._file = file
        self._now = time.time_ns()
        self._known = _known(file)
        self._taken: dict[str, list[Any]] = {}

    def of(self, path: str) -> str:
        """The print of a file; empty where there is no such file.

        Raises:
            OSError: it cannot be read.
        """
        try:
            told = os.stat(path)  # noqa: PTH116 (many files: a path object for each would cost more than to look)
        except OSError:
            return ""
        if not S_ISREG(told.st_mode):
            return ""
        looks = [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino]
        known = self._known.get(path)
        if isinstance(known, list) and known[1:] == looks:
            self._taken[path] = known
            return str(known[0])
        mark = print_of(Path(path).read_bytes())
        if max(told.st_mtime_ns, told.st_ctime_ns) < self._now - SETTLED:
            self._taken[path] = [mark, *looks]
        return mark

    def keep(self) -> None:
        """Keep the prints that were asked for, in a folder that is there."""
        if self._taken != self._known and self._file.parent.is_dir():
            try:
                self._file.write_text(json.dumps(self._taken, separators=(",", ":")), encoding="utf-8")
            except OSError:
                self._file.unlink(missing_ok=True)


def files_below(folder: str) -> Iterable[str]:
    """Every file below a folder in a fixed order, but for what Python compiled."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (f"{place}{os.sep}{name}" for name in sorted(names))


def _known(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
