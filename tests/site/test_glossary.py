"""Terms on the built site: explained once a page, in running text only, and every one of them met somewhere."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from waymark_guide.reading.repository import read_knowledge_base

ROOT = Path(__file__).parents[2]
NEVER_IN = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "summary", "legend", "label", "blockquote", "th", "figcaption", "caption", "dt", "nav"}


class _Terms(HTMLParser):
    """The terms of a page, and where they are."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = []
        self.seen: Counter[tuple[int, str]] = Counter()
        self.misplaced: list[str] = []
        self.described: set[str] = set()
        self.ids: set[str] = set()
        self.view, self.views = 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if given.get("class") == "wm-term":
            term = given["href"].rpartition("#")[2]
            self.seen[self.view, term] += 1
            self.described.add(given["aria-describedby"])
            self.misplaced += [f"{term} in {each}" for each in self.within if each in NEVER_IN]
        if tag == "template":
            self.views += 1
            self.view = self.views
        if tag not in {"br", "hr", "img", "input", "link", "meta", "col", "wbr", "source"}:
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            while self.within.pop() != tag:
                pass
        if tag == "template":
            self.view = 0


@pytest.fixture(scope="module")
def term_pages(site: Path) -> dict[str, _Terms]:
    """What each page explains, by its file."""
    found = {}
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if 'class="wm-term"' in text:
            found[path.relative_to(site).as_posix()] = _Terms()
            found[path.relative_to(site).as_posix()].feed(text)
    return found


def test_a_term_is_explained_once_a_page(term_pages: dict[str, _Terms]) -> None:
    """However often a page uses a term, one use is marked; a question of a guide is a view of its own."""
    assert term_pages
    assert [(path, term) for path, page in term_pages.items() for (_, term), count in page.seen.items() if count > 1] == []


def test_terms_stand_in_running_text(term_pages: dict[str, _Terms]) -> None:
    """No heading, link, button, label, quotation or caption holds one."""
    assert {path: page.misplaced for path, page in term_pages.items() if page.misplaced} == {}


def test_every_meaning_is_on_the_page(term_pages: dict[str, _Terms]) -> None:
    """What a term points to for its meaning is there."""
    assert {path: page.described - page.ids for path, page in term_pages.items() if page.described - page.ids} == {}


def test_every_term_is_met_or_has_a_page(term_pages: dict[str, _Terms]) -> None:
    """Each term of the glossary is explained on some page, or has a page of its own."""
    glossary = read_knowledge_base(ROOT).knowledge_base.glossary
    assert glossary is not None
    met = {term for page in term_pages.values() for _, term in page.seen}
    assert [term.id for term in glossary.terms if term.id not in met and not term.more] == []


def test_the_glossary_names_the_pages(site: Path) -> None:
    """Each term on the page of the glossary leads to the pages that explain it, and to the terms next to it."""
    text = (site / "glossary" / "index.html").read_text(encoding="utf-8")
    entry = re.search(r'<div id="core-funding">.*?</dd></div>', text, re.DOTALL)
    assert entry is not None
    assert 'href="../approaches/grants/"' in entry[0]
    assert 'href="#grant"' in entry[0]
    assert len(re.findall(r'<h2 id="letter-', text)) == len(re.findall(r'<li><a href="#letter-', text))


def test_the_script_is_tiny(site: Path) -> None:
    """Showing meanings costs a page less than a kilobyte and a half of script."""
    assert len(gzip.compress((site / "assets" / "terms" / "terms.js").read_bytes())) < 1536
