"""What is kept between builds: bytes by namespace and key, in one file in the user's own cache folder.

The folder lies outside every work tree, so that nothing that a pull request brings can be in it. Each entry carries a digest of itself, and one that
does not agree counts as missing. The file may be deleted at any time, and where it cannot be kept, every look-up misses: a build then takes longer.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic import TypeAdapter

T = TypeVar("T")

LARGEST = 512_000_000
"""So many bytes are kept for a knowledge base at the most; beyond that, what was written first goes."""
PATIENCE = 10.0
"""How long to wait for another process that is writing, in seconds."""
AT_ONCE = 500
"""How many entries one query asks for."""
_TABLE = """entries
(id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, key BLOB NOT NULL, digest BLOB NOT NULL, value BLOB NOT NULL, UNIQUE (namespace, key))"""


class Cache:
    """The entries of one knowledge base, or of the program itself.

    Attributes:
        folder: where the file is; none where there can be no such folder.
    """

    def __init__(self, folder: Path | None) -> None:
        """Open nothing yet."""
        self.folder = folder
        self._is_refused = False

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
        wanted = {_encode(key): key for key in keys}
        encoded = list(wanted)
        groups = [encoded[start : start + AT_ONCE] for start in range(0, len(encoded), AT_ONCE)]
        queries = [f"SELECT key, digest, value FROM entries WHERE namespace = ? AND key IN ({','.join('?' * len(group))})" for group in groups]  # noqa: S608 (question marks only)
        found = self._run(*((query, (namespace, *group)) for query, group in zip(queries, groups, strict=True)))
        return {wanted[key]: value for key, digest, value in found if isinstance(value, bytes) and digest == _digest(namespace, key, value)}

    def put(self, namespace: str, key: str, value: bytes) -> None:
        """Keep a value in the place of the former one."""
        self.put_many(namespace, {key: value})

    def put_many(self, namespace: str, values: Mapping[str, bytes]) -> None:
        """Keep values by their keys, all of them or none."""
        insert = "INSERT OR REPLACE INTO entries (namespace, key, digest, value) VALUES (?, ?, ?, ?)"
        entries = [(_encode(key), value) for key, value in values.items()]
        self._run(*((insert, (namespace, key, _digest(namespace, key, value), value)) for key, value in entries))

    def remove(self, namespace: str, key: str) -> None:
        """Keep an entry no longer."""
        self._run(("DELETE FROM entries WHERE namespace = ? AND key = ?", (namespace, _encode(key))))

    def remove_all(self, namespace: str) -> None:
        """Keep no entry of a namespace any longer."""
        self._run(("DELETE FROM entries WHERE namespace = ?", (namespace,)))

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

    def _run(self, *statements: tuple[str, Sequence[object]]) -> list[tuple[bytes, bytes, bytes]]:
        """Return what the database answers to all statements; nothing where it cannot be used. Remove it if damaged or made by another program."""
        folder = self.make_folder() if statements and not self._is_refused else None
        if folder is None:
            return []
        try:
            with closing(sqlite3.connect(folder / "cache.sqlite", timeout=PATIENCE)) as connection, connection:
                connection.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made again
                _require_table(connection)
                rows = [row for statement in statements for row in connection.execute(*statement)]
                _make_room(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # the statements do not suit what the file holds
                _remove_database(folder)
            else:  # it cannot be opened or written, or another program does not let go of it
                self._is_refused = True
        except (UnicodeDecodeError, sqlite3.Error):
            _remove_database(folder)
        else:
            return rows
        return []


def _require_table(connection: sqlite3.Connection) -> None:
    """Make the table, or check that it is exactly the one that this program makes.

    Raises:
        sqlite3.DatabaseError: another program or another version of this one made the file.
    """
    connection.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
    if connection.execute("SELECT sql FROM sqlite_master WHERE name = 'entries'").fetchone() != (f"CREATE TABLE {_TABLE}",):
        message = "The table has another form."
        raise sqlite3.DatabaseError(message)


def _remove_database(folder: Path) -> None:
    for ending in ("", "-journal", "-shm", "-wal"):
        with suppress(OSError):
            (folder / f"cache.sqlite{ending}").unlink()


def _make_room(connection: sqlite3.Connection) -> None:
    """Drop the older half of all entries where they take too much room."""
    pages, free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
    if (pages - free) * size > LARGEST:
        connection.execute("DELETE FROM entries WHERE id <= (SELECT (MIN(id) + MAX(id)) / 2 FROM entries)")


def _encode(key: str) -> bytes:
    """Return the key as bytes. A path in it may hold bytes that are not UTF-8, which the database does not take as text."""
    return key.encode("utf-8", "surrogatepass")


def _digest(namespace: str, key: bytes, value: bytes) -> bytes:
    return blake2b(b"\0".join((_digest_program(), namespace.encode(), key, value)), digest_size=16).digest()


@cache
def _digest_program() -> bytes:
    """Return a digest of this program's modules by size and time: an entry that another version wrote, perhaps in another form, counts as missing."""
    return blake2b("\n".join(sorted(_find_modules(str(Path(__file__).parents[1])))).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _find_modules(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _find_modules(entry.path)
