"""Serves a site from a web server that records the requests."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

PACKED = {".woff2", ".png", ".jpg", ".webp", ".pf_meta", ".pf_index", ".pf_fragment", ".pagefind"}
"""Files that are compressed already; a server sends them as they are."""


@dataclass(frozen=True, slots=True)
class SiteServer:
    """A web server for one site.

    Attributes:
        site: its folder.
        address: its URL.
        requested: the paths that pages and workers requested for since the last count.
    """

    site: Path
    address: str
    requested: set[str]

    def open_page(self, page: Page, path: str) -> int:
        """Open a page, and count the bytes of its first view."""
        self.requested.clear()
        page.goto(self.address + path, wait_until="networkidle")
        return self.count_bytes()

    def count_bytes(self) -> int:
        """Count the bytes that were requested since the last count, gzipped as a server would send them."""
        total = sum(map(self._size, tuple(self.requested)))
        self.requested.clear()
        return total

    def _size(self, path: str) -> int:
        file = self.site / unquote(path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return 0
        content = file.read_bytes()
        return len(content) if file.suffix in PACKED else len(gzip.compress(content, 6))


@contextmanager
def serve_site(site: Path) -> Iterator[SiteServer]:
    """Serve a folder until the end of the block."""
    requested: set[str] = set()

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            requested.add(urlsplit(self.path).path)
            super().do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield SiteServer(site, f"http://127.0.0.1:{server.server_port}/", requested)
    finally:
        server.shutdown()
        server.server_close()
