"""`waymark init`: a knowledge base of another field, which builds, passes every check, is proved, and speaks of nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.days import TODAY, environment_on

from waymark_guide.build.pipeline import build
from waymark_guide.checks.run import check
from waymark_guide.commands.cli import main
from waymark_guide.commands.command import FINDINGS, FINE, WRONG_USE
from waymark_guide.commands.init import STARTER, STARTER_DATE, copy_starter
from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.dates
OTHER_FIELD = re.compile(r"commission|procure|\bcouncil|\bNHS\b|\bcharit|social care|\bPSR\b|public service", re.IGNORECASE)
"""Words of the field for which this program was first written."""
READ = {".html", ".json", ".js", ".xml", ".csv", ".txt", ".css", ".yaml", ".md"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new knowledge base, made by the command, with its site."""
    root = tmp_path_factory.mktemp("starting") / "methods"
    result = CliRunner().invoke(main, ["init", str(root)], env=environment_on(TODAY))
    assert result.exit_code == FINE, result.output
    assert build(root, root / "site", today=TODAY).ok
    return root


def test_it_passes_every_check(base: Path) -> None:
    """Nothing is found but a note on what is still missing."""
    assert {finding.severity for finding in check(read_knowledge_base(base), today=TODAY)} <= {"note"}


def test_its_guide_is_proved(base: Path) -> None:
    """Every question, option and outcome of its guide can be reached."""
    result = CliRunner().invoke(main, ["prove", "--root", str(base)])
    assert result.exit_code == FINE, result.output


def test_its_site_is_whole(base: Path) -> None:
    """It has its guide, its methods, its cases, and no link that leads nowhere."""
    site = base / "site"
    for page in ("", "decision-trees/which-method/", "approaches/usability-testing/", "case-studies/govuk-devices/", "contribute/case-study/"):
        assert (site / page / "index.html").is_file(), page
    assert "Find the method that answers your question" in (site / "index.html").read_text(encoding="utf-8")
    lost = set()
    for file in site.rglob("*.html"):
        for link in re.findall(r'(?:href|src|action)="([^"#?:]+)[#?"]', file.read_text(encoding="utf-8")):
            target = site / link[1:] if link.startswith("/") else file.parent / link
            if not (target / "index.html" if target.is_dir() else target).exists():
                lost.add(f"{file.relative_to(site)}: {link}")
    assert not lost


def test_no_word_of_another_field(base: Path) -> None:
    """Neither the content nor the site, its data, its scripts and its rules speak of the field for which this program was first written."""
    found = {}
    for file in base.rglob("*"):
        if file.suffix not in READ or "pagefind" in file.parts or ".cache" in file.parts:
            continue
        word = OTHER_FIELD.search(file.read_text(encoding="utf-8"))
        if word:
            found[file.relative_to(base).as_posix()] = word[0]
    assert not found


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A folder that holds anything is left as it is; a new Git repository is not in the way."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["init", str(tmp_path)], env=environment_on())
    assert result.exit_code == WRONG_USE
    assert "is not empty, and nothing was written" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "new" / ".git").mkdir(parents=True)
    assert copy_starter(tmp_path / "new", today=TODAY)
    assert (tmp_path / "new" / ".gitignore").is_file()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2024, 2, 29), TODAY, date(2031, 7, 1), date(9999, 12, 31)], ids=str)
def test_it_is_new_on_any_day(tmp_path: Path, day: date) -> None:
    """Its dates are counted from the day of the copy: on that day, not even a strict check finds anything but notes."""
    made = copy_starter(tmp_path / "new", today=day)
    assert {finding.severity for finding in check(read_knowledge_base(tmp_path / "new"), today=day)} <= {"note"}
    assert any(day.isoformat() in path.read_text(encoding="utf-8") for path in made)
    strict = CliRunner().invoke(main, ["check", "--strict", "--root", str(tmp_path / "new")], env=environment_on(day))
    assert strict.exit_code == FINE, strict.output


def test_years_later_it_still_builds(tmp_path: Path) -> None:
    """It needs no edit to pass a check and to build, three years later."""
    copy_starter(tmp_path / "new", today=TODAY)
    built = build(tmp_path / "new", tmp_path / "site", today=date(2029, 11, 22), searchable=False)
    assert built.ok
    assert {finding.severity for finding in built.findings if not finding.is_aged} <= {"note"}


def test_the_files_as_they_stand_are_of_one_day() -> None:
    """The starter holds no other day than the one on which it was written, and days still to come."""
    result = {day for path in STARTER.rglob("*.*") if path.suffix in READ for day in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", path.read_text("utf-8"))}
    assert STARTER_DATE.isoformat() in result
    assert min(result) == STARTER_DATE.isoformat()


def test_a_mistake_in_it_is_reported(tmp_path: Path) -> None:
    """The checks are at work in it as in any other knowledge base."""
    copy_starter(tmp_path / "other", today=TODAY)
    tree = tmp_path / "other" / "decision_trees" / "which-method.yaml"
    tree.write_text(tree.read_text(encoding="utf-8").replace("approach: usability-testing", "approach: usability-tests"), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--root", str(tmp_path / "other")], env=environment_on(TODAY))
    assert result.exit_code == FINDINGS
    assert 'Did you mean "usability-testing"?' in result.output or 'did you mean "usability-testing"?' in result.output
