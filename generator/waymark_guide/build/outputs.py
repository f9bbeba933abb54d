"""The files of a site as paths and bytes, for writing or serving."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from waymark_guide.build.social_cards import path_of as card_of
from waymark_guide.site.file_group import FileGroup, Files
from waymark_guide.site.lazy_page import LazyPage
from waymark_guide.site.page import Crumb
from waymark_guide.site.pages.not_found import ROUTE as NOT_FOUND
from waymark_guide.site.pages.site_map import BY_HAND
from waymark_guide.site.pages.site_map import ROUTE as SITE_MAP
from waymark_guide.site.parts.csp import ONLY_IN_HEADERS, policy
from waymark_guide.site.parts.page_frame import PageFrame
from waymark_guide.site.search.fallback import make_search_files
from waymark_guide.site.search.page_text import make_search_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.build.plan import Plan
    from waymark_guide.site.page import Page, PageSummary
    from waymark_guide.words.strings import Strings


@dataclass(frozen=True, slots=True)
class SiteLayout:
    """What MkDocs makes: the layout of all pages, the hand-written pages, and other files.

    Attributes:
        frame: the HTML of an empty page, into which every page is put.
        hand_written: the hand-written pages.
        files: pictures and the theme's style, by path.
        site_name: for titles.
        site_url: the address of the site; empty if it is not known.
    """

    frame: str
    hand_written: tuple[Page, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    site_name: str = "Waymark"
    site_url: str = ""


class Outputs:
    """Every file of the site, made on demand.

    Attributes:
        plan: the generated pages and files.
        pages: every page by its address: the hand-written ones, then those of the plan.
        ready: the files that need not be made, by path.
    """

    def __init__(self, plan: Plan, layout: SiteLayout, assets: Mapping[str, bytes], *, also: str = "") -> None:
        """Put the pages of a plan into the layout.

        Args:
            plan: the generated pages and files.
            layout: what MkDocs made.
            assets: scripts and styles by path below `assets/`.
            also: further sources that pages may load from; see `waymark_guide.site.parts.csp`.
        """
        rules = policy([layout.frame, *(page.body for page in layout.hand_written)], also=also)
        self.plan = plan
        self.ready = {**layout.files, **{f"assets/{path}": content for path, content in assets.items()}}
        self.ready |= {"_headers": headers(rules).encode(), "robots.txt": robots(layout.site_url).encode()}
        self._layout = layout
        self._frame = PageFrame.parse(layout.frame, site_name=layout.site_name, site_url=layout.site_url, strings=plan.strings, policy=rules)
        self._by_hand = {page.url: page for page in layout.hand_written}
        every = {**{url: LazyPage.of(page) for url, page in self._by_hand.items()}, **plan.pages}
        home = card_of("") if plan.cards else ""
        written = [
            replace(page, crumbs=make_crumbs(page, every, plan.strings), card=home) for url, page in self._by_hand.items() if url not in plan.pages
        ]
        self._links = _make_links(written)
        self.pages: dict[str, LazyPage] = {**{page.url: LazyPage.of(page) for page in written}, **plan.pages}

    def html(self, page: Page) -> bytes:
        """The whole HTML of a page."""
        if page.url == NOT_FOUND:
            return self._frame.fill_for_any_address(page).encode()
        whole = replace(page, body=page.body.replace(BY_HAND, self._links)) if page.url == SITE_MAP else page
        return self._frame.fill(whole, hand_written=self._get_hand_written(page)).encode()

    def texts(self, page: Page) -> dict[str, str]:
        """What the search of the whole site reads of a page, by path; nothing if search leaves the page out."""
        return make_search_texts(page, self._get_hand_written(page))

    def lists(self, summaries: Iterable[PageSummary]) -> Files:
        """The files that list every page.

        Args:
            summaries: those of all pages, the hand-written ones first.
        """
        pages = list(summaries)
        return Files((*make_search_files(pages), lambda: [FileGroup(partial(self._make_sitemap, pages))]))

    def all(self) -> dict[str, bytes]:
        """Every file by its path."""
        summaries = [page.summarise() for page in self.pages.values()]
        pages = {path_of(url): self.html(page.render()) for url, page in self.pages.items()}
        return {**self.ready, **self.plan.files, **pages, **self.lists(summaries)}

    def _make_sitemap(self, pages: Iterable[PageSummary]) -> Iterator[tuple[str, bytes]]:
        if self._layout.site_url:
            days = {page.url: page.changed for page in pages if page.url != NOT_FOUND}
            yield "sitemap.xml", sitemap(self._layout.site_url, days).encode()

    def _get_hand_written(self, page: Page) -> str:
        """The hand-written text for the same address."""
        written = self._by_hand.get(page.url)
        return written.body if written else ""


def path_of(url: str) -> str:
    """The file of a page."""
    return "404.html" if url == NOT_FOUND else f"{url}index.html"


def make_crumbs(page: Page, pages: Mapping[str, LazyPage], t: Strings) -> tuple[Crumb, ...]:
    """Make the breadcrumb trail of a hand-written page from the pages above it."""
    if not page.url:
        return ()
    steps = page.url.strip("/").split("/")[:-1]
    above = ["/".join(steps[: index + 1]) + "/" for index in range(len(steps))]
    return (Crumb(t("site.crumb.home"), ""), *(Crumb(pages[url].summarise().title, url) for url in above if url in pages))


def _make_links(pages: Iterable[Page]) -> str:
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
