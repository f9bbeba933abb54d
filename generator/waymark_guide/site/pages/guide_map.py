"""The map of a guide: a picture for wide pages, one for narrow ones, and the same as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.pages.guide import STYLES, each_guide, page_about
from waymark_guide.site.parts.map_panels import panels
from waymark_guide.trees.views.map_layout import NARROW, WIDE, lay_out
from waymark_guide.trees.views.route_map import make_route_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Draft, Page
    from waymark_guide.site.parts.guide_words import TreeWords

MAP_STYLES = (*STYLES, "/assets/map/map.css")


def pages(context: SiteContext) -> Iterator[Draft]:
    """One page for each published guide."""
    yield from each_guide(context, "map/", _page)


def _page(context: SiteContext, words: TreeWords) -> Page:
    drawn = panels(context, words, make_route_map(context.proof(words.tree.id)))
    body = context.render(
        "map.html.jinja",
        words=words,
        panels=drawn,
        by_key={panel.key: panel for panel in drawn},
        drawings={"wide": lay_out(drawn, WIDE), "narrow": lay_out(drawn, NARROW)},
    )
    return page_about(context, words.tree, "map", "guide_map", body, styles=MAP_STYLES)
