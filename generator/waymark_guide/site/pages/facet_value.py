"""The cases that have one value of a facet, for browsers without script and for links from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.pages import facet
from waymark_guide.site.pages.case_studies import SECTION, STYLES
from waymark_guide.site.parts.pagination import Slice, library_crumb, make_crumbs, make_slices, render_cards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.library.facets import Facet, FacetValue
    from waymark_guide.site.context import SiteContext

ROUTE = "case-studies/by/{page.shelf.id}/{page.value.id}/{page.part.folder}"


class FacetPage(NamedTuple):
    """One page of the cases that have a value of a facet."""

    shelf: Facet
    value: FacetValue
    part: Slice


def list_pages(context: SiteContext) -> Iterator[FacetPage]:
    """For each value of each facet, the pages of its list."""
    for shelf in context.library.facets:
        for value in shelf.values:
            for part in make_slices(f"{SECTION}by/{shelf.id}/{value.id}/", value.cases):
                yield FacetPage(shelf, value, part)


def depends_on(context: SiteContext, page: FacetPage) -> Iterator[str]:
    """Its cases, the number of pages, and how many cases have each value."""
    yield from facet.depends_on(context, page.shelf)
    yield f"{page.part.number} of {page.part.of}"
    yield from map(context.case_digests.__getitem__, page.part.places)


def render(context: SiteContext, page: FacetPage) -> Page:
    """Render a page of a list."""
    t, (shelf, value, part) = context.strings, page
    name = t(f"library.facet.{shelf.id}")
    title = t("library.value_title", facet=name, value=value.label)
    return Page(
        url=ROUTE.format(page=page),
        section=SECTION,
        title=title if part.number == 1 else t("library.page_title", title=title, number=part.number, of=part.of),
        description=t("library.value_description", facet=name, value=value.label),
        body=context.render("facet_value.html.jinja", shelf=shelf, value=value, part=part, cards=render_cards(context, part)),
        crumbs=make_crumbs(context, library_crumb(context), Crumb(t("library.shelf_title", facet=name), facet.ROUTE.format(shelf=shelf))),
        kind=t("library.kind"),
        styles=STYLES,
        indexed=False,
    )
