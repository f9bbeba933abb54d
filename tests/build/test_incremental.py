"""What a build after an edit promises: to the byte the site that a build from nothing makes, with little of it made again."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter

from waymark_guide.build import pipeline, writer
from waymark_guide.build.outputs import Outputs
from waymark_guide.build.records import Records
from waymark_guide.core.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from waymark_guide.site.page import Page

TODAY = date(2026, 11, 22)
CASES = 60
"""More than one page of a list."""


@pytest.fixture
def many(small: Path) -> Path:
    """The small knowledge base with enough cases for lists of several pages."""
    pattern = (small / "case_studies" / "lunch-in-leeds.yaml").read_text(encoding="utf-8")
    for number in range(CASES):
        text = pattern.replace("lunch-in-leeds", f"lunch-{number:02}").replace("title: ", f"title: {number:02} ", 1)
        (small / "case_studies" / f"lunch-{number:02}.yaml").write_text(text, encoding="utf-8")
    return small


def _site(folder: Path) -> dict[str, bytes]:
    """Every file but for the search index, which Pagefind makes another each time. What it is made from, `_texts` gives."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items() if not name.startswith("pagefind/")}


def _edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def _rename_case(root: Path) -> None:
    case = root / "case_studies" / "lunch-07.yaml"
    _edit(case, "id: lunch-07", "id: lunch-seven\nwas: [lunch-07]")
    case.rename(case.with_name("lunch-seven.yaml"))


def _edit_figure(root: Path) -> None:
    case = root / "case_studies" / "lunch-08.yaml"
    _edit(case, "value: 4100", "value: 4100.5")
    _edit(case, "themes: [food, loneliness]", "themes: [food]")


EDITS = {
    "words of a case": lambda root: _edit(root / "case_studies" / "lunch-03.yaml", "summary: ", "summary: Edited words for "),
    "title of a case": lambda root: _edit(root / "case_studies" / "lunch-04.yaml", "title: ", "title: A new name "),
    "status of a case": lambda root: _edit(root / "case_studies" / "soup-in-selby.yaml", "status: ", "draft: true\nstatus: "),
    "a case more": lambda root: _edit(
        shutil.copy(root / "case_studies" / "lunch-05.yaml", root / "case_studies" / "zz.yaml"), "id: lunch-05", "id: zz"
    ),
    "a case fewer": lambda root: (root / "case_studies" / "lunch-06.yaml").unlink(),
    "a case renamed": _rename_case,
    "a figure and a theme of a case": _edit_figure,
    "a draft that is none any more": lambda root: _edit(root / "case_studies" / "soup-in-selby.yaml", "draft: true\n", ""),
    "a shared source": lambda root: _edit(root / "content" / "sources.yaml", "title: A guide", "title: The guide"),
    "a word of a vocabulary": lambda root: _edit(root / "content" / "vocabularies" / "themes.yaml", "label: Loneliness", "label: Being alone"),
    "a comment in a guide": lambda root: _edit(root / "decision_trees" / "lunch-club.yaml", "schema:", "# A comment\nschema:"),
    "words of a guide": lambda root: _edit(root / "decision_trees" / "legal-route.yaml", "title: ", "title: Now "),
    "an approach": lambda root: _edit(next((root / "content" / "approaches").glob("*.md")), "title: ", "title: New "),
    "a term": lambda root: _edit(root / "content" / "glossary.yaml", "definition: ", "definition: In short, "),
    "a page by hand": lambda root: _edit(root / "content" / "about.md", "Grants", "All grants"),
    "the name of the site": lambda root: _edit(root / "mkdocs.yml", "site_name: Small", "site_name: Smaller"),
}


def test_every_edit_gives_the_site_that_a_build_from_nothing_gives(many: Path, tmp_path: Path) -> None:
    """Edits of every kind, one after another, each compared byte by byte with a build of the same content elsewhere."""
    site = tmp_path / "site"
    first = pipeline.build(many, site, today=TODAY)
    assert first.ok, first.findings
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(many)
        built = pipeline.build(many, site, today=TODAY)
        assert built.ok, (name, built.findings)
        fresh = tmp_path / f"fresh-{number}"
        shutil.copytree(many, fresh)
        assert pipeline.build(fresh, tmp_path / f"site-{number}", today=TODAY).ok
        made, wanted = _site(site), _site(tmp_path / f"site-{number}")
        assert [path for path in made.keys() | wanted.keys() if made.get(path) != wanted.get(path)] == [], name
        assert _texts(many, site) == _texts(fresh, tmp_path / f"site-{number}"), name
        shutil.rmtree(fresh)
        shutil.rmtree(tmp_path / f"site-{number}")


def test_a_mistake_between_two_builds_leaves_no_trace(many: Path, tmp_path: Path) -> None:
    """After a build that was refused, the mended content gives the site as before, and hardly anything is written."""
    site, case = tmp_path / "site", many / "case_studies" / "lunch-03.yaml"
    assert pipeline.build(many, site, today=TODAY).ok
    before = _site(site)
    _edit(case, "evidence:", "evidense:")
    assert not pipeline.build(many, site, today=TODAY).ok
    _edit(case, "evidense:", "evidence:")
    assert pipeline.build(many, site, today=TODAY).written == 0
    assert _site(site) == before


@pytest.mark.parametrize("searchable", [True, False])
def test_a_build_that_breaks_off_leaves_no_trace(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, searchable: bool) -> None:
    """Where a page cannot be made after others were, the last site stays, and the next build gives the one that was wanted."""
    site, making = tmp_path / "site", Outputs.html
    assert pipeline.build(many, site, today=TODAY, searchable=searchable).ok
    before = _site(site)
    EDITS["title of a case"](many)

    def fails(outputs: Outputs, page: Page) -> bytes:
        if page.url == "site-map/":
            message = "The disk is full."
            raise OSError(message)
        return making(outputs, page)

    monkeypatch.setattr(Outputs, "html", fails)
    with pytest.raises(OSError, match="full"):
        pipeline.build(many, site, today=TODAY, searchable=searchable)
    assert _site(site) == before
    monkeypatch.setattr(Outputs, "html", making)
    assert pipeline.build(many, site, today=TODAY, searchable=searchable).ok
    fresh = shutil.copytree(many, tmp_path / "fresh")
    assert pipeline.build(fresh, tmp_path / "wanted", today=TODAY, searchable=searchable).ok
    assert _site(site) == _site(tmp_path / "wanted")
    assert _texts(many, site) == _texts(fresh, tmp_path / "wanted")


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff" * 5_000])
def test_a_damaged_cache_is_passed_over(many: Path, tmp_path: Path, damage: bytes) -> None:
    """Whatever is kept from build to build can be damaged or lost: the site is the same."""
    site = tmp_path / "site"
    assert pipeline.build(many, site, today=TODAY).ok
    before = _site(site)
    folder = Cache.for_root(many).folder
    assert folder is not None
    (folder / "cache.sqlite").write_bytes(damage)
    assert pipeline.build(many, site, today=TODAY).ok
    assert _site(site) == before
    shutil.rmtree(folder)
    assert pipeline.build(many, site, today=TODAY).ok
    assert _site(site) == before


def test_a_build_without_search_keeps_no_texts_for_it(many: Path, tmp_path: Path) -> None:
    """What only a search index is made from is not made for a build that makes none."""
    assert pipeline.build(many, tmp_path / "site", today=TODAY, searchable=False).ok
    assert _texts(many, tmp_path / "site") == {}


def test_a_build_with_search_makes_up_for_those_without(many: Path, tmp_path: Path) -> None:
    """Whatever was edited between, the index is made from the texts that a build from nothing makes it from, and from no others."""
    site = tmp_path / "site"
    assert pipeline.build(many, site, today=TODAY, searchable=False).ok
    assert pipeline.build(many, site, today=TODAY).ok
    for name in ("words of a case", "a case fewer", "a case renamed", "status of a case", "a term"):
        EDITS[name](many)
        assert pipeline.build(many, site, today=TODAY, searchable=False).ok
        if name != "words of a case":  # two edits in a row without search
            assert pipeline.build(many, site, today=TODAY).ok
            fresh = shutil.copytree(many, tmp_path / "fresh" / name)
            assert pipeline.build(fresh, tmp_path / "sites" / name, today=TODAY).ok
            assert _texts(many, site) == _texts(fresh, tmp_path / "sites" / name), name
            assert _site(site) == _site(tmp_path / "sites" / name), name


def _texts(root: Path, site: Path) -> dict[str, str]:
    """A digest of what search reads of each page, by its address."""
    records = Cache.for_root(root).load("records", str(site), TypeAdapter(Records))
    assert records is not None
    return {url: page.text for url, page in records.pages.items() if page.text}


HOLD_ALL = ("case-studies.json", "case-studies.csv", "figures.csv", "places.csv", "organisations.csv", "sources.csv")
"""The files that hold a part of every case."""


def test_after_an_edit_few_files_are_made(many: Path, tmp_path: Path) -> None:
    """What shows none of the case that was edited is left as it was."""
    site = tmp_path / "site"
    assert pipeline.build(many, site, today=TODAY, searchable=False).ok
    before = {path: path.stat().st_ino for path in site.rglob("*") if path.is_file()}
    _edit(many / "case_studies" / "lunch-03.yaml", "need: |-\n  Many", "need: |-\n  Too many")
    made: list[str] = []
    making = Outputs.html

    def html(outputs: Outputs, page: Page) -> bytes:
        made.append(page.url)
        return making(outputs, page)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Outputs, "html", html)
        patched.setattr(writer, "run_all", lambda tasks: [task() for task in tasks])  # to see here what is done
        assert pipeline.build(many, site, today=TODAY, searchable=False).ok
    pages = {url for url in made if url.startswith("case-studies/lunch")}
    assert "case-studies/lunch-03/" in pages
    assert len(pages) < 10  # itself, and those that show it as one like them
    written = {path.relative_to(site).as_posix() for path, node in before.items() if path.stat().st_ino != node}
    files = {path for path in written if not path.endswith(".html")}
    assert files == {"data/case-files/lunch-03.js", "data/case-studies.json", "data/datapackage.json"}


def test_another_clock_of_the_disk_costs_only_time(many: Path, tmp_path: Path) -> None:
    """Where every file of the site looks as if a person had changed it, as after a copy, everything is made again, and the site is the same."""
    site = tmp_path / "site"
    assert pipeline.build(many, site, today=TODAY).ok
    before = _site(site)
    shutil.copytree(site, tmp_path / "copy")
    shutil.rmtree(site)
    (tmp_path / "copy").rename(site)
    assert pipeline.build(many, site, today=TODAY).written >= len(before)
    assert _site(site) == before


@pytest.mark.parametrize("damage", [lambda held: held[:-9], lambda held: held.replace(b"lunch", b"brunch"), lambda _: b""])
def test_a_file_that_was_changed_is_made_again(many: Path, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Where a person has changed a file that holds every case, the next edit makes it whole."""
    site = tmp_path / "site"
    assert pipeline.build(many, site, today=TODAY, searchable=False).ok
    for name in HOLD_ALL:
        (site / "data" / name).write_bytes(damage((site / "data" / name).read_bytes()))
    _edit_figure(many)
    _edit(many / "case_studies" / "lunch-09.yaml", "title: ", "title: The ")
    assert pipeline.build(many, site, today=TODAY, searchable=False).ok
    assert pipeline.build(many, tmp_path / "fresh", today=TODAY, searchable=False).ok
    for name in HOLD_ALL:
        assert (site / "data" / name).read_bytes() == (tmp_path / "fresh" / "data" / name).read_bytes()


def test_a_refused_build_leaves_the_memory_of_the_files(many: Path, tmp_path: Path) -> None:
    """A mistake that only the checks find is mended: nothing of what stood is written again, and the site says the size of every file as before."""
    site, case = tmp_path / "site", many / "case_studies" / "lunch-03.yaml"
    assert pipeline.build(many, site, today=TODAY).ok
    before = _site(site)
    _edit(case, "themes: [food", "themes: [foood")
    assert not pipeline.build(many, site, today=TODAY).ok
    _edit(case, "themes: [foood", "themes: [food")
    assert pipeline.build(many, site, today=TODAY).written == 0
    assert _site(site) == before
