"""The command that makes a draft case study of an issue writes one new file, and refuses everything else in words."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from tests.days import TODAY, environment_on
from tests.unit.contribute.issues import FILLED, GOOD, fence, make_issue

from waymark_guide.commands.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def run(root: Path, *arguments: str, stdin: str | bytes | None = None) -> Result:
    """Run `waymark new` on a knowledge base."""
    return CliRunner().invoke(main, ["new", "--root", str(root), *arguments], input=stdin, env=environment_on(TODAY), catch_exceptions=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A knowledge base of its own."""
    shutil.copytree(GOOD, tmp_path / "base")
    return tmp_path / "base"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.dates
def test_the_command_writes_one_file(root: Path, tmp_path: Path) -> None:
    """From a file or from the input, one file appears among the cases, and nothing else changes."""
    (tmp_path / "issue.md").write_text(make_issue(FILLED).replace("\n", "\r\n"), encoding="utf-8", newline="")
    before = tree(tmp_path)
    assert run(root, "--from-issue", str(tmp_path / "issue.md")).exit_code == 0
    assert tree(tmp_path).keys() - before.keys() == {"base/case_studies/a-hall-in-hull.yaml"}
    assert b"\r" not in (root / "case_studies/a-hall-in-hull.yaml").read_bytes()
    assert run(root, "case-study", "mine", "--from-issue", "-", stdin=make_issue(FILLED)).exit_code == 0
    assert tree(tmp_path).keys() - before.keys() == {"base/case_studies/a-hall-in-hull.yaml", "base/case_studies/mine.yaml"}


@pytest.mark.dates
def test_the_command_overwrites_nothing(root: Path) -> None:
    """With an id that is taken the file stays as it is; a made id moves on to a free one."""
    before = tree(root)
    result = run(root, "case-study", "lunch-in-leeds", "--from-issue", "-", stdin=make_issue(FILLED))
    assert result.exit_code == 2
    assert "is already there" in result.stderr
    assert tree(root) == before
    assert run(root, "--from-issue", "-", stdin=make_issue(FILLED)).exit_code == 0
    assert run(root, "--from-issue", "-", stdin=make_issue(FILLED)).exit_code == 0
    assert {name for name in tree(root) if "hull" in name} == {"case_studies/a-hall-in-hull.yaml", "case_studies/a-hall-in-hull-2.yaml"}


@pytest.mark.dates
def test_the_command_follows_no_link(root: Path, tmp_path: Path) -> None:
    """A link in place of the file, or of the folder, is not written through."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "case_studies/mine.yaml").symlink_to(outside / "target.yaml")
    assert run(root, "case-study", "mine", "--from-issue", "-", stdin=make_issue(FILLED)).exit_code == 2
    shutil.rmtree(root / "case_studies")
    (root / "case_studies").symlink_to(outside)
    assert run(root, "case-study", "other", "--from-issue", "-", stdin=make_issue(FILLED)).exit_code == 2
    assert list(outside.iterdir()) == []


@pytest.mark.dates
@pytest.mark.parametrize("new_id", ["../outside", "/etc/passwd", "a/b", "a\\b", ".", "", "A", "a b", "a\nb", "x" * 81, "-rf", "--root"])
def test_the_command_takes_no_path_for_an_id(root: Path, new_id: str) -> None:
    """An id is a plain name, or it is refused."""
    before = tree(root)
    assert run(root, "--from-issue", "-", "--", "case-study", new_id, stdin=make_issue(FILLED)).exit_code == 2
    assert tree(root) == before


@pytest.mark.dates
@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"x" * 300_001, "larger than 300,000 bytes"),
        (b"", "nothing to make a draft of"),
        (b"Hello", "### Title"),
    ],
)
def test_the_command_refuses_in_words(root: Path, given: bytes, words: str) -> None:
    """What cannot be an issue ends with a sentence and the exit code for wrong use."""
    before = tree(root)
    result = run(root, "--from-issue", "-", stdin=given)
    assert result.exit_code == 2
    assert words in result.stderr
    assert tree(root) == before


@pytest.mark.dates
def test_what_steers_a_terminal_is_shown_as_a_sign(root: Path) -> None:
    """The output holds no character that changes the direction of text, although the name of a sent field does."""
    output = run(root, "--from-issue", "-", stdin=fence('title: A hall\n"x\\u202e": 1\n')).stderr
    assert "no case study has them: x\N{REPLACEMENT CHARACTER}." in output


@pytest.mark.dates
def test_signs_that_are_spelt_out_are_refused(root: Path) -> None:
    """Control characters do not come in as escapes either."""
    output = run(root, "--from-issue", "-", stdin=fence('title: A hall\n"x\\e[31m": 1\n')).stderr
    assert "Line 2: There is a character that YAML does not allow." in output


@pytest.mark.dates
def test_a_folder_that_cannot_be_made_is_reported(root: Path) -> None:
    """A file where the folder should be ends with a sentence."""
    shutil.rmtree(root / "case_studies")
    (root / "case_studies").write_text("no folder", encoding="utf-8")
    assert "that is a file, and a folder is needed" in run(root, "case-study", "mine").stderr


@pytest.mark.dates
def test_a_tree_does_not_come_from_an_issue(root: Path) -> None:
    """Only a case study does; and without an issue the kind and the id are needed."""
    assert "only a case study" in run(root, "tree", "x", "--from-issue", "-", stdin="").stderr
    assert "Say what to begin" in run(root, "case-study").stderr
    assert "Say what to begin" in run(root).stderr


@pytest.mark.dates
def test_a_scaffold_names_a_schema_that_is_there(root: Path) -> None:
    """A new file's first line leads an editor to the schema: on this disk, or on the site where one is published."""
    assert run(root, "case-study", "begun").exit_code == 0
    first = (root / "case_studies/begun.yaml").read_text(encoding="utf-8").splitlines()[0]
    path = first.removeprefix("# yaml-language-server: $schema=")
    assert (root / "case_studies" / path).resolve().is_file()
    assert run(root, "case-study", "begun").exit_code == 2
    (root / "mkdocs.yml").write_text("site_url: https://example.org/guides/\n", encoding="utf-8")
    assert run(root, "tree", "begun").exit_code == 0
    text = (root / "decision_trees/begun.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=https://example.org/guides/data/schema/tree.json\n")
