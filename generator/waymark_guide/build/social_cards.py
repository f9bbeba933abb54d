"""The pictures for shared links: which page shows which, and what each says.

A shared link can name a picture only by its whole address, so there are pictures only if the site knows its own address. In a folder with few pages
each has a picture; the pages of a larger folder, such as a library of a thousand cases, share the picture of the folder.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from waymark_guide.site.page import Card

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.site.lazy_page import LazyPage

FOLDER = "assets/cards/"
MOST = 60
"""Up to this many pages of a folder have a picture each."""
DEEPEST = 2
"""Pages in deeper folders have no picture of their own."""


def find_cards(pages: Mapping[str, LazyPage]) -> dict[str, Card]:
    """Find every picture that the site needs, by its path."""
    sizes = Counter(url.partition("/")[0] for url in pages if url.count("/") == DEEPEST)
    return {path_of(url): card for url, page in pages.items() if _may_have_own(url, sizes) and (card := _make_card(page))}


def assign_cards(pages: Mapping[str, LazyPage], cards: Mapping[str, Card]) -> None:
    """Assign to each page its own picture, or that of the nearest page above it."""
    for url, page in pages.items():
        page.card = _find_nearest(url, cards)


def path_of(url: str) -> str:
    """The path of the picture of a page."""
    return f"{FOLDER}{url.strip('/').replace('/', '-') or 'home'}.png"


def _find_nearest(url: str, cards: Mapping[str, Card]) -> str:
    while url and path_of(url) not in cards:
        url = url.rstrip("/").rpartition("/")[0] + "/" if url.count("/") > 1 else ""
    return path_of(url) if path_of(url) in cards else ""


def _may_have_own(url: str, sizes: Counter[str]) -> bool:
    depth = url.count("/")
    return depth < DEEPEST or (depth == DEEPEST and sizes[url.partition("/")[0]] <= MOST)


def _make_card(page: LazyPage) -> Card | None:
    """The words of the picture of a page; None if search leaves the page out."""
    if page.own_card:
        return page.own_card
    summary = page.summarise()
    return Card(summary.kind if page.url else "", summary.title) if summary.indexed else None
