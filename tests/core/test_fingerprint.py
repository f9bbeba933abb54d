"""What digests of files promise: another for every change, and no second look at files that were left alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from waymark_guide.core import fingerprint
from waymark_guide.core.fingerprint import FileDigests, digest_of, signature_of

if TYPE_CHECKING:
    from pathlib import Path

ALL_SETTLED = -(10**18)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose digest is taken."""
    file = tmp_path / "case.yaml"
    file.write_text("one", encoding="utf-8")
    return file


def _take(file: Path) -> FileDigests:
    taken = FileDigests({})
    taken.of(str(file))
    return taken


def test_digests_tell_parts_apart() -> None:
    """The same letters in other parts, or as bytes of another text, have another digest; text and its bytes have the same."""
    assert len({digest_of("ab", "c"), digest_of("a", "bc"), digest_of("abc"), digest_of("", "abc"), digest_of("abc", "")}) == 5
    assert digest_of("é", "x") == digest_of("é".encode(), b"x")
    assert digest_of("half a sign: \ud800") != digest_of("half a sign: \ud801")


def test_a_file_that_was_left_alone_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its digest is the one that was remembered."""
    monkeypatch.setattr(fingerprint, "SETTLED", ALL_SETTLED)
    known = _take(file).taken
    monkeypatch.setattr(fingerprint, "digest_of", lambda _: "read again")
    assert FileDigests(known).of(str(file)) == digest_of("one")


def test_a_change_that_leaves_size_and_date_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a file and sets its date back does not hide the edit."""
    monkeypatch.setattr(fingerprint, "SETTLED", ALL_SETTLED)
    before = file.stat()
    known = _take(file).taken
    file.with_name("other").write_text("two", encoding="utf-8")
    file.with_name("other").replace(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert FileDigests(known).of(str(file)) == digest_of("two")


def test_a_file_changed_in_the_last_moments_is_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could have been changed once more without looking different, so its digest is not remembered."""
    changed = file.stat().st_mtime_ns
    monkeypatch.setattr(fingerprint.time, "time_ns", lambda: changed + 1_000_000_000)
    assert _take(file).taken == {}


def test_what_is_no_file_has_no_digest(tmp_path: Path) -> None:
    """Neither a folder, nor a name that leads nowhere, nor a pipe, which nobody waits for."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    taken = FileDigests({})
    assert [taken.of(str(tmp_path / name)) for name in ("", "none", "pipe", "circle")] == ["", "", "", ""]


def test_a_link_has_no_signature_of_its_own(file: Path) -> None:
    """A link in the place of a file or folder never looks like it."""
    link = file.with_name("link")
    link.symlink_to(file)
    assert signature_of(str(file)) is not None
    assert signature_of(str(link)) is None
    assert signature_of(str(file.parent), is_folder=True) is not None
    assert signature_of(str(file.parent)) is None
