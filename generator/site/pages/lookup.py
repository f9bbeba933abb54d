"""The pages for people who look for a page: search, the site map, and the page for what was not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.outputs import NOT_FOUND
from generator.site.page import ELEMENT, Crumb, Page
from generator.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """Search, and what was not found."""
    say = context.strings
    home = (Crumb(say("site.crumb.home"), ""),)
    places = [{"url": f"{name}/", "title": say(f"search.place.{name}.title"), "description": say(f"search.place.{name}.about")} for name in PLACES]
    yield Page(
        url="search/",
        section="search/",
        title=say("search.title"),
        description=say("search.description"),
        body=context.render("search.html.jinja", places=places),
        crumbs=home,
        kind=say("site.kind.page"),
        data={"search-words": json_block(say.part("search"))},
        scripts=(ELEMENT, "/assets/search/find.js", "/assets/search/search.js"),
        styles=("/assets/search/search.css",),
        indexed=False,
    )
    yield Page(
        url=NOT_FOUND,
        section="404/",
        title=say("not_found.title"),
        description=say("not_found.lead"),
        body=context.render("not_found.html.jinja"),
        kind=say("site.kind.page"),
        indexed=False,
    )


PLACES = ("decision-trees", "approaches", "case-studies", "glossary", "sources", "site-map")
