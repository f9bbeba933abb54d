"""What the knowledge base does not hold, and how to help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.library.gaps import gaps
from generator.site.listing import way
from generator.site.page import Heading, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    say = context.strings
    found = gaps(context.knowledge_base, context.trees)
    shown = ["approaches", *(["others"] if found.others else []), "cases"]
    yield Page(
        url="gaps/",
        section="case-studies/",
        title=say("gaps.title"),
        description=say("gaps.description"),
        body=context.render("gaps.html.jinja", gaps=found),
        headings=tuple(Heading(anchor, say(f"gaps.{anchor}")) for anchor in shown),
        crumbs=way(context),
        kind=say("site.kind.page"),
        styles=("/assets/library/library.css",),
    )
