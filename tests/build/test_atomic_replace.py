"""What the exchange of files promises: the whole new site or the whole old one, wherever it is broken off, and however often."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from waymark_guide.build import atomic_replace
from waymark_guide.build.atomic_replace import Replacement
from waymark_guide.core.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = {"index.html": "old", "a/index.html": "old a", "a/deep/index.html": "old deep", "gone/deep/index.html": "old gone", "keep.txt": "keep"}
NEW = {"index.html": "new", "a/index.html": "new a", "b/index.html": "new b", "b/deep/index.html": "new b deep"}
GONE = ("gone/deep/index.html",)
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


def _left_beside(site: Path) -> list[str]:
    return [path.name for path in site.parent.iterdir() if path.name not in {"site", "cache"}]


def test_new_files_take_their_places(cache: Cache, tmp_path: Path) -> None:
    """What is new is there, what is gone is not, with its empty folders, and the rest is untouched."""
    site = _write(tmp_path / "site", OLD)
    node = (site / "keep.txt").stat().st_ino
    _replace(cache, site)
    assert _read(site) == AFTER
    assert not (site / "gone").exists()
    assert (site / "keep.txt").stat().st_ino == node
    assert _left_beside(site) == []


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
        assert _left_beside(site) == []
    pytest.fail("it was refused for ever")


def _kill_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many steps be done that change the disk or the cache, and none after them: neither what undoes nor what tidies up."""
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
        (shutil, "rmtree"),
        (Cache, "put"),
        (Cache, "remove"),
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
            assert _left_beside(site) == [], (first, second)
            if mended:
                break
            second += 1
        if done:
            break
        first += 1
    assert first > 15
    assert {new for _, new in seen} == {True, False}


def test_a_folder_that_somebody_removed_is_not_needed(cache: Cache, tmp_path: Path) -> None:
    """Where the folder of an exchange that was broken off is gone, the files of the site stay where they are."""
    site = _write(tmp_path / "site", OLD)
    with pytest.MonkeyPatch.context() as patched:
        _kill_after(12, patched)
        with pytest.raises(KilledError):
            _replace(cache, site)
    between = _read(site)
    for name in _left_beside(site):
        shutil.rmtree(tmp_path / name)
    Replacement(Cache(tmp_path / "cache"), site)
    assert _read(site) == between
