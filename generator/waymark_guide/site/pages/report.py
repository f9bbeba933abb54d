"""The page on which a reader writes down what is wrong: what the link already knows is filled in, and nothing is sent from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site import script_files
from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.parts.report_links import FORM, PAGE, fill_address
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext


ROUTE = PAGE
ORDER = 140
depends_on = DEPENDS_ON_NO_CASE


def render(context: SiteContext) -> Page:
    """Render the page."""
    t = context.strings
    address = fill_address(context.settings.report_url, title=t("report.title"), page="", figure="", value="")
    repository = f"{context.settings.repository_url}/issues/new?template={FORM}" if context.settings.repository_url else ""
    return Page(
        url=ROUTE,
        section="contribute/",
        title=t("report.title"),
        description=t("report.description"),
        body=context.render("report.html.jinja", place=address or repository),
        crumbs=(Crumb(t("site.crumb.home"), ""), Crumb(t("report.contribute"), "contribute/")),
        kind=t("site.kind.page"),
        data={"report-words": json_block(t.get_section("report"))},
        scripts=(script_files.REPORT.address,),
        styles=("/assets/report/report.css",),
    )
