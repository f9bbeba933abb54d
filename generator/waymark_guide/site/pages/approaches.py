"""The list of approaches, by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Heading, Page
from waymark_guide.site.parts.layers import by_layer

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext

ROUTE = "approaches/"
ORDER = 30
depends_on = DEPENDS_ON_NO_CASE


def render(context: SiteContext) -> Page:
    """Render the page."""
    layers = by_layer(context.knowledge_base)
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=context.strings("approaches.title"),
        description=context.strings("approaches.lead"),
        body=context.render("approaches.html.jinja", layers=layers),
        headings=tuple(Heading(layer.term.id, layer.term.label) for layer in layers),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.approach"),
    )
