"""The index of calculators, with the warning that comes before any of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.page import Crumb, Draft, Page, no_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext

GUIDE = "how-should-we-show-value"
URL = "value/"


def pages(context: SiteContext) -> Iterator[Draft]:
    """The one page, where there are calculators."""
    if context.knowledge_base.calculators:
        yield Draft(URL, partial(_page, context), reads=no_case)


def _page(context: SiteContext) -> Page:
    found = sorted(context.knowledge_base.calculators.values(), key=lambda calculator: calculator.title.casefold())
    guide = next((tree for tree in context.trees if tree.id == GUIDE), None)
    return Page(
        url=URL,
        section=URL,
        title=context.strings("value.title"),
        description=context.strings("value.description"),
        body=context.render("calculators.html.jinja", calculators=found, guide=guide),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.page"),
        styles=("/assets/value/value.css",),
    )
