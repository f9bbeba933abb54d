"""Promises of `waymark_guide.site.search.page_text`."""

from __future__ import annotations

import json

from waymark_guide.build.outputs import Outputs, SiteLayout
from waymark_guide.build.plan import Plan
from waymark_guide.site.file_group import Files
from waymark_guide.site.lazy_page import LazyPage
from waymark_guide.site.page import Page, PageSummary, Part
from waymark_guide.site.parts.page_frame import HAND_WRITTEN
from waymark_guide.site.search.fallback import make_search_files
from waymark_guide.site.search.page_text import make_search_texts

PAGES = (
    Page("grants/", "", "Grants & gifts", "", f"<h1>Grants</h1>{HAND_WRITTEN}", kind='A "kind"'),
    Page("steps/", "", "Steps", "", "<h1>Steps</h1>", indexed=False),
)
SHELL = SiteLayout("", (Page("about/", "", "About", "", "<h1>About</h1>"), Page("grants/", "", "Grants", "", "<p>By hand.</p>")))


def test_search_reads_the_text_of_pages_that_it_may_find() -> None:
    """Generated pages with their hand-written part, and hand-written pages; never one that is kept out of search."""
    outputs = Outputs(Plan({page.url: LazyPage.of(page) for page in PAGES}), SHELL, {})
    texts = {path: text for page in outputs.pages.values() for path, text in outputs.texts(page.render()).items()}
    assert set(texts) == {"grants/index.html", "about/index.html"}
    assert "<h1>Grants</h1><p>By hand.</p>" in texts["grants/index.html"]
    assert "<title>Grants &amp; gifts</title>" in texts["grants/index.html"]
    assert 'data-kind="A &#34;kind&#34;"' in texts["grants/index.html"]


def test_a_part_of_a_page_is_found_where_it_is_there() -> None:
    """Each part that search finds by itself is a text of its own, with the page's kind and the place to lead to."""
    page = Page("terms/", "", "Terms", "", "<h1>Terms</h1>", kind="Glossary", parts=(Part("gift", "Gift & grant", "Something given."),))
    texts = make_search_texts(page)
    assert 'data-place="terms/#gift"' in texts["terms/gift/index.html"]
    assert "<h1>Gift &amp; grant</h1>" in texts["terms/gift/index.html"]
    assert 'data-kind="Glossary"' in texts["terms/gift/index.html"]


def test_the_small_index_holds_pages_and_their_parts() -> None:
    """Each page that search may show, and each part, has its address, title and kind, in one order."""
    page = Page("terms/", "", "Terms", "About", "", kind="Glossary", parts=(Part("gift", "Gift", "Given."),))
    pages = [page, Page("hidden/", "", "Hidden", "", "", indexed=False), Page("", "", "Home", "", "", kind="Page")]
    made = Files(make_search_files(map(PageSummary.of, pages)))
    value = {path: json.loads(text.decode().split("]=", 1)[1].rstrip(";\n")) for path, text in made.items()}
    assert value["search/find/cards-0.js"] == [["terms/", "Terms", "About"], ["terms/#gift", "Gift", "Given."], ["", "Home", ""]]
    assert value["search/find/kinds.js"] == {"kinds": ["Glossary", "Page"], "of": "0 0 1"}
