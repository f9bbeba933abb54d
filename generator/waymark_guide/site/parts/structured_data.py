"""What a page tells programs about itself: linked data (JSON-LD, by the words of schema.org), and the address and picture for shared links.

A page's subject is described once, by the module that makes the page; addresses in it begin at the root, like those in its body.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from waymark_guide.site.markdown import plain
from waymark_guide.site.parts.relative_links import depth_of
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from waymark_guide.model.vocabulary import Glossary
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Crumb, Page

WORDS_OF = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
REMEMBERED = 500
_ADDRESS = re.compile(r'"(url|@id|item|contentUrl|target|image)":"/')
"""Addresses of this site in written JSON. It cannot be met inside a text, where every quotation mark has a backslash before it."""
_CARD = Markup(
    '<meta property="og:image" content="{0}">\n<meta property="og:image:width" content="1200">\n<meta property="og:image:height" content="630">\n'
    '<meta property="og:image:alt" content="{1}">\n<meta name="twitter:card" content="summary_large_image">\n'
)


def head(page: Page, *, site_url: str) -> str:
    """The lines of a page's head that only programs read.

    Args:
        page: the page.
        site_url: where the site will live; where that is not known, addresses are relative to the page, and no picture can be named.
    """
    return f"{shared(page, site_url)}{linked_data(page, site_url)}"


def shared(page: Page, site_url: str) -> str:
    """The address for search engines and shared links, and the picture for shared links."""
    if not site_url:
        return ""
    start = site_url.rstrip("/") + "/"
    lines = Markup('<link rel="canonical" href="{0}">\n<meta property="og:url" content="{0}">\n').format(start + page.url)
    return lines + _CARD.format(start + page.card, page.title) if page.card else lines


def linked_data(page: Page, site_url: str) -> str:
    """The way to the page and its subject as a block of JSON that nothing in it can close, and that no browser runs."""
    base = site_url.rstrip("/") + "/" if site_url else "../" * depth_of(page.url) or "./"
    subject = json_block(page.about or {"@type": "WebPage", "name": page.title, "description": page.description})
    own = f'{subject[:-1]},"url":"/{page.url}"}}'
    graph = f'{{"@context":"{WORDS_OF}","@graph":[{own}{_way(page.crumbs, page.title)}]}}'
    return f'<script type="application/ld+json">{_ADDRESS.sub(lambda match: match[0][:-1] + base, graph)}</script>'


def _way(crumbs: tuple[Crumb, ...], title: str) -> str:
    if not crumbs:
        return ""
    return f'{_steps(crumbs)}{{"@type":"ListItem","position":{len(crumbs) + 1},"name":{json_block(title)}}}]}}'


@lru_cache(maxsize=REMEMBERED)
def _steps(crumbs: tuple[Crumb, ...]) -> str:
    """The pages above, which many pages share."""
    steps = ({"@type": "ListItem", "position": place, "name": crumb.title, "item": f"/{crumb.url}"} for place, crumb in enumerate(crumbs, 1))
    return ',{"@type":"BreadcrumbList","itemListElement":[' + "".join(f"{json_block(step)}," for step in steps)


def work(  # noqa: PLR0913 (one for each thing that is told)
    context: SiteContext, kind: str, title: str, about: str, *, changed: date | None = None, published: date | None = None, **more: object
) -> Mapping[str, Any]:
    """A work of this site: what it is, who publishes it, on what terms, and when it was published and changed.

    Args:
        context: for the publisher.
        kind: its type in schema.org.
        title: its title.
        about: one or two sentences.
        changed: the day of its last change, where the content says so.
        published: the day on which it was published, likewise.
        more: further properties; what is empty is left out.
    """
    told: dict[str, Any] = {"@type": kind, "name": title, "description": about}
    told |= {name: day.isoformat() for name, day in (("datePublished", published), ("dateModified", changed)) if day}
    told |= {"inLanguage": context.strings.language, "license": LICENCE, "isAccessibleForFree": True}
    told |= {"publisher": {"@type": "Organization", "name": context.settings.publisher}} if context.settings.publisher else {}
    return told | {name: value for name, value in more.items() if value}


def glossary_told(context: SiteContext, glossary: Glossary) -> Mapping[str, Any]:
    """The glossary for programs, term by term."""
    terms = [
        {"@type": "DefinedTerm", "name": term.term, "description": plain(term.definition), "url": f"/glossary/#{term.id}"} for term in glossary.terms
    ]
    title, lead = context.strings("glossary.title"), context.strings("glossary.lead", count=len(terms))
    return work(context, "DefinedTermSet", title, lead, hasDefinedTerm=terms)
