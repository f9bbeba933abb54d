"""The index of calculators, with the warning that comes before any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.page import Crumb, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext

GUIDE = "how-should-we-show-value"


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page, where there are calculators."""
    found = sorted(context.knowledge_base.calculators.values(), key=lambda calculator: calculator.title.casefold())
    if not found:
        return
    guide = next((tree for tree in context.trees if tree.id == GUIDE), None)
    yield Page(
        url="value/",
        section="value/",
        title=context.strings("value.title"),
        description=context.strings("value.description"),
        body=context.render("calculators.html.jinja", calculators=found, guide=guide),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.page"),
        styles=("/assets/value/value.css",),
    )
