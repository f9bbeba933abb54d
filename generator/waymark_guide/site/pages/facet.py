"""The values of one facet of the case studies, with links to the cases that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.page import Page
from waymark_guide.site.pages.case_studies import SECTION, STYLES
from waymark_guide.site.parts.pagination import library_crumb, make_crumbs
from waymark_guide.site.parts.tile_map import tiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.library.facets import Facet
    from waymark_guide.site.context import SiteContext

ROUTE = "case-studies/by/{shelf.id}/"


def list_pages(context: SiteContext) -> Iterator[Facet]:
    """One page for each facet that some case has a value of."""
    return (shelf for shelf in context.library.facets if shelf.values)


def depends_on(_: SiteContext, shelf: Facet) -> Iterator[str]:
    """How many cases have each value."""
    return (f"{value.id} {len(value.cases)}" for value in shelf.values)


def render(context: SiteContext, shelf: Facet) -> Page:
    """Render the page of a facet."""
    t = context.strings
    facet = t(f"library.facet.{shelf.id}")
    return Page(
        url=ROUTE.format(shelf=shelf),
        section=SECTION,
        title=t("library.shelf_title", facet=facet),
        description=t("library.shelf_description", facet=facet),
        body=context.render("facet.html.jinja", shelf=shelf, tiles=tiles(shelf)),
        crumbs=make_crumbs(context, library_crumb(context)),
        kind=t("library.kind"),
        styles=STYLES,
        indexed=False,
    )
