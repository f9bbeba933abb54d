"""The list of case studies: cards first, on numbered pages, with filters for browsers that run scripts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.library.columns import card_row, facet_columns, orders, texts
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import ELEMENT, Draft, FileGroup, Page
from waymark_guide.site.parts.pagination import cards, library_crumb, slices, way
from waymark_guide.site.parts.tile_map import tiles
from waymark_guide.site.render import json_block
from waymark_guide.site.search.index_files import card_files, data_file, word_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.library.facets import Library
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.parts.pagination import Slice

SECTION = "case-studies/"
ASSETS = "/assets/library"
STYLES = (f"{ASSETS}/library.css",)
FOLDER = f"{SECTION}find/"
"""What the script needs to filter, search, sort and show any case, in parts that are fetched when they are first needed."""
SCRIPTS = (ELEMENT, "/assets/search/find.js", f"{ASSETS}/records.js", f"{ASSETS}/library.js")


def pages(context: SiteContext) -> Iterator[Draft]:
    """The list, and its further pages where there are many cases."""
    shelved = context.library
    for part in slices(SECTION, range(len(shelved.cases))):
        yield Draft(part.url, partial(_page, context, shelved, part), reads=partial(_reads, context, shelved, part))


def _reads(context: SiteContext, shelved: Library, part: Slice) -> Iterator[str]:
    """What a page of the list shows: its cases, how many pages there are, and how many cases have each value."""
    yield f"{part.number} of {part.of}, {len(shelved.cases)}"
    yield from map(context.prints.__getitem__, part.places)
    for shelf in shelved.shelves if part.number == 1 else ():
        yield shelf.id
        yield from (f"{value.id} {len(value.cases)}" for value in shelf.values)


def _page(context: SiteContext, shelved: Library, part: Slice) -> Page:
    say = context.strings
    title = say("library.title")
    first = part.number == 1
    return Page(
        url=part.url,
        section=SECTION,
        title=title if first else say("library.page_title", title=title, number=part.number, of=part.of),
        description=say("library.description"),
        body=context.render(
            "case_studies.html.jinja",
            shelved=shelved,
            part=part,
            cards=cards(context, part),
            folder=FOLDER,
            tiles=tiles(shelved.shelf("place")),
        ),
        crumbs=way(context) if first else way(context, library_crumb(context)),
        kind=say("library.kind"),
        data={"library-words": json_block(say.part("finding"))} if first else {},
        scripts=SCRIPTS if first else (),
        styles=STYLES,
        indexed=first,
    )


def files(context: SiteContext) -> Iterator[FileGroup]:
    """The facets, the orders, the words and the cards of all cases."""
    shelved = context.library
    yield FileGroup("", partial(_facets_and_orders, shelved))
    yield word_files(FOLDER, list(texts(shelved)))
    yield from card_files(FOLDER, shelved.cases, partial(_card, context), reads=context.print_of)


def _facets_and_orders(shelved: Library) -> Iterator[tuple[str, bytes]]:
    yield data_file(f"{FOLDER}facets", facet_columns(shelved))
    for name, order in orders(shelved).items():
        yield data_file(f"{FOLDER}order-{name}", order)


def _card(context: SiteContext, case: CaseStudy) -> list[object]:
    name, title, summary, *rest = card_row(case, context.today)
    return [name, plain(str(title)), plain(str(summary)), *rest]
