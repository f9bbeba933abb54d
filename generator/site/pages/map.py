"""The map of a guide: a picture for wide pages, one for narrow ones, and the same as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.drawn import panels
from generator.site.pages.guide import STYLES, each_guide, page_about
from generator.trees.layout import NARROW, WIDE, lay_out
from generator.trees.route_map import route_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext
    from generator.site.page import Draft, Page
    from generator.site.tree_words import TreeWords

MAP_STYLES = (*STYLES, "/assets/map/map.css")


def pages(context: SiteContext) -> Iterator[Draft]:
    """One page for each published guide."""
    yield from each_guide(context, "map/", _page)


def _page(context: SiteContext, words: TreeWords) -> Page:
    drawn = panels(context, words, route_map(context.proof(words.tree.id)))
    body = context.render(
        "map.html.jinja",
        words=words,
        panels=drawn,
        by_key={panel.key: panel for panel in drawn},
        drawings={"wide": lay_out(drawn, WIDE), "narrow": lay_out(drawn, NARROW)},
    )
    return page_about(context, words.tree, "map", "guide_map", body, styles=MAP_STYLES)
