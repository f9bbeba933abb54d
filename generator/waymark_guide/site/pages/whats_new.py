"""What's new: cases and guides by the day on which they were published or changed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from waymark_guide.site.files import feeds
from waymark_guide.site.page import Crumb, Page

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext


ROUTE = feeds.PAGE
depends_on = None  # it may show any case


def render(context: SiteContext) -> Page:
    """Render the page. It shows the entries of the feeds."""
    t, shown = context.strings, context.news[: feeds.MOST]
    days = [(day, list(entries)) for day, entries in groupby(shown, lambda entry: entry.date)]
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=t("whats_new.title"),
        description=t("whats_new.lead"),
        body=context.render("whats_new.html.jinja", days=days, more=len(context.news) > len(shown), atom=feeds.ATOM, json=feeds.JSON),
        crumbs=(Crumb(t("site.crumb.home"), ""),),
        kind=t("site.kind.page"),
        styles=("/assets/data/data.css",),
        indexed=False,
        changed=shown[0].date if shown else None,
    )
