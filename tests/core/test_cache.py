"""What the cache promises: what was put there or nothing, whatever becomes of its file, and never in a work tree."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from waymark_guide.core import cache as module
from waymark_guide.core.cache import Cache

ROOT = Path(__file__).parents[2]
FILE = "cache.sqlite"
WRITER = """
import sys
from pathlib import Path
from waymark_guide.core.cache import Cache

cache = Cache(Path(sys.argv[1]))
for number in range(60):
    cache.put_many("shared", {f"{number}-{part}": b"x" * 1000 for part in range(10)})
    cache.get("shared", "0-0")
"""


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache."""
    return Cache(tmp_path / "cache")


def test_what_was_put_is_found(cache: Cache) -> None:
    """By its namespace and key, the last value of each; many at once too."""
    cache.put("pages", "a", b"one")
    cache.put("pages", "a", b"two")
    cache.put("texts", "a", b"three")
    many = {str(number): bytes([number % 256]) for number in range(1_200)}
    cache.put_many("many", many)
    assert cache.get("pages", "a") == b"two"
    assert cache.get("texts", "a") == b"three"
    assert cache.get("pages", "b") is None
    assert cache.get_many("many", [*many, "missing"]) == many
    cache.remove("pages", "a")
    assert cache.get("pages", "a") is None


def test_values_of_any_form_are_kept(cache: Cache) -> None:
    """What was saved in a form is loaded in it; in another form, it counts as missing; what JSON cannot say is not kept."""
    form = TypeAdapter(dict[str, int])
    cache.save("numbers", "a", form, {"one": 1})
    assert cache.load("numbers", "a", form) == {"one": 1}
    assert cache.load("numbers", "a", TypeAdapter(list[int])) is None
    words = TypeAdapter(list[str])
    cache.save("words", "b", words, ["\ud800"])
    assert cache.load("words", "b", words) is None


def test_entry_of_another_version_counts_as_missing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache does not return what another version of the program kept, perhaps in another form."""
    cache.put("pages", "a", b"one")
    monkeypatch.setattr(module, "_digest_program", lambda: b"another")
    assert cache.get("pages", "a") is None


@pytest.mark.parametrize("change", ["edit", "new module", "touch"])
def test_every_change_of_a_module_makes_another_version(tmp_path: Path, change: str) -> None:
    """The digest of the program changes with the size, the time and the number of its modules."""
    package = tmp_path / "generator"
    (package / "model").mkdir(parents=True)
    page = package / "model" / "page.py"
    page.write_text("title: str\n", encoding="utf-8")
    before = sorted(module._find_modules(str(package)))  # noqa: SLF001 (the files that the digest is made of)
    assert sorted(module._find_modules(str(package))) == before  # noqa: SLF001
    if change == "edit":
        page.write_text("title: bytes\n", encoding="utf-8")
        os.utime(page, ns=(0, 0))
    elif change == "touch":
        os.utime(page, ns=(0, 0))
    else:
        (package / "new.py").touch()
    assert sorted(module._find_modules(str(package))) != before  # noqa: SLF001


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE entries (name TEXT)",
        "CREATE TABLE entries (id INTEGER PRIMARY KEY, namespace TEXT, key BLOB, digest BLOB, value BLOB)",
        "CREATE VIEW entries AS SELECT 1",
        "CREATE TABLE other (name TEXT); CREATE INDEX entries ON other (name)",
    ],
    ids=["other columns", "no unique key", "a view", "an index"],
)
def test_database_of_another_program_is_replaced(cache: Cache, script: str) -> None:
    """The cache deletes a file whose table it did not make, and makes a new one."""
    folder = cache.make_folder()
    assert folder is not None
    connection = sqlite3.connect(folder / FILE)
    connection.executescript(script)
    connection.close()
    assert cache.get("pages", "a") is None
    cache.put("pages", "a", b"one")
    cache.put("pages", "a", b"two")
    assert cache.get("pages", "a") == b"two"


def test_database_that_is_locked_is_not_replaced(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache leaves a file alone that another program is writing."""
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 0.05)
    cache.put("pages", "a", b"one")
    connection = sqlite3.connect(cache.folder / FILE, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    assert Cache(cache.folder).get("pages", "a") is None
    connection.execute("ROLLBACK")
    connection.close()
    assert Cache(cache.folder).get("pages", "a") == b"one"


def test_key_that_is_not_utf8(cache: Cache) -> None:
    """The cache keeps entries by paths that hold bytes which are not UTF-8."""
    keys = [os.fsdecode(b"caf\xe9"), os.fsdecode(b"caf\xff")]
    cache.put_many("pages", {key: key.encode("utf-8", "surrogatepass") for key in keys})
    assert cache.get_many("pages", keys) == {key: key.encode("utf-8", "surrogatepass") for key in keys}
    cache.remove("pages", keys[0])
    assert cache.get("pages", keys[0]) is None


def test_an_entry_that_was_altered_counts_as_missing(cache: Cache) -> None:
    """Its value, its key or its namespace: each is part of its digest."""
    for statement in ("value = value || 'x'", "key = 'other'", "namespace = 'other'", "digest = x'00'", "value = 'text'"):
        cache.put("pages", "a", b"one")
        with sqlite3.connect(cache.folder / FILE) as connection:
            connection.execute(f"UPDATE entries SET {statement}")  # noqa: S608 (written here)
        connection.close()
        assert {cache.get(namespace, key) for namespace in ("pages", "other") for key in ("a", "other")} == {None}
        (cache.folder / FILE).unlink()


def test_whatever_byte_is_altered_nothing_false_is_found(cache: Cache) -> None:
    """Each part of the file in turn: a look-up finds what was put, or nothing; and then the cache can be used again."""
    values = {f"key-{number}": f"value {number} ".encode() * 20 for number in range(40)}
    cache.put_many("pages", values)
    file = cache.folder / FILE
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 300):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        again = Cache(cache.folder)
        assert all(values[key] == value for key, value in again.get_many("pages", values).items()), at
        again.put("pages", "new", b"new")
        assert again.get("pages", "new") in {b"new", None}, at
    for damage in (b"", b"not a database", whole[: len(whole) // 2], b"\0" * len(whole)):
        file.write_bytes(damage)
        again = Cache(cache.folder)
        assert again.get("pages", "key-1") is None or damage == whole[: len(whole) // 2]
        again.put("pages", "new", b"new")
        again.put("pages", "new", b"new")
        assert Cache(cache.folder).get("pages", "new") == b"new"
        file.unlink()


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path) -> None:
    """Neither without a folder, nor where a file is in its place, nor where a folder is in the place of the file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder" / FILE).mkdir(parents=True)
    for cache in (Cache(None), Cache(tmp_path / "file"), Cache(tmp_path / "folder")):
        cache.put("pages", "a", b"one")
        assert cache.get("pages", "a") is None
        cache.remove("pages", "a")


def test_two_programs_share_it(cache: Cache) -> None:
    """Both write at once, and everything that either wrote is whole."""
    programs = [subprocess.Popen([sys.executable, "-c", WRITER, str(cache.folder)], cwd=ROOT) for _ in range(3)]
    assert [program.wait(timeout=60) for program in programs] == [0, 0, 0]
    keys = [f"{number}-{part}" for number in range(60) for part in range(10)]
    assert cache.get_many("shared", keys) == dict.fromkeys(keys, b"x" * 1000)


def test_it_does_not_grow_for_ever(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written first goes."""
    monkeypatch.setattr(module, "MAX_BYTES", 200_000)
    for number in range(100):
        cache.put("pages", str(number), bytes(10_000))
    assert (cache.folder / FILE).stat().st_size < 400_000
    assert cache.get("pages", "99") is not None
    assert cache.get("pages", "0") is None


def test_it_is_the_users_own_and_outside_the_knowledge_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each knowledge base has a folder of its own that no other user can read; one that would lie within it is not used."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    one, other = Cache.for_root(tmp_path / "one"), Cache.for_root(tmp_path / "other")
    one.put("pages", "a", b"one")
    assert one.folder is not None
    assert one.folder.is_relative_to(tmp_path / "home")
    assert one.folder.stat().st_mode & 0o077 == 0
    assert len({one.folder, other.folder, Cache.for_program(tmp_path / "one").folder}) == 3
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "one" / ".cache"))
    assert Cache.for_root(tmp_path / "one").folder is None
    assert Cache.for_program(tmp_path / "one").folder is None
    (tmp_path / "link").symlink_to(tmp_path / "one")
    (tmp_path / "one").mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "link" / ".cache"))
    assert Cache.for_root(tmp_path / "one").folder is None
