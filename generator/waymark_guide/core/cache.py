"""What is kept between builds: bytes by namespace and key, in one file in the user's own cache folder.

The folder lies outside every work tree, so that nothing that a pull request brings can be in it. Each entry carries a digest of itself, and one that
does not agree counts as missing. The file may be deleted at any time, and where it cannot be kept, every look-up misses: a build then takes longer.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pydantic import TypeAdapter

T = TypeVar("T")

LARGEST = 512_000_000
"""So many bytes are kept for a knowledge base at the most; beyond that, what was written first goes."""
PATIENCE = 10.0
"""How long to wait for another process that is writing, in seconds."""
FORM = b"1"
"""Goes up with every change of the form in which anything is kept: an entry of another form counts as missing."""
AT_ONCE = 500
"""How many entries one query asks for."""
_TABLE = """
CREATE TABLE IF NOT EXISTS entries
(id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, key TEXT NOT NULL, digest BLOB NOT NULL, value BLOB NOT NULL, UNIQUE (namespace, key))
"""


class Cache:
    """The entries of one knowledge base, or of the program itself.

    Attributes:
        folder: where the file is; none where nothing can be kept.
    """

    def __init__(self, folder: Path | None) -> None:
        """Open nothing yet."""
        self.folder = folder

    @classmethod
    def of(cls, root: Path) -> Cache:
        """The cache of a knowledge base, in a folder of its own that is named after it."""
        place = root.resolve()
        folder = user_cache_path("waymark", appauthor=False) / blake2b(os.fsencode(place), digest_size=10).hexdigest()
        return cls(folder if folder.is_absolute() and not folder.resolve().is_relative_to(place) else None)

    @classmethod
    def of_program(cls, root: Path) -> Cache:
        """The cache of what belongs to this program alone, such as its compiled templates; none where it would lie in the knowledge base."""
        return cls(None if cls.of(root).folder is None else user_cache_path("waymark", appauthor=False) / "program")

    def make_folder(self) -> Path | None:
        """The folder, which is there now; none where it cannot be."""
        with suppress(OSError):
            if self.folder is not None:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                return self.folder
        self.folder = None
        return None

    def get(self, namespace: str, key: str) -> bytes | None:
        """The value of an entry; none where there is none, or where it is damaged."""
        return self.get_many(namespace, [key]).get(key)

    def get_many(self, namespace: str, keys: Iterable[str]) -> dict[str, bytes]:
        """The values of the entries with these keys, as far as they are there and whole."""
        wanted = list(keys)
        groups = [wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE)]
        queries = [f"SELECT key, digest, value FROM entries WHERE namespace = ? AND key IN ({','.join('?' * len(group))})" for group in groups]  # noqa: S608 (question marks only)
        found = self._run(*((query, (namespace, *group)) for query, group in zip(queries, groups, strict=True)))
        return {key: value for key, digest, value in found if isinstance(value, bytes) and digest == _digest(namespace, key, value)}

    def put(self, namespace: str, key: str, value: bytes) -> None:
        """Keep a value in the place of the former one."""
        self.put_many(namespace, {key: value})

    def put_many(self, namespace: str, values: Mapping[str, bytes]) -> None:
        """Keep values by their keys, all of them or none."""
        insert = "INSERT OR REPLACE INTO entries (namespace, key, digest, value) VALUES (?, ?, ?, ?)"
        self._run(*((insert, (namespace, key, _digest(namespace, key, value), value)) for key, value in values.items()))

    def remove(self, namespace: str, key: str) -> None:
        """Keep an entry no longer."""
        self._run(("DELETE FROM entries WHERE namespace = ? AND key = ?", (namespace, key)))

    def load(self, namespace: str, key: str, form: TypeAdapter[T]) -> T | None:
        """The value of an entry, in the form that it was saved in."""
        value = self.get(namespace, key)
        try:
            return None if value is None else form.validate_json(value)
        except ValueError:  # another version of this program saved it in another form
            return None

    def save(self, namespace: str, key: str, form: TypeAdapter[T], value: T) -> None:
        """Keep a value of any form."""
        with suppress(ValueError):  # JSON has no form for half a character, which the name of a file can hold
            self.put(namespace, key, form.dump_json(value))

    def _run(self, *statements: tuple[str, tuple[str | bytes, ...]]) -> list[tuple[str, bytes, bytes]]:
        """What the database answers to all of these; nothing where it cannot be used. Where it is damaged, it is begun anew."""
        folder = self.make_folder() if statements else None
        if folder is None:
            return []
        try:
            with closing(sqlite3.connect(folder / "cache.sqlite", timeout=PATIENCE)) as connection, connection:
                connection.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made again
                connection.execute(_TABLE)
                rows = [row for statement in statements for row in connection.execute(*statement)]
                _make_room(connection)
        except sqlite3.OperationalError:  # it cannot be opened or written
            self.folder = None
        except (UnicodeDecodeError, sqlite3.Error):
            with suppress(OSError):
                (folder / "cache.sqlite").unlink()
        else:
            return rows
        return []


def _make_room(connection: sqlite3.Connection) -> None:
    """Drop the older half of all entries where they take too much room."""
    pages, free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
    if (pages - free) * size > LARGEST:
        connection.execute("DELETE FROM entries WHERE id <= (SELECT (MIN(id) + MAX(id)) / 2 FROM entries)")


def _digest(namespace: str, key: str, value: bytes) -> bytes:
    return blake2b(b"\0".join((FORM, namespace.encode(), key.encode(), value)), digest_size=16).digest()
