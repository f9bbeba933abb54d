"""Checks of a change in a repository with an old fault: which findings are errors, and which are only notes."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from tests.days import environment_on
from tests.unit.adapters.test_git import commit, git, waymark

from waymark_guide.checks.baseline import separate_new_findings
from waymark_guide.commands.cli import main
from waymark_guide.model.finding import Finding, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.dates
GOOD = Path(__file__).parents[2] / "golden" / "good"
LEEDS, SELBY, OLD = "case_studies/lunch-in-leeds.yaml", "case_studies/soup-in-selby.yaml", "case_studies/old-fault.yaml"
SOURCES = "content/sources.yaml"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Make a knowledge base in the folder of a repository. One faulty case is published, and a new branch is checked out."""
    root = tmp_path / "repository" / "guides"
    shutil.copytree(GOOD, root)
    leeds = (root / LEEDS).read_text(encoding="utf-8")
    (root / OLD).write_text(leeds.replace("id: lunch-in-leeds", "id: old-fault").replace("[grants]", "[grant]"), encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(root.parent))
    commit(root.parent, "published, with a fault")
    git(root, "checkout", "--quiet", "-b", "work")
    return root


def replace(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def check_change(root: Path, *severities: str) -> list[tuple[str, int | None, str]]:
    """Check the change, and list the file, line and code of each finding of these severities."""
    result = waymark(root, "check", "--changed-from", "main", "--format", "json")
    whole = json.loads(result.stdout)
    assert result.exit_code == (1 if whole["errors"] else 0)
    chosen = severities or ("error",)
    return [(each["file"], each["line"], each["code"]) for each in whole["findings"] if each["severity"] in chosen]


def test_a_bad_case_is_an_error_and_an_old_fault_is_a_note(base: Path) -> None:
    """A bad case in a pull request is an error with annotations on its lines. The fault that was there before is a note."""
    leeds = (base / LEEDS).read_text(encoding="utf-8")
    bad = leeds.replace("id: lunch-in-leeds", "id: bad").replace("[grants]", "[grnts]").replace("status: ended", "status: endd")
    (base / "case_studies/bad.yaml").write_text(bad, encoding="utf-8")
    commit(base.parent, "a bad case")
    assert check_change(base) == [("case_studies/bad.yaml", 5, "C202"), ("case_studies/bad.yaml", 16, "C201")]
    assert (OLD, 16, "C201") in check_change(base, "note")
    annotations = waymark(base, "check", "--changed-from", "main", "--format", "github")
    assert annotations.exit_code == 1
    lines = annotations.stdout.splitlines()
    assert [line.split("::")[1].split(",title")[0] for line in lines if line.startswith("::error ")] == [
        "error file=case_studies/bad.yaml,line=5,col=9,endColumn=13",
        "error file=case_studies/bad.yaml,line=16,col=14,endColumn=19",
    ]
    assert any(line.startswith(f"::notice file={OLD},line=16") for line in lines)
    assert "It was there before this change" in annotations.stdout


def test_a_good_case_passes_despite_an_old_fault(base: Path) -> None:
    """A pull request without faults passes, whatever is wrong elsewhere. Without the option, the old fault fails the check."""
    leeds = (base / LEEDS).read_text(encoding="utf-8")
    (base / "case_studies/fine.yaml").write_text(leeds.replace("id: lunch-in-leeds", "id: fine"), encoding="utf-8")
    commit(base.parent, "a good case")
    assert check_change(base) == []
    assert waymark(base, "check").exit_code == 1


def test_uncommitted_files_count(base: Path) -> None:
    """A file that is not committed, staged or not, is part of the change. This way the check can run before a commit."""
    replace(base, SELBY, "status: ", "status: x")
    assert [file for file, _, _ in check_change(base)] == [SELBY]
    git(base, "add", "--all")
    assert [file for file, _, _ in check_change(base)] == [SELBY]
    result = waymark(base, "check", "--changed-from", "HEAD", "--format", "json")
    assert result.exit_code == 1


def test_a_reference_to_a_deleted_case_is_an_error(base: Path) -> None:
    """A reference to a deleted case is an error, though its file did not change."""
    (base / SELBY).unlink()
    commit(base.parent, "gone")
    line = (base / LEEDS).read_text(encoding="utf-8").splitlines().index("  - {type: similar-to, case: soup-in-selby}") + 1
    assert {finding for finding in check_change(base) if finding[0] == LEEDS} == {(LEEDS, line, "C207")}
    assert (OLD, 16, "C201") not in check_change(base)


def test_a_reference_to_a_renamed_approach_is_an_error(base: Path) -> None:
    """A line that still uses the old id of a renamed approach is an error."""
    shutil.move(base / "content/approaches/grants.md", base / "content/approaches/gifts.md")
    replace(base, "content/approaches/gifts.md", "id: grants", "id: gifts")
    commit(base.parent, "renamed")
    assert (LEEDS, 16, "C201") in check_change(base)
    assert (OLD, 16, "C201") not in check_change(base), "an old fault stays an old fault"


def test_an_old_fault_in_a_changed_case_is_an_error(base: Path) -> None:
    """In a case that the change touches, old faults are errors too."""
    replace(base, OLD, "The cooks lived in the same streets.", "The cooks lived near by.")
    assert check_change(base) == [(OLD, 16, "C201")]


def test_only_new_faults_in_a_shared_list_are_errors(base: Path) -> None:
    """In a list that many people edit, an old fault is a note, and a new one is an error."""
    replace(base, SOURCES, "checked: ", "checked: x")
    commit(base.parent, "an old fault in the list")
    git(base, "branch", "--force", "main", "work")
    text = (base / SOURCES).read_text(encoding="utf-8")
    head, entries = text.split("sources:\n", 1)
    fine = "  - {id: fine, title: Fine, url: https://example.org/fine, checked: 2026-11-01}\n"
    (base / SOURCES).write_text(f"{head}sources:\n{fine}{entries}", encoding="utf-8")
    assert [finding for finding in check_change(base) if finding[0] == SOURCES] == []
    bad = fine.replace("2026-11-01", "yesterday")
    (base / SOURCES).write_text(f"{head}sources:\n{bad}{entries}", encoding="utf-8")
    line = head.count("\n") + 2
    assert [finding[:2] for finding in check_change(base) if finding[0] == SOURCES] == [(SOURCES, line)]


def test_an_overdue_guide_fails_only_changes_of_itself(base: Path) -> None:
    """A guide past its review date fails a change of the guide itself, and no other change."""
    guide = "decision_trees/lunch-club.yaml"
    replace(base, OLD, "[grant]", "[grants]")
    git(base, "branch", "--force", "main", "work")
    years_later = environment_on(date(2031, 7, 1))

    def list_errors() -> list[str]:
        arguments = ["check", "--root", str(base), "--changed-from", "HEAD", "--format", "json"]
        findings = json.loads(CliRunner().invoke(main, arguments, env=years_later, catch_exceptions=False).stdout)["findings"]
        return [finding["code"] for finding in findings if finding["severity"] == "error"]

    assert list_errors() == []
    replace(base, guide, "version: 1.0.0", "version: 1.0.1")
    assert list_errors() == ["T701"]


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "", "main:guides"])
def test_an_unknown_revision_is_wrong_use(base: Path, revision: str) -> None:
    """An unknown revision ends the command with a message and the exit code for wrong use."""
    result = waymark(base, "check", f"--changed-from={revision}")
    assert result.exit_code == 2
    assert "is not a revision that Git can read here" in result.stderr


def list_severities(*findings: Finding, changed: Iterable[str], before: Iterable[Finding] = ()) -> list[str]:
    """List the severities of findings after the gate."""
    return [finding.severity for finding in separate_new_findings(findings, changed=frozenset(changed), before=lambda: before)]


def make_fault(file: str, line: int, **rest: Any) -> Finding:
    """Make a finding in a file."""
    return Finding(code="C201", file=file, message="There is no such approach.", span=Span(line, 1, 2), **rest)


def test_one_more_of_the_same_is_new() -> None:
    """Where a file had one such fault and now has two, one of the two is an error."""
    old, new = make_fault("content/sources.yaml", 3), make_fault("content/sources.yaml", 9)
    assert sorted(list_severities(old, new, changed=["content/sources.yaml"], before=[old])) == ["error", "note"]


def test_nothing_is_compared_without_need() -> None:
    """Where all faults are in files that the change touches, the earlier content is not read."""

    def never() -> Iterable[Finding]:
        raise AssertionError

    [finding] = separate_new_findings([make_fault(LEEDS, 1)], changed=frozenset({LEEDS}), before=never)
    assert finding.severity == "error"
