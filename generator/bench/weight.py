"""What a browser fetches, counted in Chromium and gzipped as a server would send it."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

BUDGET = 100_000
FIRST_VIEWS = ("", "decision-trees/", "decision-trees/which-approach/", "approaches/", "case-studies/", "glossary/", "sources/")
PACKED = {".woff2", ".png", ".jpg", ".webp", ".pf_meta", ".pf_index", ".pf_fragment", ".pagefind"}
"""Files that are compressed already; a server sends them as they are."""
WORDS = "neighbours kitchen"


class Search(NamedTuple):
    """How to search on a site: where to type, what shows that there are results, and whether the box waits for Enter."""

    box: str
    result: str
    enter: bool


OUR_SEARCH = Search("#wm-find", "[data-list] > li", enter=True)
PEER_SEARCH = Search(".md-search__input", ".md-search-result__item", enter=False)


@dataclass(frozen=True, slots=True)
class Served:
    """A site on a server of its own.

    Attributes:
        site: its folder.
        address: where it is.
        asked: the paths that it was asked for.
    """

    site: Path
    address: str
    asked: set[str]


def measure_weight(ours: Path, theirs: Path) -> Iterator[str]:
    """Tell the bytes of first views, of the first search, and the peer's for the same."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only this measurement needs a browser)

    from generator.bench.chromium import launch  # noqa: PLC0415

    with _served(ours) as own, _served(theirs) as peer, sync_playwright() as playwright:
        browser = launch(playwright)
        for path in FIRST_VIEWS:
            size = _viewed(browser, own, path)
            verdict = "within" if size <= BUDGET else "OVER"
            yield f"first view /{path}: {size / 1000:.0f} KB gzipped, {verdict} {BUDGET // 1000} KB"
        yield f"first view of the peer's /case-studies/: {_viewed(browser, peer, 'case-studies/') / 1000:.0f} KB gzipped"
        searched, peer_searched = _searched(browser, own, OUR_SEARCH), _searched(browser, peer, PEER_SEARCH)
        ratio = searched / peer_searched
        told = f"{searched / 1000:.0f} KB gzipped, ratio {ratio:.2f} of mkdocs-material ({peer_searched / 1000:.0f} KB)"
        yield f"/case-studies/ and a first search from it, until the first results: {told}"
        browser.close()


def _viewed(browser: Browser, served: Served, path: str) -> int:
    """Bytes of everything that a first view of one page asks for."""
    page = browser.new_page()
    served.asked.clear()
    page.goto(served.address + path, wait_until="networkidle")
    page.close()
    return _weigh(served)


def _searched(browser: Browser, served: Served, search: Search) -> int:
    """Bytes of everything asked for from the first view to the first results: the peer's index comes with the view, ours with the search."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    served.asked.clear()
    page.goto(served.address + "case-studies/", wait_until="networkidle")
    page.click(search.box)
    page.keyboard.type(WORDS, delay=20)
    if search.enter:
        page.keyboard.press("Enter")
    page.wait_for_selector(search.result)
    page.wait_for_load_state("networkidle")
    page.close()
    return _weigh(served)


def _weigh(served: Served) -> int:
    total = 0
    for path in served.asked:
        file = served.site / unquote(path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if file.is_file():
            content = file.read_bytes()
            total += len(content) if file.suffix in PACKED else len(gzip.compress(content, 6))
    return total


@contextmanager
def _served(site: Path) -> Iterator[Served]:
    """A folder on a server that notes what it is asked for, by pages and by workers alike."""
    asked: set[str] = set()

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.add(urlsplit(self.path).path)
            super().do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Served(site, f"http://127.0.0.1:{server.server_port}/", asked)
    finally:
        server.shutdown()
