"""What the memory of the last build promises: nothing is done where nothing changed, and everything where anything did."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import again, cli
from generator.checks.reporters import REPORTERS
from generator.contribute.scaffold import SCAFFOLDS
from tests.days import environment_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.dates
SAME = "Nothing has changed"


def _build(root: Path) -> str:
    ran = CliRunner().invoke(cli.main, ["build", "--root", str(root)], env=environment_on())
    assert ran.exit_code == 0, ran.output
    return ran.output


def _edit(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a case": lambda root: _edit(root / "case_studies" / "lunch-in-leeds.yaml"),
    "a page": lambda root: _edit(root / "content" / "about.md"),
    "mkdocs.yml": lambda root: _edit(root / "mkdocs.yml"),
    "a new file": lambda root: (root / "content" / "new.md").write_text("# New\n", encoding="utf-8"),
    "a page of the site lost": lambda root: (root / "site" / "about" / "index.html").unlink(),
    "another site put there": lambda root: (root / "site" / again.MANIFEST).write_text("{}", encoding="utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_build_is_left_out_only_where_nothing_changed(small: Path, change: Callable[[Path], object]) -> None:
    """The same build says the same and does nothing; any change of what it depends on makes it build."""
    first = _build(small)
    before = {path: path.stat().st_mtime_ns for path in (small / "site").rglob("*")}
    second = _build(small)
    assert SAME in second
    assert second.splitlines()[:-1] == first.splitlines()[:-1]
    assert {path: path.stat().st_mtime_ns for path in (small / "site").rglob("*")} == before
    change(small)
    assert SAME not in _build(small)


def test_the_day_and_named_variables_count(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Review dates depend on the day, and `mkdocs.yml` may read variables."""
    (small / "mkdocs.yml").write_text((small / "mkdocs.yml").read_text(encoding="utf-8") + 'site_url: !ENV [A_URL, ""]\n', encoding="utf-8")
    keys = {again.key(small, small / "site", "2026-11-22"), again.key(small, small / "site", "2026-11-23")}
    monkeypatch.setitem(os.environ, "A_URL", "https://example.org/")
    keys.add(again.key(small, small / "site", "2026-11-22"))
    assert len(keys) == 3


def test_a_build_with_errors_is_never_remembered(small: Path) -> None:
    """A mistake is told at every build."""
    (small / "case_studies" / "lunch-in-leeds.yaml").write_text("id: [", encoding="utf-8")
    for _ in range(2):
        ran = CliRunner().invoke(cli.main, ["build", "--root", str(small)], env=environment_on())
        assert ran.exit_code == cli.FINDINGS
        assert "lunch-in-leeds" in ran.output


def test_help_names_what_there_is() -> None:
    """The names that the command writes out are those of the reporters and of the kinds of file."""
    assert sorted(REPORTERS) == list(cli.FORMS)
    assert sorted(SCAFFOLDS) == list(cli.KINDS)
