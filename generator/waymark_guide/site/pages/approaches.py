"""The list of approaches, by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.page import Crumb, Heading, Page
from waymark_guide.site.parts.layers import by_layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext


URL = "approaches/"


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    layers = by_layer(context.knowledge_base)
    yield Page(
        url=URL,
        section=URL,
        title=context.strings("approaches.title"),
        description=context.strings("approaches.lead"),
        body=context.render("approaches.html.jinja", layers=layers),
        headings=tuple(Heading(layer.term.id, layer.term.label) for layer in layers),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.approach"),
    )
