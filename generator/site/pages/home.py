"""The home page: begin with a question, or go straight to what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.layers import by_layer
from generator.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext

SHOWN = 4


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    first, *others = context.trees or (None,)
    yield Page(
        url="",
        section="",
        title=context.strings("home.title"),
        description=context.strings("home.description"),
        body=context.render(
            "home.html.jinja", first=first, others=others, layers=by_layer(context.knowledge_base), cases=context.case_studies[:SHOWN]
        ),
        kind=context.strings("site.kind.home"),
    )
