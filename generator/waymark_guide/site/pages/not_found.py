"""The page for an address that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Page

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext

ROUTE = "404/"
"""It is written as `404.html`, and its links do not depend on the address at which it is shown."""
depends_on = DEPENDS_ON_NO_CASE


def render(context: SiteContext) -> Page:
    """Render the page."""
    t = context.strings
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=t("not_found.title"),
        description=t("not_found.lead"),
        body=context.render("not_found.html.jinja"),
        kind=t("site.kind.page"),
        indexed=False,
    )
