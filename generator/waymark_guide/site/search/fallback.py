"""The small index of the site: titles, summaries and headings, for where the large one cannot be loaded, and for mistyped words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.library.word_index import format_base36
from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.search.index_files import make_card_files, make_data_file, make_word_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waymark_guide.site.file_group import FileSource
    from waymark_guide.site.page import PageSummary

FOLDER = "search/find/"
TITLE, SUMMARY, HEADINGS = 6, 2, 1
"""How much a word counts in each."""


class _SearchEntry(NamedTuple):
    """A page, or a part of one, as a search result."""

    url: str
    title: str
    kind: str
    summary: str
    headings: str


def make_search_files(pages: Iterable[PageSummary]) -> tuple[FileSource, FileSource]:
    """Make the index of all pages that search may show and of their parts, and the cards that show them."""
    entries = list(_list_entries(pages))
    return partial(_make_word_files, entries), partial(_make_card_files, entries)


def _make_word_files(entries: Iterable[_SearchEntry]) -> list[FileGroup]:
    return [make_word_files(FOLDER, [((each.title, TITLE), (each.summary, SUMMARY), (each.headings, HEADINGS)) for each in entries])]


def _make_card_files(entries: Sequence[_SearchEntry]) -> Iterator[FileGroup]:
    yield FileGroup(partial(_make_kinds_file, entries))
    yield from make_card_files(FOLDER, entries, lambda each: [each.url, each.title, each.summary])


def _make_kinds_file(entries: Sequence[_SearchEntry]) -> Iterator[tuple[str, bytes]]:
    kinds = {kind: format_base36(index) for index, kind in enumerate(dict.fromkeys(each.kind for each in entries))}
    yield make_data_file(f"{FOLDER}kinds", {"kinds": list(kinds), "of": " ".join(kinds[each.kind] for each in entries)})


def _list_entries(pages: Iterable[PageSummary]) -> Iterator[_SearchEntry]:
    for page in pages:
        if page.indexed:
            yield _SearchEntry(page.url, page.title, page.kind, page.description, " ".join(page.headings))
            for part in page.parts:
                yield _SearchEntry(f"{page.url}#{part.anchor}", part.title, page.kind, part.text, "")
