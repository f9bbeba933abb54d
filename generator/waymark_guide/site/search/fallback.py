"""The small index of the site: titles, summaries and headings, for where the large one cannot be loaded, and for mistyped words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.library.word_index import format_base36
from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.search.index_files import card_files, data_file, word_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waymark_guide.site.file_group import FileSource
    from waymark_guide.site.page import PageSummary

FOLDER = "search/find/"
TITLE, SUMMARY, HEADINGS = 6, 2, 1
"""What a word counts in each."""


class _Found(NamedTuple):
    """A page, or a part of one, as it is found and shown."""

    url: str
    title: str
    kind: str
    summary: str
    headings: str


def search_files(pages: Iterable[PageSummary]) -> tuple[FileSource, FileSource]:
    """The words of all pages that search may show, and of the parts that it finds by themselves; and their kinds with what is shown of each."""
    found = list(_found(pages))
    return partial(_words, found), partial(_shown, found)


def _words(found: Iterable[_Found]) -> list[FileGroup]:
    return [word_files(FOLDER, [((each.title, TITLE), (each.summary, SUMMARY), (each.headings, HEADINGS)) for each in found])]


def _shown(found: Sequence[_Found]) -> Iterator[FileGroup]:
    yield FileGroup(partial(_kinds, found))
    yield from card_files(FOLDER, found, lambda each: [each.url, each.title, each.summary])


def _kinds(found: Sequence[_Found]) -> Iterator[tuple[str, bytes]]:
    kinds = {kind: format_base36(place) for place, kind in enumerate(dict.fromkeys(each.kind for each in found))}
    yield data_file(f"{FOLDER}kinds", {"kinds": list(kinds), "of": " ".join(kinds[each.kind] for each in found)})


def _found(pages: Iterable[PageSummary]) -> Iterator[_Found]:
    for page in pages:
        if page.indexed:
            yield _Found(page.url, page.title, page.kind, page.description, " ".join(page.headings))
            for part in page.parts:
                yield _Found(f"{page.url}#{part.anchor}", part.title, page.kind, part.text, "")
