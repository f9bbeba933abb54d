"""Where the ideas come from: who said each of them, and where it works on this site."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Draft, Heading, Page, no_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.origins import Origins
    from waymark_guide.site.context import SiteContext


URL = "origins/"


def pages(context: SiteContext) -> Iterator[Draft]:
    """The one page, where the ideas are listed."""
    origins = context.knowledge_base.origins
    if origins is not None:
        yield Draft(URL, partial(_page, context, origins), reads=no_case)


def _page(context: SiteContext, origins: Origins) -> Page:
    say = context.strings
    declared = [*origins.sources, *(source for idea in origins.ideas for source in idea.sources)]
    references = context.references(declared, [origins.intro, *(text for idea in origins.ideas for text in (idea.what, idea.who, idea.place))])
    return Page(
        url=URL,
        section=URL,
        title=origins.title,
        description=plain(origins.intro).split(". ")[0].rstrip(".") + ".",
        body=context.render("origins.html.jinja", origins=origins, references=references),
        headings=(
            *(Heading(idea.id, plain(idea.title)) for idea in origins.ideas),
            *((Heading("sources", say("site.sources.title")),) if references.sources else ()),
        ),
        crumbs=(Crumb(say("site.crumb.home"), ""),),
        kind=say("site.kind.page"),
    )
