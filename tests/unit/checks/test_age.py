"""Findings about mere age are counted in one line and stop nothing; a change of the file reports them in full; no date ends in an error."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.days import TODAY, environment_on

from waymark_guide.checks.age import in_full, list_aged_findings
from waymark_guide.checks.baseline import separate_new_findings
from waymark_guide.checks.reporters import REPORTERS
from waymark_guide.checks.rule import RULES
from waymark_guide.checks.run import check
from waymark_guide.commands.cli import main
from waymark_guide.commands.command import FINDINGS, FINE
from waymark_guide.model.finding import Finding
from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from click.testing import Result

pytestmark = pytest.mark.dates
GOLDEN = Path(__file__).parents[2] / "golden"
CASE = "case_studies/lunch-in-leeds.yaml"
GUIDE = "decision_trees/lunch-club.yaml"
LATER = date(2031, 7, 1)
DAYS = (date(1, 1, 1), date(2020, 1, 1), TODAY, date(2027, 12, 6), date(2028, 2, 29), LATER, date(9999, 12, 31))
WHOLE_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
MORE = """published: 2026-11-01
changes: [{date: 2026-11-01, summary: The hall was named.}]
disputed: [{path: figures.meals, note: The church counted fewer., raised_on: 2026-11-01}]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A knowledge base with every kind of file that holds dates."""
    folder = tmp_path / "base"
    for part in ("good", "extra/lunches", "extra/dated"):
        shutil.copytree(GOLDEN / part, folder, dirs_exist_ok=True)
    (folder / CASE).write_text((folder / CASE).read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return folder


def waymark(root: Path, *arguments: str, day: date = LATER) -> Result:
    """Run a command on a day."""
    return CliRunner().invoke(main, [arguments[0], "--root", str(root), *arguments[1:]], env=environment_on(day), catch_exceptions=False)


def found(root: Path, day: date) -> set[Finding]:
    """What is found on a day."""
    return set(check(read_knowledge_base(root), today=day))


def test_the_base_is_good(root: Path) -> None:
    """On the day on which it was written nothing is found in it, so that whatever comes later comes of age."""
    assert found(root, TODAY) == set()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_day_brings_an_error(root: Path, day: date) -> None:
    """What differs from one day to another is merely old, or a date that is still to come for a clock that is behind; neither is an error."""
    new = found(root, day)
    assert {finding.severity for finding in new} <= {"warning"}
    assert {finding.code for finding in new if not finding.is_aged} <= {"C303"}
    assert all(RULES[finding.code].about_age == finding.is_aged for finding in new)


def test_every_rule_about_age_finds_something(root: Path) -> None:
    """Years later every kind of file is due for review, by each rule that is about age."""
    active = (root / CASE).read_text(encoding="utf-8").replace("status: ended", "status: active").replace(", ended: 2022-06-30", "")
    (root / CASE).write_text(active, encoding="utf-8")
    result = found(root, LATER)
    assert {finding.code for finding in result} == {code for code, rule in RULES.items() if rule.about_age}
    assert all(finding.is_aged and finding.severity == "warning" for finding in result)


def test_the_report_counts_in_one_line(root: Path) -> None:
    """A check says how many files are due for review and how to list them, and nothing else; it ends well."""
    files = {finding.file for finding in found(root, LATER)}
    line = f"{len(files)} files are due for review; `waymark check --format json` lists them."
    checked = waymark(root, "check")
    assert checked.exit_code == FINE
    summary, said = checked.stdout.splitlines()
    assert summary.endswith(" files checked: no errors, no warnings.")
    assert said == line


def test_one_file_is_counted_as_one(root: Path) -> None:
    """The sentence reads well for one file, and is left out where none is due."""
    [first, *_] = sorted(found(root, LATER), key=lambda finding: finding.file)
    assert REPORTERS["text"]([first], files=3).endswith("1 file is due for review; `waymark check --format json` lists it.\n")
    assert "review" not in REPORTERS["text"]([], files=3)


def test_other_findings_are_never_counted_with_it(root: Path) -> None:
    """A mistake is reported in full next to the line."""
    text = (root / GUIDE).read_text(encoding="utf-8")
    (root / GUIDE).write_text(text.replace("approach: grants", "approach: grnts"), encoding="utf-8")
    result = waymark(root, "check")
    assert result.exit_code == FINDINGS
    assert "error T207" in result.output
    assert "T701" not in result.output
    assert "are due for review" in result.output


def test_json_and_github_list_all(root: Path) -> None:
    """Programs get each of them, marked as merely old."""
    wanted = len(found(root, LATER))
    listed = json.loads(waymark(root, "check", "--format", "json").stdout)["findings"]
    assert len(listed) == wanted
    assert all(finding["aged"] for finding in listed)
    assert waymark(root, "check", "--format", "github").output.count("::warning ") == wanted


def test_markdown_lists_the_files(root: Path) -> None:
    """The report under a pull request or in an issue has a line a file, below everything else."""
    result = waymark(root, "check", "--format", "markdown").output
    files = {finding.file for finding in found(root, LATER)}
    assert f"{len(files)} files are due for review, which does not stand in the way." in result
    assert "### Advice" not in result
    assert result.split("### Due for review")[1].count("\n- `") == len(files)


def test_named_files_are_reported_in_full_and_pass(root: Path) -> None:
    """A person who asks about a file gets its findings with why and how, and it still passes."""
    result = waymark(root, "check", str(root / GUIDE))
    assert result.exit_code == FINE
    assert "warning T701 past-review-date: This guide was to be reviewed by 31 March 2027." in result.output
    assert "due for review;" not in result.output


def test_strict_fails_and_says_why(root: Path) -> None:
    """With `--strict` what is merely old fails a check, and is reported in full."""
    result = waymark(root, "check", "--strict")
    assert result.exit_code == FINDINGS
    assert "warning T701" in result.output
    assert waymark(root, "check", "--strict", day=TODAY).exit_code == FINE


OLD = Finding("T701", GUIDE, "Old.", severity="warning", severity_if_changed="error")
LISTED = Finding("L703", "content/sources.yaml", "Opened long ago.", severity="warning", severity_if_changed="warning")


def gated(finding: Finding, *, changed: set[str], before: tuple[Finding, ...] = ()) -> Finding:
    """A finding after the gate."""
    [result] = separate_new_findings([finding], changed=frozenset(changed), before=lambda: before)
    return result


def test_a_change_answers_for_the_age_of_its_files() -> None:
    """Where a change touches the file it weighs in full; elsewhere it is a note, and no one looks at what was before."""
    assert gated(OLD, changed={GUIDE}) == in_full(OLD)
    assert in_full(OLD).severity == "error"
    assert not in_full(OLD).is_aged

    def never() -> tuple[Finding, ...]:
        pytest.fail("what was before does not matter here")

    [result] = separate_new_findings([OLD], changed=frozenset({CASE}), before=never)
    assert (result.severity, result.is_aged) == ("note", True)


def test_a_shared_list_answers_for_new_entries_only() -> None:
    """In a list that many share, an old entry stays a note, and a new one that is old already is reported."""
    changed = {LISTED.file}
    assert gated(LISTED, changed=changed, before=(LISTED,)).severity == "note"
    assert gated(LISTED, changed=changed) == in_full(LISTED)


def test_in_full_and_one_by_one_leave_other_findings_alone() -> None:
    """Nothing else changes its weight."""
    plain = Finding("T202", GUIDE, "Wrong.")
    assert in_full(plain) == plain
    assert list_aged_findings([plain, OLD]) == (plain, Finding("T701", GUIDE, "Old.", severity="warning"))


@pytest.mark.parametrize(
    ("ended", "expected"),
    {
        "2026-10-31": ("error", False),  # it had ended at the last check
        "2026-11-01": ("warning", True),
        "2027-03": ("warning", True),
        "2031": None,
        "9999-12-31": None,
    }.items(),
)
def test_an_end_that_was_still_to_come_is_merely_old(root: Path, ended: str, expected: tuple[str, bool] | None) -> None:
    """That an active case ended before its last review is a mistake; that its planned end has passed since is age."""
    text = (root / CASE).read_text(encoding="utf-8").replace("status: ended", "status: active").replace("ended: 2022-06-30", f'ended: "{ended}"')
    (root / CASE).write_text(text, encoding="utf-8")
    [*result] = [(finding.severity, finding.is_aged) for finding in found(root, date(2027, 4, 1)) if finding.code == "C302"]
    assert result == ([expected] if expected else [])


@pytest.mark.parametrize("written", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("day", [date(1, 1, 1), TODAY, date(9999, 12, 31)], ids=str)
def test_the_first_and_the_last_day_can_be_checked(root: Path, written: str, day: date) -> None:
    """In every kind of file any date of the calendar can be used, on any day, and is reported like any other."""
    held = 0
    for path in [*root.rglob("*.yaml"), *root.rglob("*.md")]:
        text, number = WHOLE_DAY.subn(written, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        held += number > 0
    assert held >= 10
    codes = {finding.code for finding in found(root, day)}
    assert codes <= {code for code, rule in RULES.items() if rule.about_age} | {"C301", "C303"}
    assert ("C303" in codes) == (written > day.isoformat())
    assert ("T701" in codes) == (written < day.isoformat())
