"""A digest differs after every change of a file, and a file without a change is not read again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from waymark_guide.core import fingerprint
from waymark_guide.core.fingerprint import FileDigests, compute_digest, read_signature

if TYPE_CHECKING:
    from pathlib import Path

ALL_SETTLED = -(10**18)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to compute digests of."""
    file = tmp_path / "case.yaml"
    file.write_text("one", encoding="utf-8")
    return file


def read_digests(file: Path) -> FileDigests:
    """Compute the digest of a file."""
    digests = FileDigests({})
    digests.get(str(file))
    return digests


def test_digests_depend_on_the_parts() -> None:
    """The same letters split into other parts have another digest. A text and its bytes have the same one."""
    assert len({compute_digest(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("", "abc"), ("abc", ""))}) == 5
    assert compute_digest("é", "x") == compute_digest("é".encode(), b"x")
    assert compute_digest("half a sign: \ud800") != compute_digest("half a sign: \ud801")


def test_file_without_a_change_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its digest is the earlier one."""
    monkeypatch.setattr(fingerprint, "SETTLED_NANOSECONDS", ALL_SETTLED)
    earlier = read_digests(file).current
    monkeypatch.setattr(fingerprint, "compute_digest", lambda _: "read again")
    assert FileDigests(earlier).get(str(file)) == compute_digest("one")


def test_change_with_the_same_size_and_date_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting the date of an edited file back does not hide the edit."""
    monkeypatch.setattr(fingerprint, "SETTLED_NANOSECONDS", ALL_SETTLED)
    before = file.stat()
    earlier = read_digests(file).current
    file.with_name("other").write_text("two", encoding="utf-8")
    file.with_name("other").replace(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert FileDigests(earlier).get(str(file)) == compute_digest("two")


def test_file_changed_a_moment_ago_is_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second change at once may not show in its metadata, so its digest is not kept."""
    changed = file.stat().st_mtime_ns
    monkeypatch.setattr(fingerprint.time, "time_ns", lambda: changed + 1_000_000_000)
    assert read_digests(file).current == {}


def test_other_things_than_files_have_no_digest(tmp_path: Path) -> None:
    """A folder, a missing name, a pipe and a circle of links have no digest, and reading them does not wait."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    digests = FileDigests({})
    assert [digests.get(str(tmp_path / name)) for name in ("", "none", "pipe", "circle")] == ["", "", "", ""]


def test_link_has_no_signature(file: Path) -> None:
    """A link that replaces a file or a folder never has the same signature."""
    link = file.with_name("link")
    link.symlink_to(file)
    assert read_signature(str(file)) is not None
    assert read_signature(str(link)) is None
    assert read_signature(str(file.parent), is_folder=True) is not None
    assert read_signature(str(file.parent)) is None
