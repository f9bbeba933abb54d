"""Measures what a browser fetches, counted in Chromium and gzipped as a server would send it."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.bench.finding import measure_finding
from waymark_guide.bench.serving import SiteServer, serve_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

BUDGET = 100_000
FIRST_VIEWS = (
    "",
    "decision-trees/",
    "decision-trees/which-approach/",
    "approaches/",
    "approaches/compare/",
    "case-studies/",
    "glossary/",
    "sources/",
)
LARGEST = 5
WORDS = "neighbours kitchen"


class Search(NamedTuple):
    """How to search on a site: selectors of the box and of a result, and whether the box waits for Enter."""

    box: str
    result: str
    enter: bool


OUR_SEARCH = Search("#wm-find", "[data-list] > li", enter=True)
PEER_SEARCH = Search(".md-search__input", ".md-search-result__item", enter=False)


def measure_weight(ours: Path, theirs: Path) -> Iterator[str]:
    """Measure the bytes of first views, of finding a case study, and of the first search of the whole site, next to the peer's."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only this measurement needs a browser)

    from waymark_guide.bench.chromium import launch  # noqa: PLC0415

    with serve_site(ours) as own, serve_site(theirs) as peer, sync_playwright() as playwright:
        browser = launch(playwright)
        for path in dict.fromkeys((*FIRST_VIEWS, *find_largest_pages(ours))):
            size = _measure_first_view(browser, own, path)
            verdict = "within" if size <= BUDGET else "OVER"
            yield f"first view /{path}: {size / 1000:.0f} KB gzipped, {verdict} {BUDGET // 1000} KB"
        peer_view = _measure_first_view(browser, peer, "case-studies/")
        own_view = _measure_first_view(browser, own, "case-studies/")
        yield f"first view of the case studies: ratio {own_view / peer_view:.2f} of mkdocs-material ({peer_view / 1000:.0f} KB gzipped)"
        yield from measure_finding(browser, own)
        own_search, peer_search = _measure_search(browser, own, OUR_SEARCH), _measure_search(browser, peer, PEER_SEARCH)
        ratio = own_search / peer_search
        sizes = f"{own_search / 1000:.0f} KB gzipped, ratio {ratio:.2f} of mkdocs-material ({peer_search / 1000:.0f} KB)"
        yield f"/case-studies/ and a first search of the whole site, until the first results: {sizes}"
        browser.close()


def find_largest_pages(site: Path) -> list[str]:
    """Find the addresses of the largest pages."""
    pages = heapq.nlargest(LARGEST, site.rglob("index.html"), key=lambda file: file.stat().st_size)
    return [file.parent.relative_to(site).as_posix().removeprefix(".") + "/" for file in pages]


def _measure_first_view(browser: Browser, site: SiteServer, path: str) -> int:
    """Measure the bytes of the first view of one page."""
    page = browser.new_page()
    size = site.open_page(page, path)
    page.close()
    return size


def _measure_search(browser: Browser, site: SiteServer, search: Search) -> int:
    """Measure the bytes from the first view to the first results. The peer loads its index with the view, we load ours with the search."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    size = site.open_page(page, "case-studies/")
    page.click(search.box)
    page.keyboard.type(WORDS, delay=20)
    if search.enter:
        page.keyboard.press("Enter")
    page.wait_for_selector(search.result)
    page.wait_for_load_state("networkidle")
    page.close()
    return size + site.count_bytes()
