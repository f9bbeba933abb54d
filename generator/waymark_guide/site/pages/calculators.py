"""The index of calculators, with the warning that comes before any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.calculator import Calculator
    from waymark_guide.site.context import SiteContext

GUIDE = "how-should-we-show-value"
ROUTE = "value/"
ORDER = 100
depends_on = DEPENDS_ON_NO_CASE


def list_pages(context: SiteContext) -> Iterator[list[Calculator]]:
    """The one page, if there are calculators."""
    if context.knowledge_base.calculators:
        yield sorted(context.knowledge_base.calculators.values(), key=lambda calculator: calculator.title.casefold())


def render(context: SiteContext, calculators: list[Calculator]) -> Page:
    """Render the page."""
    guide = next((tree for tree in context.trees if tree.id == GUIDE), None)
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=context.strings("value.title"),
        description=context.strings("value.description"),
        body=context.render("calculators.html.jinja", calculators=calculators, guide=guide),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.page"),
        styles=("/assets/value/value.css",),
    )
