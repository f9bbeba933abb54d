"""Fills the frame of the site, one empty page that MkDocs built, with the content of each page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from waymark_guide.site.parts.relative_links import count_folders, rebase_links
from waymark_guide.site.parts.structured_data import render_metadata
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from waymark_guide.site.page import Crumb, Heading, Page
    from waymark_guide.words.strings import Strings

ADDRESS = "waymark-frame/"
"""The address at which MkDocs builds the frame. The frame itself is not published."""

SLOTS_WITH_LINKS = ("styles", "scripts", "crumbs", "body")
"""The slots whose HTML may contain links. These links begin at the root, like those of the frame."""

POLICY = "@@wm:policy@@"
"""The slot of the content security policy, which is the same on every page."""

HAND_WRITTEN = "<!-- written by hand -->"
"""The slot in a generated body for the hand-written text of the same address."""

CACHE_SIZE = 500
"""How many breadcrumb trails, tables of contents and lists of assets are cached: pages of one kind share them."""

_SLOT = re.compile(r"@@wm:([a-z]+)(?::([^@]*))?@@")
"""A slot of the theme's template, `@@wm:NAME@@` or `@@wm:NAME:ARGUMENT@@`."""
_NO_LETTERS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A built page with open slots: text, slot, text, slot, ..., text. Its links begin at the root.

    Attributes:
        parts: plain text at even indexes; at odd indexes the name of a slot and its argument, which may be empty.
        site_name: for titles.
        site_url: the address of the site; empty if it is not known.
        strings: the words of the interface.
    """

    parts: tuple[str | tuple[str, str], ...]
    site_name: str
    site_url: str = ""
    strings: Strings = field(default_factory=load_strings)

    @classmethod
    def parse(cls, html: str, *, site_name: str, site_url: str = "", policy: str = "", strings: Strings | None = None) -> PageFrame:
        """Split the HTML that MkDocs built at `ADDRESS` at its slots, and insert the content security policy."""
        text = _make_links_absolute(html).replace(POLICY, policy)
        parts: list[str | tuple[str, str]] = []
        end = 0
        for match in _SLOT.finditer(text):
            parts += [text[end : match.start()], (match[1], match[2] or "")]
            end = match.end()
        return cls((*parts, text[end:]), site_name, site_url, strings or load_strings())

    def fill(self, page: Page, *, hand_written: str = "") -> str:
        """Make the whole HTML of a page, with links relative to the page.

        Args:
            page: the page to show.
            hand_written: the hand-written text for the same address, as HTML.
        """
        return self._fill_slots(page, hand_written, "../" * count_folders(page.url))

    def fill_for_any_address(self, page: Page) -> str:
        """Make the HTML of a page that a server shows at any address, such as 404: its links begin at the path of the site.

        It says nothing of its own address to programs, because it has none.
        """
        path = re.sub(r"^https?://[^/]+", "", self.site_url).strip("/")
        return self._fill_slots(page, "", f"/{path}/" if path else "/", has_address=False)

    def _fill_slots(self, page: Page, hand_written: str, base: str, *, has_address: bool = True) -> str:
        slots = self._render_slots(page, hand_written)
        slots["metadata"] = slots["metadata"] if has_address else ""
        slots |= {slot: rebase_links(slots[slot], base) for slot in SLOTS_WITH_LINKS}
        return "".join(
            [
                part if isinstance(part, str) else _render_aria_current(part[1], page) if part[0] == "current" else slots[part[0]]
                for part in _rebase_parts(self.parts, base)
            ]
        )

    def _render_slots(self, page: Page, hand_written: str) -> dict[str, str]:
        title = f"{page.title} - {self.site_name}" if page.url else f"{self.site_name}: {page.title}"
        return {
            "root": "../" * count_folders(page.url) or "./",
            "title": str(escape(title)),
            "description": str(escape(page.description)),
            "headline": str(escape(page.title)),
            "metadata": render_metadata(page, site_url=self.site_url),
            "styles": render_tags('<link rel="stylesheet" href="{}">', page.styles),
            "scripts": render_tags('<script src="{}" defer></script>', page.scripts),
            "crumbs": render_crumbs(page.crumbs, self.strings("site.crumb.label")),
            "contents": render_contents(page.headings, self.strings("site.contents")),
            "body": page.body.replace(HAND_WRITTEN, hand_written),
            "data": "".join(render_data_block(anchor, text) for anchor, text in page.data.items()),
            "kind": str(escape(page.kind)),
            "layout": (_NO_LETTERS.sub("-", page.kind.lower()).strip("-") or "plain") if page.url else "home",
        }


@lru_cache(maxsize=CACHE_SIZE)
def render_tags(pattern: str, addresses: tuple[str, ...]) -> str:
    """Render one tag for each address."""
    return "".join(Markup(pattern).format(address) for address in addresses)  # noqa: S704 (the patterns are constants of this module)


def render_data_block(anchor: str, text: str) -> str:
    """Render a block of JSON. The text is escaped, so that it cannot close the block."""
    return str(Markup('<script type="application/json" id="{}">').format(anchor)) + text.replace("<", "\\u003c").replace("&", "\\u0026") + "</script>"


@lru_cache(maxsize=CACHE_SIZE)
def render_crumbs(crumbs: tuple[Crumb, ...], label: str) -> str:
    """Render the breadcrumb trail from Home, without the page itself; empty if there are no crumbs. The label is for screen readers."""
    items = Markup().join(Markup('<li><a href="/{}">{}</a></li>').format(crumb.url.lstrip("/"), crumb.title) for crumb in crumbs)
    return str(Markup('<nav class="wm-crumbs" aria-label="{}"><ol>{}</ol></nav>').format(label, items)) if items else ""


@lru_cache(maxsize=CACHE_SIZE)
def render_contents(headings: tuple[Heading, ...], title: str) -> str:
    """Render the table of contents; empty if there are no headings."""
    entry = Markup('<li class="wm-contents__level-{}"><a href="#{}">{}</a></li>')
    entries = Markup().join(entry.format(heading.level, heading.anchor, heading.text) for heading in headings)
    nav = Markup('<nav class="wm-contents" aria-labelledby="wm-contents"><h2 id="wm-contents">{}</h2><ul>{}</ul></nav>')
    return str(nav.format(title, entries)) if entries else ""


@lru_cache(maxsize=CACHE_SIZE)
def _rebase_parts(parts: tuple[str | tuple[str, str], ...], base: str) -> tuple[str | tuple[str, str], ...]:
    """Make the links of a frame begin at a base. All pages of one depth share the result."""
    return tuple(rebase_links(part, base) if isinstance(part, str) else part for part in parts)


def _render_aria_current(url: str, page: Page) -> str:
    if url != page.section:
        return ""
    return ' aria-current="page"' if url == page.url else ' aria-current="true"'


def _make_links_absolute(html: str) -> str:
    """Make the frame's own links, which are relative to `ADDRESS`, begin at the root."""
    up = "../" * count_folders(ADDRESS)
    return re.sub(rf"""(\s(?:href|src|action)=["']){re.escape(up)}""", r"\1/", html).replace(f'href="{up[:-1]}"', 'href="/"')
