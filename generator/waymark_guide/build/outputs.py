"""Everything that the site holds, as paths and bytes: ready to be written, served or compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from waymark_guide.build.social_cards import path_of as card_of
from waymark_guide.site.page import Crumb, Files, Head, made_anew
from waymark_guide.site.pages.lookup import NOT_FOUND
from waymark_guide.site.pages.site_map import ADDRESS as SITE_MAP
from waymark_guide.site.pages.site_map import BY_HAND
from waymark_guide.site.parts.csp import ONLY_IN_HEADERS, policy
from waymark_guide.site.parts.page_layout import Stamp
from waymark_guide.site.search.fallback import search_files
from waymark_guide.site.search.page_text import searched
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.site.page import Draft, Page, Plan


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


class Outputs:
    """Every file of the site, each made when somebody asks for it.

    Attributes:
        plan: the generated pages and files.
        pages: every page by its address: those written by hand, then those of the plan.
        ready: the files that nothing has to be made for, by path.
    """

    def __init__(self, plan: Plan, shell: Shell, assets: Mapping[str, bytes], *, also: str = "") -> None:
        """Put a plan into a shell.

        Args:
            plan: the generated pages and files.
            shell: what MkDocs made.
            assets: scripts and styles by path below `assets/`.
            also: further sources that pages may load from; see `waymark_guide.site.parts.csp`.
        """
        rules = policy([shell.stamp, *(page.body for page in shell.written)], also=also)
        self.plan = plan
        self.ready = {**shell.files, **{f"assets/{path}": content for path, content in assets.items()}}
        self.ready |= {"_headers": headers(rules).encode(), "robots.txt": robots(shell.site_url).encode()}
        self._shell = shell
        self._stamp = Stamp.of(shell.stamp, site_name=shell.site_name, site_url=shell.site_url, policy=rules)
        self._by_hand = {page.url: page for page in shell.written}
        every = {**self._by_hand, **plan.pages}
        home = card_of("") if plan.cards else ""
        made = {url: replace(page, crumbs=crumbs_of(page, every), card=home) for url, page in self._by_hand.items() if url not in plan.pages}
        self._listed = _links(made.values())
        self.pages: dict[str, Page | Draft] = {**made, **plan.pages}

    def html(self, page: Page) -> bytes:
        """The whole HTML of a page."""
        if page.url == NOT_FOUND:
            return self._stamp.fill_anywhere(page).encode()
        told = replace(page, body=page.body.replace(BY_HAND, self._listed)) if page.url == SITE_MAP else page
        return self._stamp.fill(told, written=self._written(page)).encode()

    def texts(self, page: Page) -> dict[str, str]:
        """What the search of the whole site reads of a page, by path; nothing where it passes the page over."""
        return searched(page, self._written(page))

    def lists(self, heads: Iterable[Head]) -> Files:
        """The files that list every page.

        Args:
            heads: those of all pages, the ones written by hand first.
        """
        known = list(heads)
        return Files((*search_files(known), made_anew(partial(self._sitemap, known))))

    def all(self) -> dict[str, bytes]:
        """Every file by its path."""
        made = {path_of(url): self.html(page.page) for url, page in self.pages.items()}
        return {**self.ready, **self.plan.files, **made, **self.lists(Head.of(page.page) for page in self.pages.values())}

    def _sitemap(self, heads: Iterable[Head]) -> Iterator[tuple[str, bytes]]:
        if self._shell.site_url:
            days = {head.url: head.changed for head in heads if head.url != NOT_FOUND}
            yield "sitemap.xml", sitemap(self._shell.site_url, days).encode()

    def _written(self, page: Page) -> str:
        """The hand-written text for the same address."""
        written = self._by_hand.get(page.url)
        return written.body if written else ""


def path_of(url: str) -> str:
    """The file of a page."""
    return "404.html" if url == NOT_FOUND else f"{url}index.html"


def crumbs_of(page: Page, pages: Mapping[str, Page | Draft]) -> tuple[Crumb, ...]:
    """The way from Home to a hand-written page, through the pages above it."""
    if not page.url:
        return ()
    steps = page.url.strip("/").split("/")[:-1]
    above = ["/".join(steps[: place + 1]) + "/" for place in range(len(steps))]
    return (Crumb(load_strings()("site.crumb.home"), ""), *(Crumb(pages[url].title, url) for url in above if url in pages))


def _links(pages: Iterable[Page]) -> str:
    ordered = sorted(pages, key=lambda page: page.title.casefold())
    entries = (Markup('<li><a href="/{}">{}</a></li>').format(page.url, page.title) for page in ordered)
    return str(Markup('<ul class="wm-links wm-links--columns">{}</ul>').format(Markup().join(entries)))


def sitemap(site_url: str, pages: Mapping[str, str]) -> str:
    """The list of pages for search engines, each with the day of its last change where the content gives it."""
    start = escape(site_url.rstrip("/") + "/")
    days = {url: f"<lastmod>{changed}</lastmod>" if changed else "" for url, changed in pages.items()}
    entries = "".join(f"<url><loc>{start}{escape(url)}</loc>{days[url]}</url>\n" for url in sorted(days))
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
