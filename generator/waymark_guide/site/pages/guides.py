"""The list of guides, by the question that each answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.page import Crumb, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext


URL = "decision-trees/"


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    yield Page(
        url=URL,
        section=URL,
        title=context.strings("guides.title"),
        description=context.strings("guides.lead"),
        body=context.render("guides.html.jinja", trees=context.trees),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.guide"),
    )
