"""`waymark check` with paths: a path that was not looked at is never without errors."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from waymark_guide.commands.check import run

GOOD = Path(__file__).parents[2] / "golden" / "good"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the good knowledge base."""
    shutil.copytree(GOOD, tmp_path / "base")
    return tmp_path / "base"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nosuch.yaml", "There is no nosuch.yaml.\n"),
        ("case_studies/soup-in-selbi.yaml", 'Did you mean "case_studies/soup-in-selby.yaml"?'),
        ("notes.txt", "notes.txt is not read."),
        ("new-case.yaml", "new-case.yaml is not read."),
        ("empty", "empty is not read."),
    ],
)
def test_a_path_that_is_not_read_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch, path: str, says: str) -> None:
    """The command says so and ends with 2, rather than that there are no errors."""
    monkeypatch.chdir(root)
    (root / "empty").mkdir()
    for name in ("notes.txt", "new-case.yaml"):
        (root / name).write_text("id: [\n", encoding="utf-8")
    result = CliRunner().invoke(run, [path])
    assert result.exit_code == 2
    assert says in result.output
    assert "no errors" not in result.output


@pytest.mark.parametrize("name", ["derby/new-case.yaml", "new-case.yaml.txt", "new-case.yml"])
def test_a_file_that_was_meant_to_be_read_is_named(root: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A case in a folder of its own, or with another ending, has a finding."""
    monkeypatch.chdir(root)
    file = root / "case_studies" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("id: [\n", encoding="utf-8")
    result = CliRunner().invoke(run, [f"case_studies/{name}"])
    assert "C115" in result.output


def test_a_path_that_is_read_is_checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, and a folder of files, are checked as before."""
    monkeypatch.chdir(root)
    for path in ("case_studies/soup-in-selby.yaml", "case_studies", "."):
        assert CliRunner().invoke(run, [path]).exit_code == 0


def test_a_path_may_begin_at_the_root(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--root`, a path that does not exist here is looked for there, and its mistakes are found."""
    monkeypatch.chdir(tmp_path)
    case = root / "case_studies" / "soup-in-selby.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("status:", "statsu:"), encoding="utf-8")
    for path in ("case_studies/soup-in-selby.yaml", "base/case_studies/soup-in-selby.yaml"):
        result = CliRunner().invoke(run, ["--root", "base", path])
        assert result.exit_code == 1
        assert "C103" in result.output
