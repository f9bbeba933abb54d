"""The list of case studies: cards first, on numbered pages, with filters for browsers that run scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.library.facets import columns, library
from generator.site.listing import cards, library_crumb, slices, way
from generator.site.page import Page
from generator.site.prose import plain
from generator.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext

SECTION = "case-studies/"
ASSETS = "/assets/library"
STYLES = (f"{ASSETS}/library.css",)
RECORDS = f"{SECTION}records.js"
"""What the script needs to filter and show any case. It is a script and not JSON, so that it loads from a folder on disk too."""


def pages(context: SiteContext) -> Iterator[Page]:
    """The list, and its further pages where there are many cases."""
    say = context.strings
    shelved = library(context.knowledge_base)
    title = say("library.title")
    for part in slices(SECTION, shelved.cases):
        first = part.number == 1
        yield Page(
            url=part.url,
            section=SECTION,
            title=title if first else say("library.page_title", title=title, number=part.number, of=part.of),
            description=say("library.description"),
            body=context.render("case_studies.html.jinja", shelved=shelved, part=part, cards=cards(context, part.cases), records=RECORDS),
            crumbs=way(context) if first else way(context, library_crumb(context)),
            kind=say("library.kind"),
            data={"library-words": json_block(say.part("finding"))} if first else {},
            scripts=(f"{ASSETS}/library.js",) if first else (),
            styles=STYLES,
            indexed=first,
        )


def files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """The records of all cases, by columns."""
    table = columns(library(context.knowledge_base), context.today)
    table |= {name: [plain(text) for text in table[name]] for name in ("title", "summary")}
    yield RECORDS, f"globalThis.WaymarkRecords={json.dumps(table, ensure_ascii=False, separators=(',', ':'))};\n".encode()
