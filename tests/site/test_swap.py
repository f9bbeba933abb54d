"""What changing places promises: all files or none, even where the program is ended in the middle."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.swap import put_back, swap

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"index.html": "old", "a/index.html": "old a", "gone/deep/index.html": "old gone"}
NEW = {"index.html": "new", "b/index.html": "new b"}


def _write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


def test_new_files_take_their_places(tmp_path: Path) -> None:
    """What is new is there, what is gone is not, with its empty folders, and the rest is untouched."""
    site, staging = _write(tmp_path / "site", OLD), _write(tmp_path / "next", NEW)
    swap(staging, site, gone=["gone/deep/index.html"])
    assert _read(site) == {"index.html": "new", "a/index.html": "old a", "b/index.html": "new b"}
    assert not (site / "gone").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_where_the_disk_refuses_the_old_site_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any number of moves, the first that fails undoes those before it."""
    moved = os.replace
    for allowed in range(6):
        site, staging = _write(tmp_path / f"site-{allowed}", OLD), _write(tmp_path / f"next-{allowed}", NEW)
        left = [allowed]

        def refuse(path: str, to: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == -1:
                message = "The disk is full."
                raise OSError(message)
            moved(path, to)

        monkeypatch.setattr(os, "replace", refuse)
        try:
            swap(staging, site, gone=["gone/deep/index.html"])
        except OSError:
            assert _read(site) == OLD
        else:
            assert left[0] >= 0
        monkeypatch.setattr(os, "replace", moved)


def test_a_swap_that_was_broken_off_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program was ended in the middle, the next build begins with the old site."""
    site, staging = _write(tmp_path / "site", OLD), _write(tmp_path / "next", NEW)
    monkeypatch.setattr("generator.swap.put_back", lambda _: None)
    monkeypatch.setattr("generator.swap._remove_empty", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        swap(staging, site, gone=["gone/deep/index.html"])
    assert _read(site) != OLD
    put_back(site)
    assert _read(site) == OLD
