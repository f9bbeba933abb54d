"""Describes a page for programs: linked data (JSON-LD with the terms of schema.org), and the address and picture for shared links.

The module that makes a page describes its subject. Addresses in the description begin at the root, like those in the page's body.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from waymark_guide.site.markdown import plain
from waymark_guide.site.parts.relative_links import count_folders
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from waymark_guide.model.vocabulary import Glossary
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Crumb, Page

SCHEMA_ORG = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CACHE_SIZE = 500
_ADDRESS = re.compile(r'"(url|@id|item|contentUrl|target|image)":"/')
"""Addresses of this site in encoded JSON. The pattern never matches inside a text, because JSON puts a backslash before each quotation mark there."""
_CARD = Markup(
    '<meta property="og:image" content="{0}">\n<meta property="og:image:width" content="1200">\n<meta property="og:image:height" content="630">\n'
    '<meta property="og:image:alt" content="{1}">\n<meta name="twitter:card" content="summary_large_image">\n'
)


def render_metadata(page: Page, *, site_url: str) -> str:
    """Render the lines of a page's `head` that only programs read.

    Args:
        page: the page.
        site_url: the address of the site. If it is empty, addresses are relative to the page, and no picture is named.
    """
    return f"{render_sharing_tags(page, site_url)}{render_linked_data(page, site_url)}"


def render_sharing_tags(page: Page, site_url: str) -> str:
    """Render the page's address for search engines and shared links, and the picture for shared links; empty without a site address."""
    if not site_url:
        return ""
    start = site_url.rstrip("/") + "/"
    lines = Markup('<link rel="canonical" href="{0}">\n<meta property="og:url" content="{0}">\n').format(start + page.url)
    return lines + _CARD.format(start + page.card, page.title) if page.card else lines


def render_linked_data(page: Page, site_url: str) -> str:
    """Render the page's subject and breadcrumb trail as a block of JSON-LD. Nothing in it can close the block, and no browser runs it."""
    base = site_url.rstrip("/") + "/" if site_url else "../" * count_folders(page.url) or "./"
    subject = json_block(page.about or {"@type": "WebPage", "name": page.title, "description": page.description})
    node = f'{subject[:-1]},"url":"/{page.url}"}}'
    graph = f'{{"@context":"{SCHEMA_ORG}","@graph":[{node}{_encode_breadcrumbs(page.crumbs, page.title)}]}}'
    return f'<script type="application/ld+json">{_ADDRESS.sub(lambda match: match[0][:-1] + base, graph)}</script>'


def _encode_breadcrumbs(crumbs: tuple[Crumb, ...], title: str) -> str:
    if not crumbs:
        return ""
    return f'{_encode_crumbs(crumbs)}{{"@type":"ListItem","position":{len(crumbs) + 1},"name":{json_block(title)}}}]}}'


@lru_cache(maxsize=CACHE_SIZE)
def _encode_crumbs(crumbs: tuple[Crumb, ...]) -> str:
    """Encode the beginning of a breadcrumb list, up to the page itself. Many pages share it."""
    items = ({"@type": "ListItem", "position": number, "name": crumb.title, "item": f"/{crumb.url}"} for number, crumb in enumerate(crumbs, 1))
    return ',{"@type":"BreadcrumbList","itemListElement":[' + "".join(f"{json_block(item)}," for item in items)


def describe_work(  # noqa: PLR0913 (one argument for each property)
    context: SiteContext, kind: str, title: str, about: str, *, changed: date | None = None, published: date | None = None, **more: object
) -> Mapping[str, Any]:
    """Describe a work of this site: what it is, its publisher and licence, and the days of its publication and last change.

    Args:
        context: for the publisher.
        kind: its type in schema.org.
        title: its title.
        about: one or two sentences.
        changed: the day of its last change, if the content gives it.
        published: the day of its publication, if the content gives it.
        more: further properties; empty ones are left out.
    """
    properties: dict[str, Any] = {"@type": kind, "name": title, "description": about}
    properties |= {name: day.isoformat() for name, day in (("datePublished", published), ("dateModified", changed)) if day}
    properties |= {"inLanguage": context.strings.language, "license": LICENCE, "isAccessibleForFree": True}
    properties |= {"publisher": {"@type": "Organization", "name": context.settings.publisher}} if context.settings.publisher else {}
    return properties | {name: value for name, value in more.items() if value}


def describe_glossary(context: SiteContext, glossary: Glossary) -> Mapping[str, Any]:
    """Describe the glossary, term by term."""
    terms = [
        {"@type": "DefinedTerm", "name": term.term, "description": plain(term.definition), "url": f"/glossary/#{term.id}"} for term in glossary.terms
    ]
    title, lead = context.strings("glossary.title"), context.strings("glossary.lead", count=len(terms))
    return describe_work(context, "DefinedTermSet", title, lead, hasDefinedTerm=terms)
