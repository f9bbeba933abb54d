"""Keeps results between builds: bytes by namespace and key, in one file in the user's own cache folder.

The folder is outside every work tree, so a pull request cannot put anything into it. Each entry has a digest of itself, and an entry with a wrong
digest counts as missing. The file can be deleted at any time. Where no file can be kept, every look-up misses, and builds take longer.
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

MAX_BYTES = 512_000_000
"""The largest size of one file. When entries take more, the older half of them is removed."""
TIMEOUT_SECONDS = 10.0
"""How long to wait for another process that is writing."""
QUERY_SIZE = 500
"""How many entries one query reads."""
_TABLE = """entries
(id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, key BLOB NOT NULL, digest BLOB NOT NULL, value BLOB NOT NULL, UNIQUE (namespace, key))"""


class Cache:
    """The cache of one knowledge base, or of the program itself.

    Attributes:
        folder: the folder of the file; none where nothing can be kept.
    """

    def __init__(self, folder: Path | None) -> None:
        """Keep the folder. The file is opened when it is first used."""
        self.folder = folder
        self._is_refused = False

    @classmethod
    def for_root(cls, root: Path) -> Cache:
        """Make the cache of a knowledge base, in a folder that is named by a digest of its path."""
        path = root.resolve()
        folder = user_cache_path("waymark", appauthor=False) / blake2b(os.fsencode(path), digest_size=10).hexdigest()
        return cls(folder if folder.is_absolute() and not folder.resolve().is_relative_to(path) else None)

    @classmethod
    def for_program(cls, root: Path) -> Cache:
        """Make the cache of what belongs to this program alone, such as compiled templates. It keeps nothing where it would be inside the root."""
        return cls(None if cls.for_root(root).folder is None else user_cache_path("waymark", appauthor=False) / "program")

    def make_folder(self) -> Path | None:
        """Make the folder and return it; none where it cannot be made."""
        with suppress(OSError):
            if self.folder is not None:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                return self.folder
        self.folder = None
        return None

    def get(self, namespace: str, key: str) -> bytes | None:
        """Get the value of an entry; none where it is missing or damaged."""
        return self.get_many(namespace, [key]).get(key)

    def get_many(self, namespace: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Get the values of the entries with these keys, without those that are missing or damaged."""
        originals = {_encode(key): key for key in keys}
        encoded = list(originals)
        groups = [encoded[start : start + QUERY_SIZE] for start in range(0, len(encoded), QUERY_SIZE)]
        queries = [f"SELECT key, digest, value FROM entries WHERE namespace = ? AND key IN ({','.join('?' * len(group))})" for group in groups]  # noqa: S608 (question marks only)
        rows = self._run(*((query, (namespace, *group)) for query, group in zip(queries, groups, strict=True)))
        return {originals[key]: value for key, digest, value in rows if isinstance(value, bytes) and digest == _digest(namespace, key, value)}

    def put(self, namespace: str, key: str, value: bytes) -> None:
        """Put a value in place of the former one."""
        self.put_many(namespace, {key: value})

    def put_many(self, namespace: str, values: Mapping[str, bytes]) -> None:
        """Put values by their keys: all of them, or none."""
        insert = "INSERT OR REPLACE INTO entries (namespace, key, digest, value) VALUES (?, ?, ?, ?)"
        entries = [(_encode(key), value) for key, value in values.items()]
        self._run(*((insert, (namespace, key, _digest(namespace, key, value), value)) for key, value in entries))

    def remove(self, namespace: str, key: str) -> None:
        """Remove an entry."""
        self._run(("DELETE FROM entries WHERE namespace = ? AND key = ?", (namespace, _encode(key))))

    def remove_all(self, namespace: str) -> None:
        """Remove every entry of a namespace."""
        self._run(("DELETE FROM entries WHERE namespace = ?", (namespace,)))

    def load(self, namespace: str, key: str, form: TypeAdapter[T]) -> T | None:
        """Load the value of an entry; none where it is missing, damaged, or of another form."""
        value = self.get(namespace, key)
        try:
            return None if value is None else form.validate_json(value)
        except ValueError:  # another version of this program saved it in another form
            return None

    def save(self, namespace: str, key: str, form: TypeAdapter[T], value: T) -> None:
        """Save a value as JSON."""
        with suppress(ValueError):  # JSON cannot hold half a character, and the name of a file can
            self.put(namespace, key, form.dump_json(value))

    def _run(self, *statements: tuple[str, Sequence[object]]) -> list[tuple[bytes, bytes, bytes]]:
        """Run statements and return all rows; none where the database cannot be used. Remove it where it is damaged or of another program."""
        folder = self.make_folder() if statements and not self._is_refused else None
        if folder is None:
            return []
        try:
            with closing(sqlite3.connect(folder / "cache.sqlite", timeout=TIMEOUT_SECONDS)) as connection, connection:
                connection.execute("PRAGMA synchronous = OFF")  # a power cut may damage the file, and then everything in it is made again
                _require_table(connection)
                rows = [row for statement in statements for row in connection.execute(*statement)]
                _limit_size(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # the statements do not suit what the file holds
                _remove_database(folder)
            else:  # it cannot be opened or written, or another program has locked it
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


def _limit_size(connection: sqlite3.Connection) -> None:
    """Remove the older half of all entries where they take too much room."""
    pages, free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
    if (pages - free) * size > MAX_BYTES:
        connection.execute("DELETE FROM entries WHERE id <= (SELECT (MIN(id) + MAX(id)) / 2 FROM entries)")


def _encode(key: str) -> bytes:
    """Encode a key. A path in it may hold bytes that are not UTF-8, which the database does not accept as text."""
    return key.encode("utf-8", "surrogatepass")


def _digest(namespace: str, key: bytes, value: bytes) -> bytes:
    return blake2b(b"\0".join((_digest_program(), namespace.encode(), key, value)), digest_size=16).digest()


@cache
def _digest_program() -> bytes:
    """Digest the sizes and times of this program's modules. It makes entries of another version count as missing, because their form may differ."""
    return blake2b("\n".join(sorted(_find_modules(str(Path(__file__).parents[1])))).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _find_modules(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _find_modules(entry.path)
