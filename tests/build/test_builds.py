"""What building promises: all of a new site, or all of the last one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.days import TODAY, environment_on

from waymark_guide.adapters.stage import stage
from waymark_guide.build import pipeline, search_index
from waymark_guide.core.cache import Cache
from waymark_guide.core.clock import VARIABLE
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
HOSTILE = '<script>alert(1)</script> [press](javascript:alert(1)) ![x](https://evil.example/x.png) {{ 7*7 }} {% include "x" %}'


def _tree(folder: Path, *, without: Iterable[str] = ()) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {name: path.read_bytes() for path in paths if not (name := path.relative_to(folder).as_posix()).startswith(tuple(without))}


def test_building_again_writes_nothing(small: Path, tmp_path: Path) -> None:
    """A second build of the same content leaves every file as it is; one edit writes only what shows it."""
    first = pipeline.build(small, tmp_path / "site", today=TODAY)
    assert first.ok
    assert pipeline.build(small, tmp_path / "site", today=TODAY).written == 0
    case = small / "case_studies" / "lunch-in-leeds.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("title: ", "title: Edited ", 1), encoding="utf-8")
    edited = pipeline.build(small, tmp_path / "site", today=TODAY)
    assert 0 < edited.written < first.written / 2
    assert "Edited" in (tmp_path / "site" / "case-studies" / "lunch-in-leeds" / "index.html").read_text(encoding="utf-8")


def test_a_mistake_leaves_the_last_good_site_whole(small: Path, tmp_path: Path) -> None:
    """With an error in the content nothing is written and nothing is lost."""
    assert pipeline.build(small, tmp_path / "site", today=TODAY).ok
    before = _tree(tmp_path / "site")
    case = small / "case_studies" / "lunch-in-leeds.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("status:", "statsu:", 1), encoding="utf-8")
    built = pipeline.build(small, tmp_path / "site", today=TODAY)
    assert not built.ok
    assert any(finding.file == "case_studies/lunch-in-leeds.yaml" for finding in built.findings)
    assert _tree(tmp_path / "site") == before


def test_a_failing_tool_leaves_the_last_good_site_whole(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the search index cannot be made, the last site stays."""
    assert pipeline.build(small, tmp_path / "site", today=TODAY).ok
    before = _tree(tmp_path / "site")
    about = small / "content" / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")

    def fails(*_: object) -> None:
        message = "no"
        raise KnowledgeBaseError(message)

    monkeypatch.setattr(search_index, "_run_pagefind", fails)
    with pytest.raises(KnowledgeBaseError):
        pipeline.build(small, tmp_path / "site", today=TODAY)
    assert _tree(tmp_path / "site") == before


def test_search_texts_that_cannot_be_kept(small: Path, tmp_path: Path) -> None:
    """A build makes the search index from a temporary folder where the texts cannot be written into the cache folder."""
    folder = Cache.for_root(small).make_folder()
    assert folder is not None
    (folder / "search-texts").write_text("", encoding="utf-8")
    assert pipeline.build(small, tmp_path / "site", today=TODAY).ok
    assert (tmp_path / "site" / "pagefind" / "pagefind.js").is_file()


def test_a_hand_written_page_that_links_nowhere_fails_in_words(small: Path, tmp_path: Path) -> None:
    """A dead link is a finding with its line, by the check as by the build, and nothing is published."""
    (small / "content" / "about.md").write_text("# About\n\n[gone](nowhere.md) and [lost](/nowhere/at-all/)\n", encoding="utf-8")
    built = pipeline.build(small, tmp_path / "site", today=TODAY)
    checked = pipeline.check_knowledge_base(small, read_knowledge_base(small), today=TODAY)
    assert not built.ok
    for findings in (built.findings, checked):
        assert [(each.code, each.span and each.span.line) for each in findings if each.file == "content/about.md"] == [("P201", 3), ("P201", 3)]
    assert not (tmp_path / "site").exists()


def test_a_page_at_an_address_of_the_site_is_refused(small: Path, tmp_path: Path) -> None:
    """A hand-written page that the site has no place for is a finding, and is never left out without a word."""
    (small / "content" / "search").mkdir()
    (small / "content" / "search" / "index.md").write_text("# How to search\n", encoding="utf-8")
    (small / "content" / "Glossary.md").write_text("# Terms\n", encoding="utf-8")
    built = pipeline.build(small, tmp_path / "site", today=TODAY)
    assert {(each.code, each.file) for each in built.findings} >= {("P202", "content/search/index.md"), ("P203", "content/Glossary.md")}
    assert not built.ok


def test_html_that_an_extension_makes_is_refused(small: Path, tmp_path: Path) -> None:
    """What acts on readers' browsers is refused after Markdown was rendered too, and an owner can allow a page by name."""
    config = small / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "markdown_extensions: [attr_list]\n", encoding="utf-8")
    (small / "content" / "about.md").write_text("# About\n\nText\n{:onclick=x }\n", encoding="utf-8")
    with pytest.raises(KnowledgeBaseError, match='The attribute "onclick" of <p>'):
        pipeline.build(small, tmp_path / "site", today=TODAY)
    config.write_text(config.read_text(encoding="utf-8") + 'extra: {allow_html: {about.md: "We need it."}}\n', encoding="utf-8")
    assert pipeline.build(small, tmp_path / "site", today=TODAY).ok


def test_a_folder_that_is_no_site_is_left_alone(small: Path, tmp_path: Path) -> None:
    """A wrong `--site-dir` cannot cost anybody their files."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(KnowledgeBaseError, match="something other than a site"):
        pipeline.build(small, tmp_path / "letters", today=TODAY)
    assert (tmp_path / "letters" / "mine.txt").read_text(encoding="utf-8") == "dear"


def test_hostile_words_are_inert_on_the_page(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Script, harmful links, pictures from elsewhere and template syntax in YAML are shown as typed, even where no check stopped them."""
    monkeypatch.setattr(pipeline, "start_check", lambda *_, **__: lambda: ())
    case = small / "case_studies" / "lunch-in-leeds.yaml"
    text = case.read_text(encoding="utf-8").replace("need: |-\n", f"need: |-\n  {HOSTILE}\n\n", 1)
    case.write_text(text, encoding="utf-8")
    assert pipeline.build(small, tmp_path / "site", today=TODAY).ok
    page = (tmp_path / "site" / "case-studies" / "lunch-in-leeds" / "index.html").read_text(encoding="utf-8")
    assert "{{ 7*7 }}" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "evil.example" not in page


@pytest.mark.dates
@pytest.mark.parametrize("command", [["mkdocs", "build"], ["properdocs", "build", "-f", "mkdocs.yml"]], ids=["mkdocs", "properdocs"])
def test_other_commands_build_the_same_site(site: Path, tmp_path: Path, command: list[str]) -> None:
    """MkDocs and ProperDocs give the same pages and files; only the names in the search index may differ."""
    made = tmp_path / "made"
    output = [sys.executable, "-m", *command, "-d", str(made)]
    run = subprocess.run(output, cwd=ROOT, env=environment_on(TODAY), capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    without = ("pagefind/",)
    theirs, ours = _tree(made, without=without), _tree(site, without=without)
    assert set(theirs) == set(ours)
    assert [name for name in ours if ours[name] != theirs[name]] == []


@pytest.mark.dates
def test_mkdocs_says_what_is_wrong_without_a_traceback(small: Path, tmp_path: Path) -> None:
    """A content error under `mkdocs build` is a report and exit 1."""
    case = small / "case_studies" / "lunch-in-leeds.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("status:", "statsu:", 1), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "made")]
    run = subprocess.run(command, cwd=small, env=environment_on(TODAY), capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 1
    said = run.stdout + run.stderr
    assert "statsu" in said
    assert "Traceback" not in said
    assert not (tmp_path / "made").exists()


@pytest.mark.dates
def test_mkdocs_says_that_it_is_given_no_day(small: Path, tmp_path: Path) -> None:
    """A `SOURCE_DATE_EPOCH` that holds no day is a sentence under `mkdocs build` too, and nothing is built."""
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "made")]
    environment = environment_on() | {VARIABLE: "soon"}
    run = subprocess.run(command, cwd=small, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 1
    assert 'SOURCE_DATE_EPOCH is "soon". It has to be a whole number' in run.stdout + run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert not (tmp_path / "made").exists()


def test_the_plan_can_be_staged_for_another_generator(small: Path, tmp_path: Path) -> None:
    """Pages as Markdown with front matter, data files, scripts, and a list of them all."""
    staged = stage(small, tmp_path / "staged", today=TODAY)
    assert staged.ok
    page = (tmp_path / "staged" / "docs" / "approaches" / "grants" / "index.md").read_text(encoding="utf-8")
    assert page.startswith('---\ntitle: "Grants')
    assert 'href="/' not in page
    assert "\n\n" not in page.split("---\n\n", 1)[1].strip()
    assert (tmp_path / "staged" / "docs" / "about.md").is_file()
    assert (tmp_path / "staged" / "docs" / "data" / "approaches.json").is_file()
    assert (tmp_path / "staged" / "plan.json").is_file()
