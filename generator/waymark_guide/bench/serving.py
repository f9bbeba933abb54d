"""A site on a server of its own, which notes what it is asked for."""

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
class Served:
    """A site that is being served.

    Attributes:
        site: its folder.
        address: where it is.
        asked: the paths that it was asked for, by pages and by workers alike.
    """

    site: Path
    address: str
    asked: set[str]

    def view(self, page: Page, path: str) -> int:
        """Open a page; the bytes of everything that its first view asks for."""
        self.asked.clear()
        page.goto(self.address + path, wait_until="networkidle")
        return self.weigh()

    def weigh(self) -> int:
        """The bytes of what was asked for since the last time, gzipped as a server would send them."""
        total = sum(map(self._size, tuple(self.asked)))
        self.asked.clear()
        return total

    def _size(self, path: str) -> int:
        file = self.site / unquote(path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return 0
        content = file.read_bytes()
        return len(content) if file.suffix in PACKED else len(gzip.compress(content, 6))


@contextmanager
def served(site: Path) -> Iterator[Served]:
    """Serve a folder until the end of the block."""
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
        server.server_close()
