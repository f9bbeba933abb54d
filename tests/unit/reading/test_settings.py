"""The settings that are read from `mkdocs.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from waymark_guide.reading.settings import Settings, read_settings

if TYPE_CHECKING:
    from pathlib import Path


def read_from(folder: Path, text: str) -> Settings:
    """Read the settings of a file with this text."""
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def test_addresses_are_read(tmp_path: Path) -> None:
    """Addresses are read as MkDocs reads them, without a slash at the end; other tags do no harm."""
    text = "site_url: https://example.org/guides/\nrepo_url: https://example.org/a/b\n"
    text += "extra: {report_url: 'https://example.org/new?t={title}'}\nx: !!python/name:os.system\n"
    assert read_from(tmp_path, text) == Settings("https://example.org/guides", "https://example.org/a/b", "https://example.org/new?t={title}")


def test_environment_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`!ENV` takes the first variable that is set, else the default; an empty one counts as missing."""
    text = 'site_url: !ENV [WM_TEST_A, WM_TEST_B, ""]\nrepo_url: !ENV WM_TEST_C\n'
    assert read_from(tmp_path, text) == Settings()
    monkeypatch.setenv("WM_TEST_B", "https://example.org/")
    monkeypatch.setenv("WM_TEST_C", "https://example.org/a/b")
    assert read_from(tmp_path, text) == Settings("https://example.org", "https://example.org/a/b")
    assert read_from(tmp_path, "site_url: !ENV [WM_TEST_B]\nrepo_url: !ENV []\n") == Settings("https://example.org")


def test_the_branch_is_read(tmp_path: Path) -> None:
    """Links to the repository name the branch that `extra` names; where it names none, or none that an address could hold, that is `main`."""
    assert read_from(tmp_path, "extra: {branch: releases/next}\n").branch == "releases/next"
    for none in (
        "site_name: x",
        "extra: {branch: }",
        "extra: {branch: '../x'}",
        "extra: {branch: 'a?b'}",
        "extra: {branch: [a]}",
        "extra: {branch: a/}",
    ):
        assert read_from(tmp_path, none).branch == "main"


@pytest.mark.parametrize("value", ["javascript:alert(1)", "ftp://example.org", "'https://a b'", "[1]", "5", 'https://a"b', "null"])
def test_value_that_is_no_address_is_left_out(tmp_path: Path, value: str) -> None:
    """Only the address of a web page becomes a setting."""
    assert read_from(tmp_path, f"site_url: {value}\nextra: {value}\n") == Settings()


@pytest.mark.parametrize("text", ["", "- a list", "site_url: [", "\x00", "x: 2026-13-45", "[" * 5000], ids=range(6))
def test_an_unreadable_file_gives_nothing(tmp_path: Path, text: str) -> None:
    """A file that cannot be read gives no settings. MkDocs itself reports what is wrong with it."""
    assert read_from(tmp_path, text) == Settings()
    assert read_settings(tmp_path / "nowhere") == Settings()
