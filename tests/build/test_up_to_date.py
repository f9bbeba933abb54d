"""What the memory of the last build promises: nothing is done where nothing changed, and everything where anything did."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from tests.days import environment_on

from waymark_guide.build import mkdocs_layout
from waymark_guide.build.plan import Plan
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
    cache, day = Cache.for_root(small), date(2026, 11, 22)
    found = {find_inputs(small, cache, today=day), find_inputs(small, cache, today=day + timedelta(days=1))}
    found |= {find_inputs(small, cache, today=day, offline=True)}
    monkeypatch.setitem(os.environ, "A_URL", "https://example.org/")
    found.add(find_inputs(small, cache, today=day))
    assert len({inputs.all for inputs in found}) == len({inputs.without_cases for inputs in found}) == 4


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


SETTINGS = {
    "a theme": ("theme: {name: material, custom_dir: my theme}", "my theme/main.html"),
    "a hidden theme": ("theme: {name: material, custom_dir: .theme}", ".theme/main.html"),
    "a theme elsewhere": ("theme:\n  name: material\n  custom_dir: ../shared/theme\n", "../shared/theme/main.html"),
    "a theme named by a variable": ("theme: {name: material, custom_dir: !ENV [A_THEME, x]}", "../shared/theme/main.html"),
    "a hook": ("hooks:\n  - my hooks/hook.py\n", "my hooks/hook.py"),
    "a hook elsewhere": ("hooks: [../shared/hook.py]", "../shared/hook.py"),
    "a configuration that is inherited": ("INHERIT: ../shared/base.yml", "../shared/base.yml"),
}


@pytest.mark.parametrize(("setting", "path"), SETTINGS.values(), ids=SETTINGS)
def test_files_that_mkdocs_reads_count(small: Path, monkeypatch: pytest.MonkeyPatch, setting: str, path: str) -> None:
    """An edit of a file that `mkdocs.yml` names makes a build, and makes the layout again, wherever the file is."""
    text = (small / "mkdocs.yml").read_text(encoding="utf-8").replace("theme: {name: material, language: en, font: false}\n", "")
    _write(small / "mkdocs.yml", f"{text}{setting}\n")
    named = _write(small / path, "# One\n")
    monkeypatch.setenv("A_THEME", str(small.parent / "shared" / "theme"))
    cache, day = Cache.for_root(small), date(2026, 11, 22)
    before = find_inputs(small, cache, today=day), mkdocs_layout._digest_inputs(small, Plan())  # noqa: SLF001 (the key of what is kept)
    assert find_inputs(small, cache, today=day).all == before[0].all
    assert mkdocs_layout._digest_inputs(small, Plan()) == before[1]  # noqa: SLF001
    named.write_text("# Two\n", encoding="utf-8")
    after = find_inputs(small, cache, today=day), mkdocs_layout._digest_inputs(small, Plan())  # noqa: SLF001
    assert after[0].without_cases != before[0].without_cases
    assert after[1] != before[1]


def test_variables_of_an_inherited_configuration_count(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that only an inherited configuration names makes a build, and makes the layout again."""
    _write(small / "mkdocs.yml", "INHERIT: base.yml\n")
    _write(small / "base.yml", 'site_url: !ENV [A_URL, ""]\n')
    before = find_inputs(small, Cache.for_root(small), today=date(2026, 11, 22)), mkdocs_layout._digest_inputs(small, Plan())  # noqa: SLF001
    monkeypatch.setenv("A_URL", "https://example.org/")
    after = find_inputs(small, Cache.for_root(small), today=date(2026, 11, 22)), mkdocs_layout._digest_inputs(small, Plan())  # noqa: SLF001
    assert after[0].without_cases != before[0].without_cases
    assert after[1] != before[1]


def test_content_behind_a_link_counts(small: Path) -> None:
    """An edit behind a link to a folder of the knowledge base makes a build, and makes the layout again."""
    page = _write(small / "shared" / "page.md", "# One\n")
    (small / "content" / "linked").symlink_to("../shared")
    assert SAME not in _build(small)
    assert SAME in _build(small)
    _edit(page)
    page.write_text("# Two\n", encoding="utf-8")
    assert SAME not in _build(small)
    assert "Two" in (small / "site" / "linked" / "page" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("is_undone", [False, True], ids=["made", "made and undone"])
@pytest.mark.parametrize("name", ["content/about.md", "content/extra.md", "case_studies/lunch-in-leeds.yaml"])
def test_edit_during_a_build_is_not_missed(small: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, is_undone: bool) -> None:
    """After an edit while a build runs, even one that is undone before it ends, the next build gives the site of the content as it then is."""
    path, run = small / name, mkdocs_layout._run_mkdocs  # noqa: SLF001 (the step that reads the pages)
    before = path.read_text(encoding="utf-8") if path.exists() else None
    text = (before or "# Extra\n").replace("# About", "# Edited").replace("title: ", "title: Edited ", 1)

    def run_after_edit(*given: Any) -> Any:
        _write(path, text)
        made = run(*given)
        if is_undone and before is None:
            path.unlink()
        elif is_undone:
            _write(path, str(before))
        return made

    with monkeypatch.context() as patched:
        patched.setattr(mkdocs_layout, "_run_mkdocs", run_after_edit)
        _build(small)
    fresh = shutil.copytree(small, small.with_name("fresh"), ignore=shutil.ignore_patterns("site"))
    assert SAME not in _build(small)
    _build(fresh)
    assert _pages(small) == _pages(fresh)


def _pages(root: Path) -> dict[str, bytes]:
    pages = {path.relative_to(root / "site").as_posix(): path.read_bytes() for path in (root / "site").rglob("*.html")}
    return {name: page for name, page in pages.items() if not name.startswith("pagefind/")}


def test_cases_and_options_are_separate_from_what_every_page_depends_on(small: Path) -> None:
    """An edit of a case, or an option that changes no page, leaves whatever shows no case as it is."""
    cache, day = Cache.for_root(small), date(2026, 11, 22)
    before = find_inputs(small, cache, today=day)
    _edit(small / "case_studies" / "lunch-in-leeds.yaml")
    edited = find_inputs(small, cache, today=day)
    strict = find_inputs(small, cache, today=day, options=["strict True"])
    assert before.without_cases == edited.without_cases == strict.without_cases
    assert len({before.all, edited.all, strict.all}) == 3


def test_a_build_with_errors_is_never_remembered(small: Path) -> None:
    """A mistake is reported at every build."""
    (small / "case_studies" / "lunch-in-leeds.yaml").write_text("id: [", encoding="utf-8")
    for _ in range(2):
        ran = CliRunner().invoke(cli.main, ["build", "--root", str(small)], env=environment_on())
        assert ran.exit_code == command.FINDINGS
        assert "lunch-in-leeds" in ran.output


def test_strict_build_lists_aged_content(small: Path) -> None:
    """A strict build lists each file whose review date has passed; any other build counts such files in one line."""
    arguments, environment = ["build", "--no-search", "--root", str(small)], environment_on(date(2099, 1, 1))
    plain = CliRunner().invoke(cli.main, arguments, env=environment)
    assert plain.exit_code == command.FINE, plain.output
    assert "past-review-date" not in plain.output
    assert "due for review" in plain.output
    strict = CliRunner().invoke(cli.main, [*arguments, "--strict"], env=environment)
    assert strict.exit_code == command.FINDINGS
    for guide in ("lunch-club", "legal-route"):
        assert re.search(rf"decision_trees/{guide}.yaml:\d+:\d+: warning T701 past-review-date", strict.output)
    assert "due for review" not in strict.output


def test_help_names_what_there_is() -> None:
    """The names that the command writes out are those of the reporters and of the kinds of file."""
    assert sorted(REPORTERS) == list(check.FORMATS)
    assert sorted(SCAFFOLDS) == list(new.KINDS)
