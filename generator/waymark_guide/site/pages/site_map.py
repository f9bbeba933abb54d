"""Every page of the site, by section: made last, from all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.page import Crumb, Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Head

ADDRESS = "site-map/"
BY_HAND = "<!-- pages written by hand -->"
"""Where the site map lists the hand-written pages, which are known only when MkDocs has read them."""
DEEPEST = 2
MOST = 500
"""How many pages of a section to list: a longer section has lists of its own."""


def page(context: SiteContext, others: Iterable[Head]) -> Page:
    """The site map. Pages deeper than those of a section are reached from the pages above them."""
    say = context.strings
    listed = sorted((other for other in others if other.indexed and other.url.count("/") <= DEEPEST), key=_title)
    parts = [
        {"url": top.url, "title": top.title, "pages": [other for other in listed if other.url != top.url and other.url.startswith(top.url)]}
        for top in listed
        if top.url.count("/") == 1
    ]
    return Page(
        url=ADDRESS,
        section=ADDRESS,
        title=say("map.title"),
        description=say("map.lead"),
        body=context.render("site_map.html.jinja", parts=parts, most=MOST, by_hand=BY_HAND),
        crumbs=(Crumb(say("site.crumb.home"), ""),),
        kind=say("site.kind.page"),
        indexed=False,
    )


def _title(page: Head) -> str:
    return page.title.casefold()
