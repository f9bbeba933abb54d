"""What the memory of the last build promises: nothing is done where nothing changed, and everything where anything did."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.days import environment_on

from waymark_guide.build.site_files import MARKER
from waymark_guide.build.up_to_date import find_inputs
from waymark_guide.checks.reporters import REPORTERS
from waymark_guide.commands import check, cli, command, new
from waymark_guide.contribute.scaffold import SCAFFOLDS
from waymark_guide.core.cache import Cache

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
    "a file put into the site": lambda root: (root / "site" / "about" / "more.html").write_text("more", encoding="utf-8"),
    "a page of the site changed": lambda root: _edit(root / "site" / "about" / "index.html"),
    "another site put there": lambda root: (root / "site" / MARKER).write_text("{}", encoding="utf-8"),
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
    cache, day = Cache.of(small), date(2026, 11, 22)
    found = {find_inputs(small, cache, today=day), find_inputs(small, cache, today=day + timedelta(days=1))}
    found |= {find_inputs(small, cache, today=day, offline=True)}
    monkeypatch.setitem(os.environ, "A_URL", "https://example.org/")
    found.add(find_inputs(small, cache, today=day))
    assert len({inputs.all for inputs in found}) == len({inputs.without_cases for inputs in found}) == 4


def test_cases_and_options_are_told_from_what_every_page_depends_on(small: Path) -> None:
    """An edit of a case, or an option that changes no page, leaves whatever shows no case as it is."""
    cache, day = Cache.of(small), date(2026, 11, 22)
    before = find_inputs(small, cache, today=day)
    _edit(small / "case_studies" / "lunch-in-leeds.yaml")
    edited = find_inputs(small, cache, today=day)
    strict = find_inputs(small, cache, today=day, options=["strict True"])
    assert before.without_cases == edited.without_cases == strict.without_cases
    assert len({before.all, edited.all, strict.all}) == 3


def test_a_build_with_errors_is_never_remembered(small: Path) -> None:
    """A mistake is told at every build."""
    (small / "case_studies" / "lunch-in-leeds.yaml").write_text("id: [", encoding="utf-8")
    for _ in range(2):
        ran = CliRunner().invoke(cli.main, ["build", "--root", str(small)], env=environment_on())
        assert ran.exit_code == command.FINDINGS
        assert "lunch-in-leeds" in ran.output


def test_help_names_what_there_is() -> None:
    """The names that the command writes out are those of the reporters and of the kinds of file."""
    assert sorted(REPORTERS) == list(check.FORMATS)
    assert sorted(SCAFFOLDS) == list(new.KINDS)
