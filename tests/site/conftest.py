"""Every page of the built site, taken apart once."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FETCHED = {("link", "href"), ("form", "action"), *((tag, "src") for tag in ("script", "img", "source", "iframe", "video", "audio"))}


@dataclass
class Parsed:
    """One page as a browser sees it.

    Attributes:
        fetched: addresses that the browser asks for by itself, or sends to.
        links: addresses of links.
        inline: style attributes, event handlers and scripts in the page.
    """

    path: Path
    address: str
    title: str = ""
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Parsed) -> None:
        super().__init__()
        self.page = page
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.page.headings.append(int(tag[1]))
        if "id" in given:
            self.page.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        if tag == "link" and given.get("rel") in {"canonical", "alternate"}:
            return
        self.page.fetched += [value for name, value in given.items() if (tag, name) in FETCHED]
        self.page.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in {"application/json", "application/ld+json"}):
            self.page.inline.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.page.unbalanced.append(tag)
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["title"] and "svg" not in self.open:
            self.page.title += data


def parse(path: Path, site: Path) -> Parsed:
    """Take a page apart."""
    page = Parsed(path, "/" + path.relative_to(site).as_posix().removesuffix("index.html"))
    reader = _Reader(page)
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return page


class Pages(list[Parsed]):
    """All pages, with the way from a link to a place."""

    def __init__(self, site: Path) -> None:
        """Take apart every page of a site."""
        super().__init__(parse(path, site) for path in sorted(site.rglob("*.html")))
        self.site = site
        self.by_address = {page.address: page for page in self}

    def broken(self, page: Parsed, link: str) -> str:
        """Why a link leads nowhere; empty where it leads somewhere, or off the site."""
        if urlsplit(link).scheme or link.startswith("//"):
            return ""
        address, fragment = urldefrag(urljoin(page.address, link))
        path = urlsplit(address).path
        found = self.by_address.get(path)
        if found is None:
            return "" if (self.site / path.lstrip("/")).is_file() else f"{page.address}: {link} leads to no page"
        if chosen := fragment.split(",") if "," in fragment and "=" not in fragment else []:
            parent = urljoin(found.address, "../")
            return "".join(f"{page.address}: {link} names no page {each}" for each in chosen if f"{parent}{each}/" not in self.by_address)
        if fragment and fragment not in found.ids and "=" not in fragment:
            return f"{page.address}: {link} leads to no place on {found.address}"
        return ""


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    """Every page of the built site."""
    return Pages(site)
