"""Keeps the parts of large files, such as the open data and its tables, from build to build.

A part is a run of lines: those of a hundred cases, for instance. After an edit, only the parts that show the edit are made again. A stored part
begins with the digest of what it depends on; a part with another digest is out of date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.core.fingerprint import compute_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waymark_guide.core.cache import Cache

_NAMESPACE = "parts"


@dataclass(frozen=True, slots=True)
class PartStore:
    """Stores the parts of files.

    Attributes:
        cache: keeps the parts.
        inputs: a digest of everything that every part depends on.
    """

    cache: Cache
    inputs: str

    def load_or_make(self, file: str, parts: Sequence[tuple[str, Callable[[], bytes]]]) -> list[bytes]:
        """Load the parts of a file that are unchanged since the last build, and make the others.

        Args:
            file: the path of the file.
            parts: for each part, a digest of what else it depends on, and the function that makes it.

        Returns:
            The parts in order.
        """
        keys = [f"{file} {number}" for number in range(len(parts))]
        stored, new = self.cache.get_many(_NAMESPACE, keys), dict[str, bytes]()
        contents: list[bytes] = []
        for key, (depends_on, make) in zip(keys, parts, strict=True):
            prefix, value = compute_digest(self.inputs, depends_on).encode(), stored.pop(key, b"")
            if not value.startswith(prefix):
                value = new[key] = prefix + make()
            contents.append(value[len(prefix) :])
        self.cache.put_many(_NAMESPACE, new)
        return contents
