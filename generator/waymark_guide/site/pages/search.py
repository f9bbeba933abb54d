"""The search of the whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site import script_files
from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext

ROUTE = "search/"
depends_on = DEPENDS_ON_NO_CASE
FOLDERS = ("decision-trees", "approaches", "case-studies", "glossary", "sources", "site-map")


def render(context: SiteContext) -> Page:
    """Render the page."""
    t = context.strings
    home = (Crumb(t("site.crumb.home"), ""),)
    places = [{"url": f"{name}/", "title": t(f"search.place.{name}.title"), "description": t(f"search.place.{name}.about")} for name in FOLDERS]
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=t("search.title"),
        description=t("search.description"),
        body=context.render("search.html.jinja", places=places),
        crumbs=home,
        kind=t("site.kind.page"),
        data={"search-words": json_block(t.get_section("search"))},
        scripts=(script_files.SEARCH.address,),
        styles=("/assets/search/search.css",),
        indexed=False,
    )
