"""What the exchange of files promises: the whole new site or the whole old one, wherever it is broken off, and however often."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from waymark_guide.build import atomic_replace
from waymark_guide.build.atomic_replace import Replacement
from waymark_guide.core import cache as cache_module
from waymark_guide.core.cache import Cache
from waymark_guide.core.errors import describe_os_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = {
    "file/deep/index.html": "old file",
    "folder": "old folder",
    "index.html": "old",
    "a/index.html": "old a",
    "a/deep/index.html": "old deep",
    "gone/deep/index.html": "old gone",
    "keep.txt": "keep",
}
NEW = {
    "file": "new file",
    "folder/index.html": "new folder",
    "index.html": "new",
    "a/index.html": "new a",
    "b/index.html": "new b",
    "b/deep/index.html": "new b deep",
}
GONE = ("gone/deep/index.html", "file/deep/index.html", "folder")
AFTER = {**{path: text for path, text in OLD.items() if path not in GONE}, **NEW}


class KilledError(BaseException):
    """The program was ended here: nothing after it is done, not even what tidies up."""


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache, which outlives the program."""
    return Cache(tmp_path / "cache")


def _write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


def _replace(cache: Cache, site: Path, files: dict[str, str] = NEW) -> None:
    with Replacement(cache, site) as replacement:
        _write(replacement.staging, files)
        replacement.replace_files(path for path in GONE if (site / path).exists())


def _find_leftovers(site: Path) -> list[str]:
    return [path.name for path in site.parent.iterdir() if path.name not in {"site", "cache"}]


def test_new_files_take_their_places(cache: Cache, tmp_path: Path) -> None:
    """What is new is there, what is gone is not, with its empty folders, and the rest is untouched."""
    site = _write(tmp_path / "site", OLD)
    node = (site / "keep.txt").stat().st_ino
    _replace(cache, site)
    assert _read(site) == AFTER
    assert not (site / "gone").exists()
    assert (site / "keep.txt").stat().st_ino == node
    assert _find_leftovers(site) == []


@pytest.mark.parametrize("is_there", [False, True], ids=["none", "an empty folder"])
def test_the_first_site(cache: Cache, tmp_path: Path, *, is_there: bool) -> None:
    """Where there was no site, it is made."""
    if is_there:
        (tmp_path / "site").mkdir()
    _replace(cache, tmp_path / "site")
    assert _read(tmp_path / "site") == NEW


def test_a_folder_gives_way_to_a_file_and_the_other_way_round(cache: Cache, tmp_path: Path) -> None:
    """Whatever was at an address before, and a link is never followed."""
    outside = _write(tmp_path / "cache", {"precious.txt": "mine"})
    site = _write(tmp_path / "site", {"x/y.html": "old", "z": "old"})
    (site / "link").symlink_to(outside)
    _replace(cache, site, {"x": "new", "z/index.html": "new", "link/precious.txt": "new"})
    assert _read(site) == {"x": "new", "z/index.html": "new", "link/precious.txt": "new"}
    assert (outside / "precious.txt").read_text(encoding="utf-8") == "mine"


def test_where_the_disk_refuses_the_old_site_is_there(cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any number of moves, the first that fails undoes those before it."""
    moved, site = atomic_replace._move, tmp_path / "site"  # noqa: SLF001 (the one step that can fail)
    for allowed in range(20):
        shutil.rmtree(site, ignore_errors=True)
        _write(site, OLD)
        left = [allowed]

        def refuse_once(folder: Path, to: Path, path: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == -1:
                message = "The disk is full."
                raise OSError(message)
            moved(folder, to, path)

        monkeypatch.setattr(atomic_replace, "_move", refuse_once)
        try:
            _replace(cache, site)
        except OSError:
            assert _read(site) == OLD, allowed
        else:
            assert left[0] >= 0
            assert _read(site) == AFTER
            assert allowed > len(NEW)
            return
        assert _find_leftovers(site) == []
    pytest.fail("it was refused for ever")


def _kill_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many steps be done that change the disk, and none after them: neither what undoes nor what tidies up."""
    left = [steps]

    def counted(step: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise KilledError
            return step(*given, **named)

        return run

    for owner, name in (
        (os, "replace"),
        (os, "mkdir"),
        (os, "rmdir"),
        (os, "unlink"),
        (os, "fsync"),
        (shutil, "rmtree"),
    ):
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))


def test_killed_at_every_step_twice_in_a_row_the_site_is_whole(tmp_path: Path) -> None:
    """The exchange is ended after any number of steps, and what mends it as well: the next build finds the old site or has made the new one."""
    first, seen = 0, set()
    while True:
        second = 0
        while True:
            shutil.rmtree(tmp_path, ignore_errors=True)
            site, cache = _write(tmp_path / "site", OLD), Cache(tmp_path / "cache")
            with pytest.MonkeyPatch.context() as patched:
                _kill_after(first, patched)
                try:
                    _replace(cache, site)
                except KilledError:
                    done = False
                else:
                    done = True
            with pytest.MonkeyPatch.context() as patched:
                _kill_after(second, patched)
                try:
                    Replacement(Cache(tmp_path / "cache"), site)
                except KilledError:
                    mended = False
                else:
                    mended = True
            Replacement(Cache(tmp_path / "cache"), site)
            found = _read(site)
            assert found in (OLD, AFTER), (first, second)
            seen.add((first, found == AFTER))
            assert _find_leftovers(site) == [], (first, second)
            if mended:
                break
            second += 1
        if done:
            break
        first += 1
    assert first > 15
    assert {new for _, new in seen} == {True, False}


def _break_off(folder: Path, site: Path) -> dict[str, str]:
    """End an exchange in the middle, when most new files are in the site, and return what the site then holds."""
    _write(site, OLD)
    for steps in range(200):
        with pytest.MonkeyPatch.context() as patched:
            _kill_after(steps, patched)
            with suppress(KilledError):
                _replace(Cache(folder), site)
        found = _read(site)
        if found not in (OLD, AFTER) and sum(text.startswith("new") for text in found.values()) > len(NEW) // 2:
            return found
        Replacement(Cache(folder), site)
        assert _read(site) == OLD, steps
    pytest.fail("no exchange was ended in the middle")


def test_exchange_is_undone_while_the_database_is_locked(cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build undoes an exchange that was ended, even where another program locks the database of the cache during both."""
    monkeypatch.setattr(cache_module, "TIMEOUT_SECONDS", 0.05)
    cache.put("pages", "a", b"one")
    connection = sqlite3.connect(tmp_path / "cache" / "cache.sqlite", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    locked = Cache(tmp_path / "cache")
    assert locked.get("pages", "a") is None
    _break_off(tmp_path / "cache", tmp_path / "site")
    Replacement(locked, tmp_path / "site")
    assert _read(tmp_path / "site") == OLD
    assert _find_leftovers(tmp_path / "site") == []
    connection.execute("ROLLBACK")
    connection.close()


@pytest.mark.parametrize("damage", ["a link", "other content", "a folder"])
def test_only_a_whole_list_of_moves_is_followed(tmp_path: Path, damage: str) -> None:
    """A list of moves that is a link, or not what was written, moves no file and stops no build."""
    site = tmp_path / "site"
    between = _break_off(tmp_path / "cache", site)
    (listed,) = (tmp_path / "cache").glob("moves-*")
    assert listed.stat().st_mode & 0o077 == 0
    content = listed.read_bytes()
    listed.unlink()
    if damage == "a link":
        (tmp_path / "cache" / "planted").write_bytes(content)
        listed.symlink_to("planted")
    elif damage == "a folder":
        listed.mkdir()
    else:
        listed.write_bytes(content.replace(b"index", b"other"))
    Replacement(Cache(tmp_path / "cache"), site)
    assert _read(site) == between


@pytest.mark.parametrize("name", ["site/a", "site/b", "site"])
def test_no_link_is_followed_when_an_exchange_is_undone(tmp_path: Path, name: str) -> None:
    """A link that replaces the site, or a folder of it, does not lose any file."""
    files = {"index.html": "mine", "deep/index.html": "mine"}
    precious = _write(tmp_path / "precious", files)
    _break_off(tmp_path / "cache", tmp_path / "site")
    shutil.rmtree(tmp_path / name, ignore_errors=True)
    (tmp_path / name).symlink_to(precious)
    Replacement(Cache(tmp_path / "cache"), tmp_path / "site")
    assert _read(precious) == files


@pytest.mark.parametrize("path", ["a/deep/index.html", "b/index.html"])
def test_error_of_a_move_names_the_file_of_the_site(cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """The error names the file in the site, whether it could not be moved out or in, and never the folder of the exchange."""
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        if str(source).endswith(path) or (path.startswith("b/") and str(source).endswith("/b")):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), source, None, target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    site = _write(tmp_path / "site", OLD)
    with Replacement(cache, site) as replacement:
        _write(replacement.staging, {"a/deep/index.html": "new", "b/index.html": "new"})
        with pytest.raises(PermissionError) as raised:
            replacement.replace_files(())
    assert describe_os_error(raised.value) == f"cannot use {site / path if path.startswith('a/') else site}: permission denied."
    assert _read(site) == OLD


def test_a_folder_that_was_removed_is_not_needed(tmp_path: Path) -> None:
    """Where the folder of an exchange that was broken off is gone, the files of the site stay where they are."""
    site = _write(tmp_path / "site", OLD)
    between = _break_off(tmp_path / "cache", site)
    for name in _find_leftovers(site):
        shutil.rmtree(tmp_path / name)
    Replacement(Cache(tmp_path / "cache"), site)
    assert _read(site) == between
