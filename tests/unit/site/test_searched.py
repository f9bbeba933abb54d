"""Promises of `generator.site.searched`."""

from __future__ import annotations

from generator.site.outputs import Shell
from generator.site.page import Page, Plan
from generator.site.searched import searched
from generator.site.stamp import WRITTEN

PAGES = (
    Page("grants/", "", "Grants & gifts", "", f"<h1>Grants</h1>{WRITTEN}", kind='A "kind"'),
    Page("steps/", "", "Steps", "", "<h1>Steps</h1>", indexed=False),
)
SHELL = Shell("", (Page("about/", "", "About", "", "<h1>About</h1>"), Page("grants/", "", "Grants", "", "<p>By hand.</p>")))


def test_search_reads_the_text_of_pages_that_it_may_find() -> None:
    """Generated pages with their hand-written part, and hand-written pages; never one that is kept out of search."""
    texts = searched(Plan({page.url: page for page in PAGES}), SHELL)
    assert set(texts) == {"grants/index.html", "about/index.html"}
    assert "<h1>Grants</h1><p>By hand.</p>" in texts["grants/index.html"]
    assert "<title>Grants &amp; gifts</title>" in texts["grants/index.html"]
    assert 'data-kind="A &#34;kind&#34;"' in texts["grants/index.html"]
