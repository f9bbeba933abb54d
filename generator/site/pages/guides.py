"""The list of guides, by the question that each answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.page import Crumb, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    yield Page(
        url="decision-trees/",
        section="decision-trees/",
        title=context.strings("guides.title"),
        description=context.strings("guides.lead"),
        body=context.render("guides.html.jinja", trees=context.trees),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.guide"),
    )
