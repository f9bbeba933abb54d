"""What the prints of files promise: another print for every change, and no second look at files that were left alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator import prints
from generator.files import print_of
from generator.prints import Prints

if TYPE_CHECKING:
    from pathlib import Path

ALL_SETTLED = -(10**18)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose print is taken."""
    file = tmp_path / "case.yaml"
    file.write_text("one", encoding="utf-8")
    return file


def _kept(file: Path) -> Path:
    """Take the print of a file and keep it; where."""
    kept = file.with_name("prints.json")
    taken = Prints(kept)
    taken.of(str(file))
    taken.keep()
    return kept


def test_a_file_that_was_left_alone_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its print is the one that was kept."""
    monkeypatch.setattr(prints, "SETTLED", ALL_SETTLED)
    kept, mark = _kept(file), print_of(b"one")
    monkeypatch.setattr(prints, "print_of", lambda _: "read again")
    assert Prints(kept).of(str(file)) == mark


def test_a_change_that_leaves_size_and_date_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a file and sets its date back does not hide the edit."""
    monkeypatch.setattr(prints, "SETTLED", ALL_SETTLED)
    told = file.stat()
    kept = _kept(file)
    file.with_name("other").write_text("two", encoding="utf-8")
    file.with_name("other").replace(file)
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert Prints(kept).of(str(file)) == print_of(b"two")


def test_a_file_changed_in_the_last_moments_is_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could have been changed once more without looking different, so its print is not kept."""
    monkeypatch.setattr(prints.time, "time_ns", lambda: file.stat().st_mtime_ns)  # a moved clock says nothing of the disk's own
    kept = _kept(file)
    assert not kept.exists()
    assert Prints(kept).of(str(file)) == print_of(b"one")


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b"\xff", b'{"case.yaml": 1}'])
def test_damaged_prints_are_taken_again(file: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the file holds."""
    monkeypatch.setattr(prints, "SETTLED", ALL_SETTLED)
    kept = _kept(file)
    kept.write_bytes(damage.replace(b"case.yaml", str(file).encode()))
    assert Prints(kept).of(str(file)) == print_of(b"one")


def test_what_is_no_file_has_no_print(tmp_path: Path) -> None:
    """Neither a folder nor a name that leads nowhere."""
    taken = Prints(tmp_path / "prints.json")
    assert taken.of(str(tmp_path)) == ""
    assert taken.of(str(tmp_path / "none")) == ""
