"""A page and a plan: what is to be written, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.site.cards import Card


class Heading(NamedTuple):
    """An entry of a page's table of contents."""

    anchor: str
    text: str
    level: int = 2


class Crumb(NamedTuple):
    """A step on the way to a page."""

    title: str
    url: str


class Part(NamedTuple):
    """A part of a page that search finds by itself, such as one term of a glossary.

    Attributes:
        anchor: its id on the page.
        text: what it says, as bare words.
    """

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page. Links and assets in its body begin at the root (`/approaches/grants/`); the stamp makes them relative.

    Attributes:
        url: the folder below the root, with a closing `/`; empty for Home.
        section: the tab it belongs to: the URL of a page in the navigation, such as `approaches/`.
        title: the page's title and `h1` text.
        description: one plain sentence for search engines.
        body: HTML, with exactly one `h1`.
        headings: the table of contents; none shows no contents.
        crumbs: the way from Home to the page, itself left out.
        kind: what sort of page it is, in words that search shows as a filter, such as `Case study`.
        data: text of inline JSON blocks by id, escaped by the stamp.
        scripts: assets that only this page needs, such as `/assets/guide/guide.js`.
        styles: likewise for styles.
        indexed: whether the search of the whole site holds it.
        parts: what search finds by itself, with the page's kind.
        terms: the terms of the glossary that it explains, in their order.
        about: what its subject is, for programs, in the words of schema.org; see `generator.site.told`.
        changed: the day of its last change, as the content gives it; none where it does not.
        card: the picture for shared links, a path below the root; empty where there is none.
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


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole generated site.

    Attributes:
        pages: by URL.
        files: other files by path, such as `data/case-studies.json`.
        cards: what the pictures for shared links say, by path; none where they are not wanted.
    """

    pages: Mapping[str, Page] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
