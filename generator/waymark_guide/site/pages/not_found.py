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
    say = context.strings
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=say("not_found.title"),
        description=say("not_found.lead"),
        body=context.render("not_found.html.jinja"),
        kind=say("site.kind.page"),
        indexed=False,
    )
