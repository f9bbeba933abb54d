"""The list of laws and policies, those of one nation alone last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.page import Crumb, Draft, Heading, Page, no_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext


URL = "law/"


def pages(context: SiteContext) -> Iterator[Draft]:
    """The one page, where there are laws."""
    if context.knowledge_base.laws:
        yield Draft(URL, partial(_page, context), reads=no_case)


def _page(context: SiteContext) -> Page:
    say = context.strings
    laws = sorted(context.knowledge_base.laws.values(), key=lambda law: law.title.casefold())
    here = [law for law in laws if "england" in law.applies_to]
    elsewhere = [law for law in laws if "england" not in law.applies_to]
    groups = [(name, held) for name, held in (("england", here), ("elsewhere", elsewhere)) if held]
    return Page(
        url=URL,
        section=URL,
        title=say("laws.title"),
        description=say("laws.lead"),
        body=context.render("laws.html.jinja", groups=groups),
        headings=tuple(Heading(name, say(f"laws.{name}")) for name, _ in groups),
        crumbs=(Crumb(say("site.crumb.home"), ""),),
        kind=say("site.kind.law"),
    )
