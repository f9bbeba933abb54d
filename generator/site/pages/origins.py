"""Where the ideas come from: who said each of them, and where it works on this site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.page import Crumb, Heading, Page
from generator.site.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page, where the ideas are listed."""
    origins = context.knowledge_base.origins
    if origins is None:
        return
    say = context.strings
    declared = [*origins.sources, *(source for idea in origins.ideas for source in idea.sources)]
    references = context.references(declared, [origins.intro, *(text for idea in origins.ideas for text in (idea.what, idea.who, idea.place))])
    yield Page(
        url="origins/",
        section="origins/",
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
