"""The numbered sources at the foot of a page, and the marks in the text that point to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from waymark_guide.model.citation import find_cited_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waymark_guide.model.source import Publication


@dataclass(frozen=True, slots=True)
class References:
    """The sources of one page in the order in which they are listed.

    Attributes:
        sources: each source once; its number is its place, counted from 1.
    """

    sources: tuple[Publication, ...] = ()

    def number(self, source_id: str) -> int:
        """The source's number; 0 where the page does not list it."""
        return next((place for place, source in enumerate(self.sources, start=1) if source.id == source_id), 0)

    def mark(self, source_id: str) -> Markup:
        """The mark in the text: a small linked number that a screen reader reads as the source's title."""
        return self.marks((source_id,))

    def marks(self, source_ids: Iterable[str]) -> Markup:
        """Several marks in a row."""
        return Markup("".join(self._mark(source_id) for source_id in source_ids))  # noqa: S704 (each is escaped below)

    def _mark(self, source_id: str) -> str:
        number = self.number(source_id)
        if not number:
            return ""
        label = escape(self.sources[number - 1].title)
        return f'<a class="wm-cite" href="#source-{escape(source_id)}" aria-label="Source {number}: {label}">{number}</a>'


def references(find: Callable[[str], Publication | None], declared: Iterable[Publication | str], texts: Iterable[str | None] = ()) -> References:
    """Gather a page's sources: those declared, in their order, then those that only the texts cite.

    Args:
        find: the source of an id, or none.
        declared: ids, and sources that the file declares itself.
        texts: prose whose `[source:id]` marks count as well.
    """
    found: dict[str, Publication] = {}
    for entry in declared:
        source = find(entry) if isinstance(entry, str) else entry
        if source is not None:
            found.setdefault(source.id, source)
    for text in texts:
        for source_id in find_cited_ids(text or ""):
            source = found.get(source_id) or find(source_id)
            if source is not None:
                found.setdefault(source_id, source)
    return References(tuple(found.values()))
