"""The list of guides, by the question that each answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Page

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext

ROUTE = "decision-trees/"
ORDER = 10
depends_on = DEPENDS_ON_NO_CASE


def render(context: SiteContext) -> Page:
    """Render the page."""
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=context.strings("guides.title"),
        description=context.strings("guides.lead"),
        body=context.render("guides.html.jinja", trees=context.trees),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.guide"),
    )
