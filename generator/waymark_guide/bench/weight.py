"""What a browser fetches, counted in Chromium and gzipped as a server would send it."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.bench.finding import measure_finding
from waymark_guide.bench.serving import Served, served

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
    """How to search on a site: where to type, what shows that there are results, and whether the box waits for Enter."""

    box: str
    result: str
    enter: bool


OUR_SEARCH = Search("#wm-find", "[data-list] > li", enter=True)
PEER_SEARCH = Search(".md-search__input", ".md-search-result__item", enter=False)


def measure_weight(ours: Path, theirs: Path) -> Iterator[str]:
    """Tell the bytes of first views, of finding a case study, and of the first search of the whole site, with the peer's for the same."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only this measurement needs a browser)

    from waymark_guide.bench.chromium import launch  # noqa: PLC0415

    with served(ours) as own, served(theirs) as peer, sync_playwright() as playwright:
        browser = launch(playwright)
        for path in dict.fromkeys((*FIRST_VIEWS, *largest(ours))):
            size = _viewed(browser, own, path)
            verdict = "within" if size <= BUDGET else "OVER"
            yield f"first view /{path}: {size / 1000:.0f} KB gzipped, {verdict} {BUDGET // 1000} KB"
        peer_view = _viewed(browser, peer, "case-studies/")
        own_view = _viewed(browser, own, "case-studies/")
        yield f"first view of the case studies: ratio {own_view / peer_view:.2f} of mkdocs-material ({peer_view / 1000:.0f} KB gzipped)"
        yield from measure_finding(browser, own)
        searched, peer_searched = _searched(browser, own, OUR_SEARCH), _searched(browser, peer, PEER_SEARCH)
        ratio = searched / peer_searched
        told = f"{searched / 1000:.0f} KB gzipped, ratio {ratio:.2f} of mkdocs-material ({peer_searched / 1000:.0f} KB)"
        yield f"/case-studies/ and a first search of the whole site, until the first results: {told}"
        browser.close()


def largest(site: Path) -> list[str]:
    """The addresses of the largest pages, whatever they are."""
    pages = heapq.nlargest(LARGEST, site.rglob("index.html"), key=lambda file: file.stat().st_size)
    return [file.parent.relative_to(site).as_posix().removeprefix(".") + "/" for file in pages]


def _viewed(browser: Browser, site: Served, path: str) -> int:
    """Bytes of everything that a first view of one page asks for."""
    page = browser.new_page()
    size = site.view(page, path)
    page.close()
    return size


def _searched(browser: Browser, site: Served, search: Search) -> int:
    """Bytes of everything asked for from the first view to the first results: the peer's index comes with the view, ours with the search."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    size = site.view(page, "case-studies/")
    page.click(search.box)
    page.keyboard.type(WORDS, delay=20)
    if search.enter:
        page.keyboard.press("Enter")
    page.wait_for_selector(search.result)
    page.wait_for_load_state("networkidle")
    page.close()
    return size + site.weigh()
