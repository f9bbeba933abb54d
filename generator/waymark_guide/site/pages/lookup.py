"""The pages for people who look for a page: search, the site map, and the page for what was not found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.page import ELEMENT, Crumb, Draft, Page, no_case
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext


SEARCH = "search/"
NOT_FOUND = "404/"
"""The address of the page for what was not found; it is written as `404.html`, and its links do not depend on where it is shown."""
PLACES = ("decision-trees", "approaches", "case-studies", "glossary", "sources", "site-map")


def pages(context: SiteContext) -> Iterator[Draft]:
    """Search, and what was not found."""
    yield Draft(SEARCH, partial(_search, context), reads=no_case)
    yield Draft(NOT_FOUND, partial(_not_found, context), reads=no_case)


def _search(context: SiteContext) -> Page:
    say = context.strings
    home = (Crumb(say("site.crumb.home"), ""),)
    places = [{"url": f"{name}/", "title": say(f"search.place.{name}.title"), "description": say(f"search.place.{name}.about")} for name in PLACES]
    return Page(
        url=SEARCH,
        section=SEARCH,
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


def _not_found(context: SiteContext) -> Page:
    say = context.strings
    return Page(
        url=NOT_FOUND,
        section="404/",
        title=say("not_found.title"),
        description=say("not_found.lead"),
        body=context.render("not_found.html.jinja"),
        kind=say("site.kind.page"),
        indexed=False,
    )
