"""Cases by one thing that they have in common, for browsers without script and for links from elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.page import Crumb, Draft, Page
from waymark_guide.site.pages.case_studies import SECTION, STYLES
from waymark_guide.site.parts.pagination import cards, library_crumb, slices, way
from waymark_guide.site.parts.tile_map import tiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.library.facets import Shelf, Value
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.parts.pagination import Slice


def pages(context: SiteContext) -> Iterator[Draft]:
    """A page for each facet, and one for each of its values."""
    for shelf in context.library.shelves:
        if shelf.values:
            counted = [f"{value.id} {len(value.cases)}" for value in shelf.values]
            yield Draft(f"{SECTION}by/{shelf.id}/", partial(_shelf, context, shelf), reads=partial(tuple, counted))
            for value in shelf.values:
                for part in slices(f"{SECTION}by/{shelf.id}/{value.id}/", value.cases):
                    yield Draft(part.url, partial(_value, context, shelf, value, part), reads=partial(_reads, context, part, counted))


def _reads(context: SiteContext, part: Slice, counted: list[str]) -> Iterator[str]:
    """What one page of a list shows: its cases, how many pages there are, and the values beside this one."""
    yield from counted
    yield f"{part.number} of {part.of}"
    yield from map(context.prints.__getitem__, part.places)


def _shelf(context: SiteContext, shelf: Shelf) -> Page:
    say = context.strings
    facet = say(f"library.facet.{shelf.id}")
    return Page(
        url=f"{SECTION}by/{shelf.id}/",
        section=SECTION,
        title=say("library.shelf_title", facet=facet),
        description=say("library.shelf_description", facet=facet),
        body=context.render("facet.html.jinja", shelf=shelf, tiles=tiles(shelf)),
        crumbs=way(context, library_crumb(context)),
        kind=say("library.kind"),
        styles=STYLES,
        indexed=False,
    )


def _value(context: SiteContext, shelf: Shelf, value: Value, part: Slice) -> Page:
    say = context.strings
    facet = say(f"library.facet.{shelf.id}")
    title = say("library.value_title", facet=facet, value=value.label)
    return Page(
        url=part.url,
        section=SECTION,
        title=title if part.number == 1 else say("library.page_title", title=title, number=part.number, of=part.of),
        description=say("library.value_description", facet=facet, value=value.label),
        body=context.render("facet_value.html.jinja", shelf=shelf, value=value, part=part, cards=cards(context, part)),
        crumbs=way(context, library_crumb(context), Crumb(say("library.shelf_title", facet=facet), f"{SECTION}by/{shelf.id}/")),
        kind=say("library.kind"),
        styles=STYLES,
        indexed=False,
    )
