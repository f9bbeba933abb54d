"""Pictures for shared links: which page shows which, and what each says.

They are made only where the site knows its own address, because a shared link can name a picture by a whole address only. A build to look at, or to
measure, draws none. A folder of few pages has a picture for each; in a larger one, such as a library of a thousand cases, the pages share the
picture of the folder. Drawing one takes some milliseconds, and one that was drawn is kept until its words change.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.site.page import Page

FOLDER = "assets/cards/"
MOST = 60
"""Up to this many pages of a folder have a picture each."""
DEEPEST = 2


class Card(NamedTuple):
    """What a picture says: what sort of page it is, and its title."""

    kind: str
    title: str


def cards(pages: Mapping[str, Page]) -> dict[str, Card]:
    """Every picture that the site needs, by its path."""
    sizes = Counter(url.partition("/")[0] for url in pages if url.count("/") == DEEPEST)
    return {path_of(page.url): Card(page.kind if page.url else "", page.title) for page in pages.values() if _has_own(page, sizes)}


def carded(pages: Mapping[str, Page], drawn: Mapping[str, Card]) -> dict[str, Page]:
    """The same pages, each with its own picture or that of the nearest page above it."""
    return {url: replace(page, card=_nearest(url, drawn)) for url, page in pages.items()}


def path_of(url: str) -> str:
    """Where the picture of a page stands."""
    return f"{FOLDER}{url.strip('/').replace('/', '-') or 'home'}.png"


def _nearest(url: str, drawn: Mapping[str, Card]) -> str:
    while url and path_of(url) not in drawn:
        url = url.rstrip("/").rpartition("/")[0] + "/" if url.count("/") > 1 else ""
    return path_of(url) if path_of(url) in drawn else ""


def _has_own(page: Page, sizes: Counter[str]) -> bool:
    depth = page.url.count("/")
    return page.indexed and (depth < DEEPEST or (depth == DEEPEST and sizes[page.url.partition("/")[0]] <= MOST))
