"""Every page of the site, by section: made last, from all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.outputs import BY_HAND, SITE_MAP
from generator.site.page import Crumb, Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.site.context import SiteContext
    from generator.site.page import Head

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
        url=SITE_MAP,
        section=SITE_MAP,
        title=say("map.title"),
        description=say("map.lead"),
        body=context.render("site_map.html.jinja", parts=parts, most=MOST, by_hand=BY_HAND),
        crumbs=(Crumb(say("site.crumb.home"), ""),),
        kind=say("site.kind.page"),
        indexed=False,
    )


def _title(page: Head) -> str:
    return page.title.casefold()
