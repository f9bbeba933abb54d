"""Every page of the site, by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.page import Crumb, Page

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.lazy_page import SiteIndex
    from waymark_guide.site.page import PageSummary

ROUTE = "site-map/"
ORDER = 180
NEEDS_ALL_PAGES = True
CARD_KEYS = ("site.kind.page", "map.title")
BY_HAND = "<!-- pages written by hand -->"
"""Where the site map lists the hand-written pages, which are known only when MkDocs has read them."""
DEEPEST = 2
MOST = 500
"""How many pages of a section to list: a longer section has lists of its own."""


depends_on = None  # it lists all pages


def render(context: SiteContext, index: SiteIndex) -> Page:
    """Render the page. Pages deeper than those of a section are reached from the pages above them."""
    t = context.strings
    listed = sorted((other for other in index.summaries if other.indexed and other.url.count("/") <= DEEPEST), key=_get_title)
    parts = [
        {"url": top.url, "title": top.title, "pages": [other for other in listed if other.url != top.url and other.url.startswith(top.url)]}
        for top in listed
        if top.url.count("/") == 1
    ]
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=t("map.title"),
        description=t("map.lead"),
        body=context.render("site_map.html.jinja", parts=parts, most=MOST, by_hand=BY_HAND),
        crumbs=(Crumb(t("site.crumb.home"), ""),),
        kind=t("site.kind.page"),
        indexed=False,
    )


def _get_title(page: PageSummary) -> str:
    return page.title.casefold()
