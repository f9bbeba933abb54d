"""Cases by one thing that they have in common, for browsers without script and for links from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.library.facets import library
from generator.site.listing import cards, library_crumb, slices, way
from generator.site.page import Crumb, Page
from generator.site.pages.case_studies import SECTION, STYLES
from generator.site.tiles import tiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from generator.library.facets import Library, Shelf, Value
    from generator.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """A page for each facet, and one for each of its values."""
    shelved = library(context.knowledge_base)
    made = cards(context, shelved.cases)
    for shelf in shelved.shelves:
        if shelf.values:
            yield _shelf(context, shelf)
            for value in shelf.values:
                yield from _value(context, shelved, made, shelf, value)


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


def _value(context: SiteContext, shelved: Library, made: Mapping[str, Markup], shelf: Shelf, value: Value) -> Iterator[Page]:
    say = context.strings
    facet = say(f"library.facet.{shelf.id}")
    title = say("library.value_title", facet=facet, value=value.label)
    for part in slices(f"{SECTION}by/{shelf.id}/{value.id}/", [shelved.cases[place] for place in value.cases]):
        first = part.number == 1
        yield Page(
            url=part.url,
            section=SECTION,
            title=title if first else say("library.page_title", title=title, number=part.number, of=part.of),
            description=say("library.value_description", facet=facet, value=value.label),
            body=context.render("facet_value.html.jinja", shelf=shelf, value=value, part=part, cards=made),
            crumbs=way(context, library_crumb(context), Crumb(say("library.shelf_title", facet=facet), f"{SECTION}by/{shelf.id}/")),
            kind=say("library.kind"),
            styles=STYLES,
            indexed=False,
        )
