"""Versions of guides in a real repository: what is compared, what is an error, and what `--record` writes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from tests.days import environment_on

from waymark_guide.adapters.git import NoHistoryError, read_content_at, read_published
from waymark_guide.checks.run import check
from waymark_guide.commands.cli import main
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from click.testing import Result

pytestmark = pytest.mark.dates
GOOD = Path(__file__).parents[2] / "golden" / "good"
CLUB = "decision_trees/lunch-club.yaml"


def git(root: Path, *arguments: str) -> str:
    """Run Git in a folder without the settings of this machine."""
    quiet = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *names, "-C", str(root), *arguments], check=True, capture_output=True, text=True, env=quiet).stdout


def commit(root: Path, message: str) -> None:
    """Commit everything."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Make a knowledge base in the folder of a repository, and commit it to the main branch."""
    root = tmp_path / "repository" / "guides"
    shutil.copytree(GOOD, root)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(root.parent))
    commit(root.parent, "first")
    return root


def edit(root: Path, *pairs: tuple[str, str]) -> None:
    """Replace texts in the guide."""
    text = (root / CLUB).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / CLUB).write_text(text, encoding="utf-8")


def waymark(root: Path, *arguments: str) -> Result:
    """Run a command on the knowledge base."""
    return CliRunner().invoke(main, [arguments[0], "--root", str(root), *arguments[1:]], env=environment_on(), catch_exceptions=False)


def compare_with_main(root: Path) -> dict[str, Any]:
    """Compare the guide in the folder with the main branch, as plain data."""
    result = waymark(root, "diff", "main", str(root), "--tree", "lunch-club", "--format", "json")
    assert result.exit_code == 0, result.output
    [difference] = json.loads(result.stdout)
    return difference


def list_version_findings(root: Path, *options: str) -> list[dict[str, Any]]:
    """List the findings of the check about versions."""
    result = waymark(root, "check", "--format", "json", *options)
    return [finding for finding in json.loads(result.stdout)["findings"] if finding["code"] in {"T607", "T212"}]


WORDING = ("text: Is there a hall?", "text: Have you got a hall?")
ADDED = ("      - {id: company, label: Company}\n", "      - {id: company, label: Company}\n      - {id: games, label: Games}\n")
THRESHOLD = ("- {id: none, label: None, from: 0, to: 0, next", "- {id: none, label: None, from: 0, to: 1, next")
REST = ("- {id: few, label: 1 to 3, from: 1, to: 3}", "- {id: few, label: 2 or 3, from: 2, to: 3}")


def test_wording_gives_patch(base: Path) -> None:
    """Other words need a patch: the old version is an error, and the next one passes."""
    edit(base, WORDING)
    assert (compare_with_main(base)["bump"], compare_with_main(base)["version"]) == ("patch", "1.0.1")
    assert [finding["suggestion"] for finding in list_version_findings(base)] == ["1.0.1"]
    edit(base, ("version: 1.0.0", "version: 1.0.1"))
    assert list_version_findings(base) == []


def test_added_option_gives_minor(base: Path) -> None:
    """A new answer that changes no result needs a minor step, and a patch is an error."""
    edit(base, ADDED, ("version: 1.0.0", "version: 1.0.1"))
    difference = compare_with_main(base)
    assert (difference["bump"], difference["changed"], difference["exact"]) == ("minor", 0, True)
    assert difference["added"] > 0
    assert [finding["suggestion"] for finding in list_version_findings(base)] == ["1.1.0"]


def test_moved_threshold_gives_major_with_count_and_conditions(base: Path) -> None:
    """A moved threshold needs a major step, and a minor one is an error. The changed paths are counted, and their conditions named."""
    edit(base, THRESHOLD, REST, ("version: 1.0.0", "version: 1.1.0"))
    difference = compare_with_main(base)
    assert difference["bump"] == "major"
    assert difference["changed"] == sum(group["paths"] for group in difference["groups"])
    assert all(group["exactly"] and group["to"] == ["grow-the-market"] for group in difference["groups"])
    cooks = [
        answer["answers"]
        for group in difference["groups"]
        for condition in group["conditions"]
        for answer in condition["answers"]
        if answer["question"] == "cooks"
    ]
    assert cooks == [["1"]] * sum(len(group["conditions"]) for group in difference["groups"])
    [finding] = list_version_findings(base)
    assert (finding["severity"], finding["suggestion"], finding["line"]) == ("error", "2.0.0", 7)
    assert f"{difference['changed']} of {difference['paths']} paths change their result" in finding["message"]
    assert waymark(base, "check").exit_code == 1
    edit(base, ("version: 1.1.0", "version: 2.0.0"))
    assert waymark(base, "check").exit_code == 0


def test_lost_id_is_reported(base: Path) -> None:
    """A published answer and a published guide that are gone are reported as warnings."""
    edit(base, ("- {id: company, label: Company}", "- {id: friends, label: Company}"), ("version: 1.0.0", "version: 2.0.0"))
    (base / "decision_trees/legal-route.yaml").unlink()
    edit(base, (', next: "tree:legal-route"', ""))
    lost = [(finding["file"], finding["severity"]) for finding in list_version_findings(base)]
    assert lost == [("decision_trees/legal-route.yaml", "warning"), (CLUB, "warning")]


def test_a_branch_is_compared_with_the_commit_where_it_left_main(base: Path) -> None:
    """Changes on the main branch after a branch left it do not count as changes of the branch."""
    git(base, "checkout", "--quiet", "-b", "work")
    git(base, "checkout", "--quiet", "main")
    edit(base, WORDING, ("version: 1.0.0", "version: 1.0.1"))
    commit(base, "published meanwhile")
    git(base, "checkout", "--quiet", "work")
    assert list_version_findings(base) == []
    assert list_version_findings(base, "--changed-from", "main") == []


def test_draft_may_change_freely(base: Path) -> None:
    """A guide that was never published needs no new version."""
    edit(base, ("status: published", "status: draft"))
    commit(base, "a draft again")
    edit(base, WORDING, ("status: draft", "status: published"))
    assert list_version_findings(base) == []


def test_without_history_the_check_goes_on(base: Path, tmp_path: Path) -> None:
    """Without Git, or in a clone without the main branch, versions are not checked, a note says why, and all else is checked."""
    alone = tmp_path / "alone"
    shutil.copytree(GOOD, alone)
    result = waymark(alone, "check")
    assert result.exit_code == 0
    assert "versions were not weighed" in result.stderr
    git(base, "branch", "--move", "main", "trunk")
    assert "no branch called main" in waymark(base, "check").stderr


def test_shallow_clone_without_a_common_commit(base: Path, tmp_path: Path) -> None:
    """A clone that does not reach back to the main branch raises an error, and does not count as unchanged."""
    git(base, "checkout", "--quiet", "-b", "work")
    edit(base, WORDING)
    commit(base, "work")
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "work", f"file://{base.parent}", "shallow")
    shallow = tmp_path / "shallow"
    git(shallow, "fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    with pytest.raises(NoHistoryError, match="does not reach back"):
        read_published(shallow / "guides")


@pytest.mark.parametrize("revision", ["--output=stolen", "-h", "", "main\nHEAD", "no-such-branch", "main:guides", "\0"])
def test_hostile_revisions_are_refused(base: Path, revision: str) -> None:
    """A revision is never taken for an option, for several revisions, or for a file."""
    with pytest.raises(KnowledgeBaseError):
        read_content_at(base, revision)
    assert not list(base.rglob("stolen"))


def test_revision_from_the_command_line(base: Path) -> None:
    """An option instead of a revision is reported as wrong use."""
    result = waymark(base, "diff", "--", "--output=stolen", "main")
    assert result.exit_code == 2
    assert "neither a folder" in result.stderr


def test_links_in_git_are_not_followed(base: Path, tmp_path: Path) -> None:
    """A symbolic link in a commit is not content."""
    (tmp_path / "secret.yaml").write_text("id: secret\n", encoding="utf-8")
    (base / "decision_trees/secret.yaml").symlink_to(tmp_path / "secret.yaml")
    commit(base, "a link")
    assert "decision_trees/secret.yaml" not in read_published(base).files


def test_unchanged_guides_are_not_read_again(base: Path) -> None:
    """Where no file differs, the earlier content is not parsed."""
    before = read_published(base)
    check(read_knowledge_base(base), today=date(2026, 11, 22), earlier=before)
    assert "knowledge_base" not in vars(before)


def test_record_writes_what_readers_see(base: Path) -> None:
    """`--record` writes a file that passes the check. A second run keeps a summary that a person wrote."""
    edit(base, THRESHOLD, REST, ("version: 1.0.0", "version: 2.0.0"))
    assert waymark(base, "diff", "main", str(base), "--record", "--summary", "One cook is not enough.").exit_code == 0
    assert waymark(base, "diff", "main", str(base), "--record").exit_code == 0
    written = yaml.safe_load((base / "decision_trees/changes/lunch-club.yaml").read_text(encoding="utf-8"))
    [entry] = written["versions"]
    assert (entry["version"], entry["since"], entry["summary"]) == ("2.0.0", "1.0.0", "One cook is not enough.")
    assert entry["changed"] == sum(move["paths"] for move in entry["moves"])
    assert waymark(base, "check").exit_code == 0
    assert entry["otherwise"] == [
        "“How many cooks are there?”, “None”, numbers: 0 → 0 to 1",
        "“How many cooks are there?”, “2 or 3”, numbers: 1 to 3 → 2 to 3",
    ]
    commit(base, "two")
    edit(base, WORDING, ("version: 2.0.0", "version: 2.0.1"))
    waymark(base, "diff", "main", str(base), "--record")
    written = yaml.safe_load((base / "decision_trees/changes/lunch-club.yaml").read_text(encoding="utf-8"))
    assert [entry["version"] for entry in written["versions"]] == ["2.0.1", "2.0.0"]
    assert written["versions"][1]["summary"] == "One cook is not enough."


def test_record_names_things_as_readers_meet_them(base: Path) -> None:
    """A new answer is named by its label and by the text of its question, and not by its id."""
    edit(base, ADDED, ("version: 1.0.0", "version: 1.1.0"))
    waymark(base, "diff", "main", str(base), "--record")
    written = yaml.safe_load((base / "decision_trees/changes/lunch-club.yaml").read_text(encoding="utf-8"))
    assert written["versions"][0]["new"] == ["The answer “Games” to “What do people need?”"]


def test_the_main_branch_is_the_one_that_the_settings_name(base: Path) -> None:
    """A main branch of another name is compared with, if `mkdocs.yml` names it."""
    git(base, "branch", "--move", "main", "trunk")
    (base / "mkdocs.yml").write_text("extra: {branch: trunk}\n", encoding="utf-8")
    assert read_published(base).revision == "trunk"
