"""A scratch repository with an old fault in it: what a pull request is refused for, and what is only reported."""

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
    """A knowledge base below the root of a repository, published with one faulty case, on a branch of its own."""
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


def found(root: Path, *severities: str) -> list[tuple[str, int | None, str]]:
    """What the check says of the change: file, line and code of each finding of these severities."""
    result = waymark(root, "check", "--changed-from", "main", "--format", "json")
    whole = json.loads(result.stdout)
    assert result.exit_code == (1 if whole["errors"] else 0)
    chosen = severities or ("error",)
    return [(each["file"], each["line"], each["code"]) for each in whole["findings"] if each["severity"] in chosen]


def test_one_bad_case_is_refused_and_an_old_fault_is_reported(base: Path) -> None:
    """A pull request with a bad case is refused with annotations on its lines; the fault that was there is a note."""
    leeds = (base / LEEDS).read_text(encoding="utf-8")
    bad = leeds.replace("id: lunch-in-leeds", "id: bad").replace("[grants]", "[grnts]").replace("status: ended", "status: endd")
    (base / "case_studies/bad.yaml").write_text(bad, encoding="utf-8")
    commit(base.parent, "a bad case")
    assert found(base) == [("case_studies/bad.yaml", 5, "C202"), ("case_studies/bad.yaml", 16, "C201")]
    assert (OLD, 16, "C201") in found(base, "note")
    annotations = waymark(base, "check", "--changed-from", "main", "--format", "github")
    assert annotations.exit_code == 1
    lines = annotations.stdout.splitlines()
    assert [line.split("::")[1].split(",title")[0] for line in lines if line.startswith("::error ")] == [
        "error file=case_studies/bad.yaml,line=5,col=9,endColumn=13",
        "error file=case_studies/bad.yaml,line=16,col=14,endColumn=19",
    ]
    assert any(line.startswith(f"::notice file={OLD},line=16") for line in lines)
    assert "It was there before this change" in annotations.stdout


def test_a_good_case_passes_by_an_old_fault(base: Path) -> None:
    """A pull request without fault passes, whatever is wrong elsewhere; without the option the fault still fails."""
    leeds = (base / LEEDS).read_text(encoding="utf-8")
    (base / "case_studies/fine.yaml").write_text(leeds.replace("id: lunch-in-leeds", "id: fine"), encoding="utf-8")
    commit(base.parent, "a good case")
    assert found(base) == []
    assert waymark(base, "check").exit_code == 1


def test_what_is_not_committed_counts(base: Path) -> None:
    """A file that is only in the folder, staged or not, is part of the change: so the check can run before a commit."""
    replace(base, SELBY, "status: ", "status: x")
    assert [file for file, _, _ in found(base)] == [SELBY]
    git(base, "add", "--all")
    assert [file for file, _, _ in found(base)] == [SELBY]
    result = waymark(base, "check", "--changed-from", "HEAD", "--format", "json")
    assert result.exit_code == 1


def test_deletion_is_refused_where_it_is_referred_to(base: Path) -> None:
    """A deleted case that others name is refused at their lines, though their files were not touched."""
    (base / SELBY).unlink()
    commit(base.parent, "gone")
    line = (base / LEEDS).read_text(encoding="utf-8").splitlines().index("  - {type: similar-to, case: soup-in-selby}") + 1
    assert {place for place in found(base) if place[0] == LEEDS} == {(LEEDS, line, "C207")}
    assert (OLD, 16, "C201") not in found(base)


def test_rename_is_refused_where_it_is_referred_to(base: Path) -> None:
    """A renamed approach is refused at the lines that still use its old name."""
    shutil.move(base / "content/approaches/grants.md", base / "content/approaches/gifts.md")
    replace(base, "content/approaches/gifts.md", "id: grants", "id: gifts")
    commit(base.parent, "renamed")
    assert (LEEDS, 16, "C201") in found(base)
    assert (OLD, 16, "C201") not in found(base), "an old fault stays an old fault"


def test_a_touched_case_answers_for_itself(base: Path) -> None:
    """A person who edits a faulty case meets its fault."""
    replace(base, OLD, "The cooks lived in the same streets.", "The cooks lived near by.")
    assert found(base) == [(OLD, 16, "C201")]


def test_a_shared_list_answers_for_new_entries_only(base: Path) -> None:
    """In a list that many share, a fault that was there is reported, and a new one is refused."""
    replace(base, SOURCES, "checked: ", "checked: x")
    commit(base.parent, "an old fault in the list")
    git(base, "branch", "--force", "main", "work")
    text = (base / SOURCES).read_text(encoding="utf-8")
    head, entries = text.split("sources:\n", 1)
    fine = "  - {id: fine, title: Fine, url: https://example.org/fine, checked: 2026-11-01}\n"
    (base / SOURCES).write_text(f"{head}sources:\n{fine}{entries}", encoding="utf-8")
    assert [place for place in found(base) if place[0] == SOURCES] == []
    bad = fine.replace("2026-11-01", "yesterday")
    (base / SOURCES).write_text(f"{head}sources:\n{bad}{entries}", encoding="utf-8")
    line = head.count("\n") + 2
    assert [place[:2] for place in found(base) if place[0] == SOURCES] == [(SOURCES, line)]


def test_what_is_merely_old_fails_only_a_person_who_touches_it(base: Path) -> None:
    """Long past its review date, a guide holds up a change of the guide itself, and no other change."""
    guide = "decision_trees/lunch-club.yaml"
    replace(base, OLD, "[grant]", "[grants]")
    git(base, "branch", "--force", "main", "work")
    years_later = environment_on(date(2031, 7, 1))

    def refused() -> list[str]:
        arguments = ["check", "--root", str(base), "--changed-from", "HEAD", "--format", "json"]
        found = json.loads(CliRunner().invoke(main, arguments, env=years_later, catch_exceptions=False).stdout)["findings"]
        return [finding["code"] for finding in found if finding["severity"] == "error"]

    assert refused() == []
    replace(base, guide, "version: 1.0.0", "version: 1.0.1")
    assert refused() == ["T701"]


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "", "main:guides"])
def test_an_unknown_revision_is_wrong_use(base: Path, revision: str) -> None:
    """A revision that is none ends with a sentence and the exit code for wrong use."""
    result = waymark(base, "check", f"--changed-from={revision}")
    assert result.exit_code == 2
    assert "is not a revision that Git can read here" in result.stderr


def severities_of(*findings: Finding, changed: Iterable[str], before: Iterable[Finding] = ()) -> list[str]:
    """The severities after the gate."""
    return [finding.severity for finding in separate_new_findings(findings, changed=frozenset(changed), before=lambda: before)]


def fault(file: str, line: int, **rest: Any) -> Finding:
    """A finding in a file."""
    return Finding(code="C201", file=file, message="There is no such approach.", span=Span(line, 1, 2), **rest)


def test_one_more_of_the_same_is_new() -> None:
    """Where a file had one such fault and now has two, one of the two counts."""
    old, new = fault("content/sources.yaml", 3), fault("content/sources.yaml", 9)
    assert sorted(severities_of(old, new, changed=["content/sources.yaml"], before=[old])) == ["error", "note"]


def test_nothing_is_compared_without_need() -> None:
    """Where all faults are in files that the change touched, what was before is not even read."""

    def never() -> Iterable[Finding]:
        raise AssertionError

    [finding] = separate_new_findings([fault(LEEDS, 1)], changed=frozenset({LEEDS}), before=never)
    assert finding.severity == "error"
