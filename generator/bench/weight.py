"""What a browser fetches, counted in Chromium and gzipped as a server would send it."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

BUDGET = 100_000
FIRST_VIEWS = ("", "decision-trees/", "decision-trees/which-approach/", "approaches/", "case-studies/", "glossary/", "sources/")
PACKED = {".woff2", ".png", ".jpg", ".webp", ".pf_meta", ".pf_index", ".pf_fragment", ".pagefind"}
"""Files that are compressed already; a server sends them as they are."""


def measure_weight(ours: Path, theirs: Path) -> Iterator[str]:
    """Tell the bytes of first views, of the first search, and the peer's for the same."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only this measurement needs a browser)

    from generator.bench.chromium import launch  # noqa: PLC0415

    with _served(ours) as own, _served(theirs) as peer, sync_playwright() as playwright:
        browser = launch(playwright)
        for path in FIRST_VIEWS:
            size = _fetched(browser.new_page(), ours, own, path)
            verdict = "within" if size <= BUDGET else "OVER"
            yield f"first view /{path}: {size / 1000:.0f} KB gzipped, {verdict} {BUDGET // 1000} KB"
        yield f"first view of the peer's /case-studies/: {_fetched(browser.new_page(), theirs, peer, 'case-studies/') / 1000:.0f} KB gzipped"
        searched = _searched(browser.new_page(), ours, own, "case-studies/")
        peer_searched = _searched(browser.new_page(), theirs, peer, "case-studies/")
        ratio = searched / peer_searched
        yield f"first search: {searched / 1000:.0f} KB gzipped, ratio {ratio:.2f} of mkdocs-material ({peer_searched / 1000:.0f} KB)"
        browser.close()


def _fetched(page: Page, site: Path, address: str, path: str) -> int:
    """Bytes of everything that a first view of one page asks for."""
    asked = _listen(page)
    page.goto(address + path, wait_until="networkidle")
    page.close()
    return _weigh(site, asked)


def _searched(page: Page, site: Path, address: str, path: str) -> int:
    """Bytes of everything asked for between the first view and the first results of a search."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + path, wait_until="networkidle")
    asked = _listen(page)
    page.keyboard.press("/")
    page.keyboard.type("neighbours kitchen", delay=20)
    page.wait_for_timeout(4000)
    page.close()
    return max(_weigh(site, asked), 1)


def _listen(page: Page) -> set[str]:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    return asked


def _weigh(site: Path, asked: set[str]) -> int:
    total = 0
    for path in asked:
        file = site / unquote(path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if file.is_file():
            content = file.read_bytes()
            total += len(content) if file.suffix in PACKED else len(gzip.compress(content, 6))
    return total


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
