"""The list of case studies: cards first, on numbered pages, with filters for browsers that run scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site import script_files
from waymark_guide.site.files.case_finder import FOLDER
from waymark_guide.site.page import Page
from waymark_guide.site.parts.pagination import library_crumb, make_crumbs, make_slices, render_cards
from waymark_guide.site.parts.tile_map import tiles
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.parts.pagination import Slice

SECTION = "case-studies/"
ROUTE = "case-studies/{part.folder}"
ORDER = 70
ASSETS = "/assets/library"
STYLES = (f"{ASSETS}/library.css",)


def list_pages(context: SiteContext) -> Iterator[Slice]:
    """The list, and its further pages if there are many cases."""
    return make_slices(SECTION, range(len(context.library.cases)))


def depends_on(context: SiteContext, part: Slice) -> Iterator[str]:
    """Its cases, the number of pages, and how many cases have each value of a facet."""
    shelved = context.library
    yield f"{part.number} of {part.of}, {len(shelved.cases)}"
    yield from map(context.case_digests.__getitem__, part.places)
    for shelf in shelved.facets if part.number == 1 else ():
        yield shelf.id
        yield from (f"{value.id} {len(value.cases)}" for value in shelf.values)


def render(context: SiteContext, part: Slice) -> Page:
    """Render a page of the list."""
    t, shelved = context.strings, context.library
    title = t("library.title")
    first = part.number == 1
    return Page(
        url=ROUTE.format(part=part),
        section=SECTION,
        title=title if first else t("library.page_title", title=title, number=part.number, of=part.of),
        description=t("library.description"),
        body=context.render(
            "case_studies.html.jinja",
            shelved=shelved,
            part=part,
            cards=render_cards(context, part),
            folder=FOLDER,
            tiles=tiles(shelved.get_facet("place")),
        ),
        crumbs=make_crumbs(context) if first else make_crumbs(context, library_crumb(context)),
        kind=t("library.kind"),
        data={"library-words": json_block(t.get_section("finding"))} if first else {},
        scripts=(script_files.LIBRARY.address,) if first else (),
        styles=STYLES,
        indexed=first,
    )
