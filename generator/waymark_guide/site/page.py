"""A rendered page, and its summary for lists of pages."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 (as below)
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 (a layout is cached in the form of its pages)
from typing import Any, NamedTuple


class Heading(NamedTuple):
    """An entry of a page's table of contents."""

    anchor: str
    text: str
    level: int = 2


class Crumb(NamedTuple):
    """A link of the breadcrumb trail of a page."""

    title: str
    url: str


class Card(NamedTuple):
    """The words of the picture for shared links: the kind of the page, and its title."""

    kind: str
    title: str


class Part(NamedTuple):
    """A part of a page that is a search result of its own, such as one term of a glossary.

    Attributes:
        anchor: its id on the page.
        text: its plain text.
    """

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page. Links and assets in its body begin at the root (`/approaches/grants/`); the layout makes them relative.

    Attributes:
        url: the folder below the root, with a closing `/`; empty for Home.
        section: the tab it belongs to: the URL of a page in the navigation, such as `approaches/`.
        title: the page's title and `h1` text.
        description: one plain sentence for search engines.
        body: HTML, with exactly one `h1`.
        headings: the table of contents; none shows no contents.
        crumbs: the breadcrumb trail from Home, without the page itself.
        kind: the kind of page, in words that search shows as a filter, such as `Case study`.
        data: text of inline JSON blocks by id; the layout escapes it.
        scripts: assets that only this page needs, such as `/assets/pages/guide.js`.
        styles: the same for styles.
        indexed: whether the search of the whole site finds it.
        parts: its parts that are search results of their own, with the page's kind.
        terms: the terms of the glossary that it explains, in their order.
        about: its subject for programs, in the words of schema.org; see `waymark_guide.site.parts.structured_data`.
        changed: the day of its last change according to the content, if known.
        card: the picture for shared links, a path below the root; empty without one.
    """

    url: str
    section: str
    title: str
    description: str
    body: str
    headings: tuple[Heading, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    kind: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    indexed: bool = True
    parts: tuple[Part, ...] = ()
    terms: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    changed: date | None = None
    card: str = ""


class PageSummary(NamedTuple):
    """What other pages and search show of a page: the attributes of the page, with only the text of its headings, and the day as text."""

    url: str
    section: str
    title: str
    kind: str
    description: str
    headings: tuple[str, ...]
    indexed: bool
    parts: tuple[Part, ...]
    terms: tuple[str, ...]
    changed: str

    @classmethod
    def of(cls, page: Page) -> PageSummary:
        """Summarise a page."""
        headings = tuple(heading.text for heading in page.headings)
        changed = page.changed.isoformat() if page.changed else ""
        return cls(page.url, page.section, page.title, page.kind, page.description, headings, page.indexed, page.parts, page.terms, changed)
