"""One page that MkDocs built, used as the stamp for every generated page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from waymark_guide.site.parts.relative_links import depth_of, rooted
from waymark_guide.site.parts.structured_data import head
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from waymark_guide.site.page import Crumb, Heading, Page

ADDRESS = "waymark-stamp/"
"""Where the shell builds the stamp. Nothing of it is published."""

SLOTS = ("root", "title", "description", "headline", "told", "styles", "scripts", "crumbs", "contents", "body", "data", "kind", "layout")
"""What the theme leaves open, each as `@@wm:NAME@@`."""

LINKING = ("styles", "scripts", "crumbs", "body")
"""The slots whose HTML may have links, which begin at the root like those of the stamp."""

POLICY = "@@wm:policy@@"
"""Where the content security policy goes, which is the same on every page."""

WRITTEN = "<!-- written by hand -->"
"""Where the hand-written text of the same address goes in a generated body."""

REMEMBERED = 500
"""How many ways, contents and lists of assets are kept: pages of a kind share them."""

_SLOT = re.compile(r"@@wm:([a-z]+)(?::([^@]*))?@@")
_WORDS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A built page taken apart: text, slot, text, slot, ... with links that begin at the root.

    Attributes:
        parts: plain text at even places; at odd ones the slot's name and what it was given.
        site_name: for titles.
        site_url: where the site will live; empty where that is not known.
    """

    parts: tuple[str | tuple[str, str], ...]
    site_name: str
    site_url: str = ""

    @classmethod
    def of(cls, html: str, *, site_name: str, site_url: str = "", policy: str = "") -> Stamp:
        """Take apart the HTML of the page that MkDocs built at `ADDRESS`, and write the content security policy into it as it is."""
        text = _from_root(html).replace(POLICY, policy)
        parts: list[str | tuple[str, str]] = []
        end = 0
        for match in _SLOT.finditer(text):
            parts += [text[end : match.start()], (match[1], match[2] or "")]
            end = match.end()
        return cls((*parts, text[end:]), site_name, site_url)

    def fill(self, page: Page, *, written: str = "") -> str:
        """The whole HTML of a page.

        Args:
            page: what to show.
            written: the hand-written text for the same address, as HTML.
        """
        return self._filled(page, written, "../" * depth_of(page.url))

    def fill_anywhere(self, page: Page) -> str:
        """The HTML of a page that a server shows at any address: its links begin where the site lives."""
        path = re.sub(r"^https?://[^/]+", "", self.site_url).strip("/")
        return self._filled(page, "", f"/{path}/" if path else "/")

    def _filled(self, page: Page, written: str, base: str) -> str:
        slots = self._slots(page, written)
        slots |= {slot: rooted(slots[slot], base) for slot in LINKING}
        return "".join(
            [
                part if isinstance(part, str) else _current(part[1], page) if part[0] == "current" else slots[part[0]]
                for part in _rooted_parts(self.parts, base)
            ]
        )

    def _slots(self, page: Page, written: str) -> dict[str, str]:
        title = f"{page.title} - {self.site_name}" if page.url else f"{self.site_name}: {page.title}"
        return {
            "root": "../" * depth_of(page.url) or "./",
            "title": str(escape(title)),
            "description": str(escape(page.description)),
            "headline": str(escape(page.title)),
            "told": head(page, site_url=self.site_url),
            "styles": tags('<link rel="stylesheet" href="{}">', page.styles),
            "scripts": tags('<script src="{}" defer></script>', page.scripts),
            "crumbs": crumbs(page.crumbs),
            "contents": contents(page.headings),
            "body": page.body.replace(WRITTEN, written),
            "data": "".join(data_block(anchor, text) for anchor, text in page.data.items()),
            "kind": str(escape(page.kind)),
            "layout": (_WORDS.sub("-", page.kind.lower()).strip("-") or "plain") if page.url else "home",
        }


@lru_cache(maxsize=REMEMBERED)
def tags(pattern: str, addresses: tuple[str, ...]) -> str:
    """One tag an address."""
    return "".join(Markup(pattern).format(address) for address in addresses)  # noqa: S704 (the patterns stand in this module)


def data_block(anchor: str, text: str) -> str:
    """A block of JSON that nothing in its text can close."""
    return str(Markup('<script type="application/json" id="{}">').format(anchor)) + text.replace("<", "\\u003c").replace("&", "\\u0026") + "</script>"


@lru_cache(maxsize=REMEMBERED)
def crumbs(way: tuple[Crumb, ...]) -> str:
    """The way from Home, without the page itself."""
    steps = Markup().join(Markup('<li><a href="/{}">{}</a></li>').format(crumb.url.lstrip("/"), crumb.title) for crumb in way)
    return str(Markup('<nav class="wm-crumbs" aria-label="{}"><ol>{}</ol></nav>').format(load_strings()("site.crumb.label"), steps)) if steps else ""


@lru_cache(maxsize=REMEMBERED)
def contents(headings: tuple[Heading, ...]) -> str:
    """The page's contents; nothing where there is none."""
    entry = Markup('<li class="wm-contents__level-{}"><a href="#{}">{}</a></li>')
    entries = Markup().join(entry.format(heading.level, heading.anchor, heading.text) for heading in headings)
    whole = Markup('<nav class="wm-contents" aria-labelledby="wm-contents"><h2 id="wm-contents">{}</h2><ul>{}</ul></nav>')
    return str(whole.format(load_strings()("site.contents"), entries)) if entries else ""


@lru_cache(maxsize=REMEMBERED)
def _rooted_parts(parts: tuple[str | tuple[str, str], ...], base: str) -> tuple[str | tuple[str, str], ...]:
    """The parts of a stamp with links that begin at a base: worked out once for all pages of a depth."""
    return tuple(rooted(part, base) if isinstance(part, str) else part for part in parts)


def _current(url: str, page: Page) -> str:
    if url != page.section:
        return ""
    return ' aria-current="page"' if url == page.url else ' aria-current="true"'


def _from_root(html: str) -> str:
    """The stamp's own links, which are relative to `ADDRESS`, from the root."""
    up = "../" * depth_of(ADDRESS)
    return re.sub(rf"""(\s(?:href|src|action)=["']){re.escape(up)}""", r"\1/", html).replace(f'href="{up[:-1]}"', 'href="/"')
