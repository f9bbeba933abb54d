"""What's new: cases and guides by the day on which they were published or changed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from waymark_guide.site.files import feeds
from waymark_guide.site.page import Crumb, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page. It shows what the feeds hold."""
    say, shown = context.strings, context.news[: feeds.MOST]
    days = [(day, list(entries)) for day, entries in groupby(shown, lambda entry: entry.date)]
    yield Page(
        url=feeds.PAGE,
        section=feeds.PAGE,
        title=say("whats_new.title"),
        description=say("whats_new.lead"),
        body=context.render("whats_new.html.jinja", days=days, more=len(context.news) > len(shown), atom=feeds.ATOM, json=feeds.JSON),
        crumbs=(Crumb(say("site.crumb.home"), ""),),
        kind=say("site.kind.page"),
        styles=("/assets/data/data.css",),
        indexed=False,
        changed=shown[0].date if shown else None,
    )
