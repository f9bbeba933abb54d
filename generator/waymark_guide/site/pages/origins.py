"""Where the ideas come from: who said each of them, and where it works on this site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Heading, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.origins import Origins
    from waymark_guide.site.context import SiteContext


ROUTE = "origins/"
ORDER = 110
depends_on = DEPENDS_ON_NO_CASE


def list_pages(context: SiteContext) -> Iterator[Origins]:
    """The one page, if the content has the file for it."""
    if context.knowledge_base.origins is not None:
        yield context.knowledge_base.origins


def render(context: SiteContext, origins: Origins) -> Page:
    """Render the page."""
    t = context.strings
    declared = [*origins.sources, *(source for idea in origins.ideas for source in idea.sources)]
    references = context.references(declared, [origins.intro, *(text for idea in origins.ideas for text in (idea.what, idea.who, idea.place))])
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=origins.title,
        description=plain(origins.intro).split(". ")[0].rstrip(".") + ".",
        body=context.render("origins.html.jinja", origins=origins, references=references),
        headings=(
            *(Heading(idea.id, plain(idea.title)) for idea in origins.ideas),
            *((Heading("sources", t("site.sources.title")),) if references.sources else ()),
        ),
        crumbs=(Crumb(t("site.crumb.home"), ""),),
        kind=t("site.kind.page"),
    )
