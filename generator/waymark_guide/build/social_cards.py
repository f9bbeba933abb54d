"""Pictures for shared links: which page shows which, and what each says.

They are made only where the site knows its own address, because a shared link can name a picture by a whole address only. A build to look at, or to
measure, draws none. A folder of few pages has a picture for each; in a larger one, such as a library of a thousand cases, the pages share the
picture of the folder. Drawing one takes some milliseconds, and one that was drawn is kept until its words change.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from waymark_guide.site.page import Card, Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.site.page import Page

FOLDER = "assets/cards/"
MOST = 60
"""Up to this many pages of a folder have a picture each."""
DEEPEST = 2


def cards(pages: Mapping[str, Page | Draft]) -> dict[str, Card]:
    """Every picture that the site needs, by its path."""
    sizes = Counter(url.partition("/")[0] for url in pages if url.count("/") == DEEPEST)
    return {path_of(url): card for url, page in pages.items() if _may_have_own(url, sizes) and (card := _card(page))}


def name_cards(pages: Mapping[str, Page | Draft], drawn: Mapping[str, Card]) -> dict[str, Page | Draft]:
    """The same pages, each with its own picture or that of the nearest page above it."""
    return {url: _with(page, _nearest(url, drawn)) for url, page in pages.items()}


def _with(page: Page | Draft, card: str) -> Page | Draft:
    return page.then(lambda made: replace(made, card=card), after=card) if isinstance(page, Draft) else replace(page, card=card)


def path_of(url: str) -> str:
    """Where the picture of a page stands."""
    return f"{FOLDER}{url.strip('/').replace('/', '-') or 'home'}.png"


def _nearest(url: str, drawn: Mapping[str, Card]) -> str:
    while url and path_of(url) not in drawn:
        url = url.rstrip("/").rpartition("/")[0] + "/" if url.count("/") > 1 else ""
    return path_of(url) if path_of(url) in drawn else ""


def _may_have_own(url: str, sizes: Counter[str]) -> bool:
    depth = url.count("/")
    return depth < DEEPEST or (depth == DEEPEST and sizes[url.partition("/")[0]] <= MOST)


def _card(page: Page | Draft) -> Card | None:
    """What the picture of a page says; none where search passes the page over."""
    if isinstance(page, Draft) and page.named:
        return page.named
    return Card(page.kind if page.url else "", page.title) if page.indexed else None
