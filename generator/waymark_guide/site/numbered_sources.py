"""The numbered sources at the foot of a page, and the numbers in the text that link to them."""

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
    """The sources of one page, in the order of its list.

    Attributes:
        sources: each source once; its number is its index plus 1.
    """

    sources: tuple[Publication, ...] = ()

    def number(self, source_id: str) -> int:
        """Return the number of a source; 0 if the page does not list it."""
        return next((number for number, source in enumerate(self.sources, start=1) if source.id == source_id), 0)

    def mark(self, source_id: str) -> Markup:
        """Make the link in the text: a small number that a screen reader reads as the title of the source."""
        return self.marks((source_id,))

    def marks(self, source_ids: Iterable[str]) -> Markup:
        """Make several links in a row."""
        return Markup("".join(self._mark(source_id) for source_id in source_ids))  # noqa: S704 (each is escaped below)

    def _mark(self, source_id: str) -> str:
        number = self.number(source_id)
        if not number:
            return ""
        label = escape(self.sources[number - 1].title)
        return f'<a class="wm-cite" href="#source-{escape(source_id)}" aria-label="Source {number}: {label}">{number}</a>'


def references(find: Callable[[str], Publication | None], declared: Iterable[Publication | str], texts: Iterable[str | None] = ()) -> References:
    """Number the sources of a page: the declared ones in their order, then those that only the texts cite.

    Args:
        find: returns the source of an id, or None.
        declared: ids, and sources that the file declares itself.
        texts: texts that may cite more sources as `[source:id]`.
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
