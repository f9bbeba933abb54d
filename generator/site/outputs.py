"""Everything that the site holds, as paths and bytes: ready to be written, served or compared."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.site.page import Crumb, Page
from generator.site.stamp import Stamp
from generator.site.strings import strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.site.page import Plan

NOT_FOUND = "404/"
"""The address of the page for what was not found; it is written as `404.html`, and its links do not depend on where it is shown."""

BY_HAND = "<!-- pages written by hand -->"
"""Where the site map lists the hand-written pages, which are known only when MkDocs has read them."""

SEARCH_INDEX = "assets/search/index.js"
"""The small index that search uses where the large one cannot be loaded."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What MkDocs makes: the stamp, the hand-written pages, and the files beside them.

    Attributes:
        stamp: the HTML of the page that serves as the stamp.
        written: the hand-written pages.
        files: pictures and the theme's style, by path.
        site_name: for titles.
        site_url: where the site will live; empty where that is not known.
    """

    stamp: str
    written: tuple[Page, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    site_name: str = "Waymark"
    site_url: str = ""


def outputs(plan: Plan, shell: Shell, assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of the site by its path.

    Args:
        plan: the generated pages and files.
        shell: what MkDocs made.
        assets: scripts and styles by path below `assets/`.
    """
    stamp = Stamp.of(shell.stamp, site_name=shell.site_name, site_url=shell.site_url)
    by_hand = {page.url: page for page in shell.written}
    every = by_hand | dict(plan.pages)
    made = {url: replace(page, crumbs=crumbs_of(page, every)) for url, page in by_hand.items() if url not in plan.pages}
    result = dict(shell.files) | {f"assets/{path}": content for path, content in assets.items()} | dict(plan.files)
    listed = _links(made.values())
    for url, page in {**made, **plan.pages}.items():
        if url == NOT_FOUND:
            result["404.html"] = stamp.fill_anywhere(page).encode()
        else:
            written = by_hand[url].body if url in by_hand else ""
            result[f"{url}index.html"] = stamp.fill(replace(page, body=page.body.replace(BY_HAND, listed)), written=written).encode()
    if shell.site_url:
        result["sitemap.xml"] = sitemap(shell.site_url, (url for url in (*made, *plan.pages) if url != NOT_FOUND)).encode()
    result[SEARCH_INDEX] = search_index({**made, **plan.pages}.values()).encode()
    result["_headers"] = HEADERS.encode()
    return result


def crumbs_of(page: Page, pages: Mapping[str, Page]) -> tuple[Crumb, ...]:
    """The way from Home to a hand-written page, through the pages above it."""
    if not page.url:
        return ()
    steps = page.url.strip("/").split("/")[:-1]
    above = ["/".join(steps[: place + 1]) + "/" for place in range(len(steps))]
    return (Crumb(strings()("site.crumb.home"), ""), *(Crumb(pages[url].title, url) for url in above if url in pages))


def search_index(pages: Iterable[Page]) -> str:
    """A script that says of each page its address, title, kind, description and headings."""
    told = [
        [page.url, page.title, page.kind, page.description, " ".join(heading.text for heading in page.headings)] for page in pages if page.indexed
    ]
    return f"globalThis.WaymarkPages = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"


def _links(pages: Iterable[Page]) -> str:
    ordered = sorted(pages, key=lambda page: page.title.casefold())
    entries = (Markup('<li><a href="/{}">{}</a></li>').format(page.url, page.title) for page in ordered)
    return str(Markup('<ul class="wm-links wm-links--columns">{}</ul>').format(Markup().join(entries)))


def sitemap(site_url: str, urls: Iterable[str]) -> str:
    """The list of pages for search engines."""
    start = site_url.rstrip("/") + "/"
    entries = "".join(f"<url><loc>{start}{url}</loc></url>\n" for url in sorted(urls))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'


HEADERS = """/*
  Content-Security-Policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
"""
"""For hosts that read such a file. No script or style stands in a page, so nothing needs an exception but the search's WebAssembly."""
