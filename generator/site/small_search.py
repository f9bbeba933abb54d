"""The small index of the site: titles, summaries and headings, for where the large one cannot be loaded, and for mistyped words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.library.word_index import base36
from generator.site.found import card_files, data_file, word_files
from generator.site.past import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.site.page import Head
    from generator.site.past import Past

FOLDER = "search/find/"
TITLE, SUMMARY, HEADINGS = 6, 2, 1
"""What a word counts in each."""


def search_files(pages: Iterable[Head], past: Past = NOTHING) -> Iterator[tuple[str, bytes]]:
    """The words of all pages that search may show, and of the parts that it finds by themselves; their kinds; and what is shown of each."""
    found = list(_found(pages))
    kinds = list(dict.fromkeys(kind for _, _, kind, _, _ in found))
    yield data_file(f"{FOLDER}kinds", {"kinds": kinds, "of": " ".join(base36(kinds.index(kind)) for _, _, kind, _, _ in found)})
    texts = [((title, TITLE), (summary, SUMMARY), (headings, HEADINGS)) for _, title, _, summary, headings in found]
    yield from word_files(FOLDER, texts, past)
    yield from card_files(FOLDER, found, lambda each: [each[0], each[1], each[3]])


def _found(pages: Iterable[Head]) -> Iterator[tuple[str, str, str, str, str]]:
    """Address, title, kind, summary and headings."""
    for page in pages:
        if page.indexed:
            yield page.url, page.title, page.kind, page.description, " ".join(page.headings)
            for part in page.parts:
                yield f"{page.url}#{part.anchor}", part.title, page.kind, part.text, ""
