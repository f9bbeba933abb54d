"""The list of laws and policies, those of one nation alone last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Heading, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.law import Law
    from waymark_guide.site.context import SiteContext

ROUTE = "law/"
ORDER = 50
depends_on = DEPENDS_ON_NO_CASE


def list_pages(context: SiteContext) -> Iterator[list[Law]]:
    """The one page, if there are laws."""
    if context.knowledge_base.laws:
        yield sorted(context.knowledge_base.laws.values(), key=lambda law: law.title.casefold())


def render(context: SiteContext, laws: list[Law]) -> Page:
    """Render the page."""
    t = context.strings
    here = [law for law in laws if "england" in law.applies_to]
    elsewhere = [law for law in laws if "england" not in law.applies_to]
    groups = [(name, held) for name, held in (("england", here), ("elsewhere", elsewhere)) if held]
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=t("laws.title"),
        description=t("laws.lead"),
        body=context.render("laws.html.jinja", groups=groups),
        headings=tuple(Heading(name, t(f"laws.{name}")) for name, _ in groups),
        crumbs=(Crumb(t("site.crumb.home"), ""),),
        kind=t("site.kind.law"),
    )
