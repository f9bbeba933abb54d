"""The comparison of two builds passes over names of assets and classes, and over nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.site.compare_sites import compare_sites

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<html><head><meta http-equiv="Content-Security-Policy" content="script-src {0}"><script src="../assets/{0}.js"></script></head>{1}</html>'


def write_site(folder: Path, files: dict[str, str]) -> Path:
    """Write the files of a site."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def test_names_of_assets_and_classes_do_not_count(tmp_path: Path) -> None:
    """A page with other scripts, classes and blanks is the same page."""
    old = write_site(tmp_path / "old", {"index.html": PAGE.format("a", '<p class="x">Hello  there</p>'), "assets/a.js": "1"})
    new = write_site(tmp_path / "new", {"index.html": PAGE.format("b", '<p class="y">Hello there</p>'), "assets/b.js": "2"})
    assert compare_sites(old, new) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p class="x">Hello</p>',
        '<p class="x" id="y">Hello there</p>',
        '<div class="x">Hello there</div>',
        '<p><a href="../b/">Hello there</a></p>',
        "",
    ],
)
def test_everything_else_on_a_page_counts(tmp_path: Path, body: str) -> None:
    """Another word, tag, id or link is a difference."""
    old = write_site(tmp_path / "old", {"index.html": PAGE.format("a", '<p class="x">Hello there</p>')})
    new = write_site(tmp_path / "new", {"index.html": PAGE.format("a", body)})
    assert [line.partition(":")[0] for line in compare_sites(old, new)] == ["index.html"]


def test_data_is_compared_byte_for_byte(tmp_path: Path) -> None:
    """Data that means the same but has other bytes is a difference, and so is a file that only one site has."""
    old = write_site(tmp_path / "old", {"data/cases.json": "{}", "feed.xml": "<a/>", "old.csv": ""})
    new = write_site(tmp_path / "new", {"data/cases.json": "{ }", "feed.xml": "<a/>", "new.csv": ""})
    assert compare_sites(old, new) == ["old.csv: only before", "new.csv: only after", "data/cases.json: other bytes"]


def test_cards_of_the_search_are_compared_in_any_order(tmp_path: Path) -> None:
    """The order of pages does not count in the search index, and the words that it shows do."""
    card = '(globalThis.WaymarkData??={{}})["search/find/cards-0"]=[["{}/","{}"],["b/","B"]];\n'
    old = write_site(tmp_path / "old", {"search/find/cards-0.js": card.format("a", "A")})
    same = write_site(tmp_path / "same", {"search/find/cards-0.js": '(x)["search/find/cards-0"]=[["b/","B"],["a/","A"]];\n'})
    other = write_site(tmp_path / "other", {"search/find/cards-0.js": card.format("a", "Other")})
    assert compare_sites(old, same) == []
    assert compare_sites(old, other) == ['search: only before: ["a/", "A"]', 'search: only after: ["a/", "Other"]']
