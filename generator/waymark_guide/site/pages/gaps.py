"""What the knowledge base does not hold, and how to help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.library.gaps import find_gaps
from waymark_guide.site.page import Heading, Page
from waymark_guide.site.parts.pagination import make_crumbs

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext

ROUTE = "gaps/"
ORDER = 80
MOST = 100
"""How many cases to name for one thing that they leave open."""


depends_on = None  # it may show any case


def render(context: SiteContext) -> Page:
    """Render the page."""
    t = context.strings
    found = find_gaps(context.knowledge_base, context.library, context.trees)
    unknowns = context.knowledge_base.unknowns
    listed = unknowns.unknowns if unknowns else ()
    declared = [*unknowns.sources, *(source for entry in listed for source in entry.sources)] if unknowns else []
    references = context.references(declared, [text for entry in listed for text in (entry.why, entry.looked, entry.shown)])
    shown = ["approaches", *(["others"] if found.others else []), *(["unknown"] if listed else []), "cases"]
    return Page(
        url=ROUTE,
        section="case-studies/",
        title=t("gaps.title"),
        description=t("gaps.description"),
        body=context.render("gaps.html.jinja", gaps=found, unknowns=listed, references=references, most=MOST),
        headings=(
            *(Heading(anchor, t(f"gaps.{anchor}")) for anchor in shown),
            *((Heading("sources", t("site.sources.title")),) if references.sources else ()),
        ),
        crumbs=make_crumbs(context),
        kind=t("site.kind.page"),
        styles=("/assets/library/library.css",),
    )
