"""The map of a guide: a picture for wide pages, one for narrow ones, and the same as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.pages.guide import STYLES, page_about
from waymark_guide.site.parts.guide_words import tree_words
from waymark_guide.site.parts.map_panels import make_panels
from waymark_guide.trees.views.map_layout import NARROW, WIDE, lay_out
from waymark_guide.trees.views.route_map import make_route_map

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.model.tree import Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Page

ROUTE = "decision-trees/{tree.id}/map/"
depends_on = DEPENDS_ON_NO_CASE
MAP_STYLES = (*STYLES, "/assets/map/map.css")


def list_pages(context: SiteContext) -> Iterable[Tree]:
    """One page for each published guide."""
    return context.trees


def render(context: SiteContext, tree: Tree) -> Page:
    """Render the page of a guide."""
    words = tree_words(context, tree)
    drawn = make_panels(context, words, make_route_map(context.proof(words.tree.id)))
    body = context.render(
        "map.html.jinja",
        words=words,
        panels=drawn,
        by_key={panel.key: panel for panel in drawn},
        drawings={"wide": lay_out(drawn, WIDE), "narrow": lay_out(drawn, NARROW)},
    )
    return page_about(context, ROUTE, tree, "guide_map", body, styles=MAP_STYLES)
