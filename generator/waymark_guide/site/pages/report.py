"""The page on which a reader writes down what is wrong: what the link already knows is filled in, and nothing is sent from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.page import ELEMENT, Crumb, Page
from waymark_guide.site.parts.report_links import FORM, PAGE, filled
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    say = context.strings
    place = filled(context.settings.report_url, title=say("report.title"), page="", figure="", value="")
    repository = f"{context.settings.repository_url}/issues/new?template={FORM}" if context.settings.repository_url else ""
    yield Page(
        url=PAGE,
        section="contribute/",
        title=say("report.title"),
        description=say("report.description"),
        body=context.render("report.html.jinja", place=place or repository),
        crumbs=(Crumb(say("site.crumb.home"), ""), Crumb(say("report.contribute"), "contribute/")),
        kind=say("site.kind.page"),
        data={"report-words": json_block(say.part("report"))},
        scripts=(ELEMENT, "/assets/report/report.js"),
        styles=("/assets/report/report.css",),
    )
