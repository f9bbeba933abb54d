"""Everything that the site holds, as paths and bytes: ready to be written, served or compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.site.cards import path_of
from generator.site.page import Crumb, Page
from generator.site.policy import ONLY_IN_HEADERS, policy
from generator.site.small_search import search_files
from generator.site.stamp import Stamp
from generator.site.strings import strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.site.page import Plan

NOT_FOUND = "404/"
"""The address of the page for what was not found; it is written as `404.html`, and its links do not depend on where it is shown."""

BY_HAND = "<!-- pages written by hand -->"
"""Where the site map lists the hand-written pages, which are known only when MkDocs has read them."""


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


def outputs(plan: Plan, shell: Shell, assets: Mapping[str, bytes], *, also: str = "") -> dict[str, bytes]:
    """Every file of the site by its path.

    Args:
        plan: the generated pages and files.
        shell: what MkDocs made.
        assets: scripts and styles by path below `assets/`.
        also: further sources that pages may load from; see `generator.site.policy`.
    """
    rules = policy([shell.stamp, *(page.body for page in shell.written)], also=also)
    stamp = Stamp.of(shell.stamp, site_name=shell.site_name, site_url=shell.site_url, policy=rules)
    home = path_of("") if plan.cards else ""
    by_hand = {page.url: page for page in shell.written}
    every = by_hand | dict(plan.pages)
    made = {url: replace(page, crumbs=crumbs_of(page, every), card=home) for url, page in by_hand.items() if url not in plan.pages}
    result = dict(shell.files) | {f"assets/{path}": content for path, content in assets.items()} | dict(plan.files)
    listed = _links(made.values())
    for url, page in {**made, **plan.pages}.items():
        if url == NOT_FOUND:
            result["404.html"] = stamp.fill_anywhere(page).encode()
        else:
            written = by_hand[url].body if url in by_hand else ""
            result[f"{url}index.html"] = stamp.fill(replace(page, body=page.body.replace(BY_HAND, listed)), written=written).encode()
    if shell.site_url:
        listed_for_robots = {url: page.changed for url, page in {**made, **plan.pages}.items() if url != NOT_FOUND}
        result["sitemap.xml"] = sitemap(shell.site_url, listed_for_robots).encode()
    result["robots.txt"] = robots(shell.site_url).encode()
    result |= dict(search_files({**made, **plan.pages}.values()))
    result["_headers"] = headers(rules).encode()
    return result


def crumbs_of(page: Page, pages: Mapping[str, Page]) -> tuple[Crumb, ...]:
    """The way from Home to a hand-written page, through the pages above it."""
    if not page.url:
        return ()
    steps = page.url.strip("/").split("/")[:-1]
    above = ["/".join(steps[: place + 1]) + "/" for place in range(len(steps))]
    return (Crumb(strings()("site.crumb.home"), ""), *(Crumb(pages[url].title, url) for url in above if url in pages))


def _links(pages: Iterable[Page]) -> str:
    ordered = sorted(pages, key=lambda page: page.title.casefold())
    entries = (Markup('<li><a href="/{}">{}</a></li>').format(page.url, page.title) for page in ordered)
    return str(Markup('<ul class="wm-links wm-links--columns">{}</ul>').format(Markup().join(entries)))


def sitemap(site_url: str, pages: Mapping[str, date | None]) -> str:
    """The list of pages for search engines, each with the day of its last change where the content gives it."""
    start = site_url.rstrip("/") + "/"
    days = {url: f"<lastmod>{changed.isoformat()}</lastmod>" if changed else "" for url, changed in pages.items()}
    entries = "".join(f"<url><loc>{start}{url}</loc>{days[url]}</url>\n" for url in sorted(days))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'


def robots(site_url: str) -> str:
    """What search engines may read: everything, and where the list of it is."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site_url.rstrip('/')}/sitemap.xml\n" if site_url else "")


def headers(rules: str) -> str:
    """The same rules as in each page, and what only a header can say, for hosts that read such a file."""
    return f"""/*
  Content-Security-Policy: {rules}; {ONLY_IN_HEADERS}
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
"""
