"""Plans a site: finds every page and file before anything is rendered or written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from waymark_guide.build.social_cards import assign_cards, find_cards
from waymark_guide.site.file_group import FileGroup, Files, require_free
from waymark_guide.site.files import find_file_sources
from waymark_guide.site.lazy_page import LazyPage, SiteIndex
from waymark_guide.site.pages import find_page_kinds
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.file_group import FileSource
    from waymark_guide.site.page import Card
    from waymark_guide.words.strings import Strings


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole generated site.

    Attributes:
        pages: by URL.
        files: all other files by path, such as `data/case-studies.json`.
        cards: the words of the pictures for shared links, by path; none if no pictures are wanted.
        index: what pages that list all others are rendered from.
        strings: the words of the interface.
    """

    pages: Mapping[str, LazyPage] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    index: SiteIndex = field(default_factory=lambda: SiteIndex({}, {}))
    strings: Strings = field(default_factory=load_strings)

    @property
    def file_sources(self) -> tuple[FileSource, ...]:
        """The sources of the files."""
        return self.files.sources if isinstance(self.files, Files) else (lambda: [FileGroup(self.files.items)],)

    def with_files(self, make: Callable[[], Iterable[tuple[str, bytes]]]) -> Plan:
        """The plan with more files, which every build makes."""
        return replace(self, files=Files((*self.file_sources, lambda: [FileGroup(make)])))


def make_plan(context: SiteContext, *, with_cards: bool = True) -> Plan:
    """Plan every page and file of the site.

    Args:
        context: what they are made from.
        with_cards: whether pages name pictures for shared links, if the site knows its own address. Some pages are rendered to find out which.

    Raises:
        KnowledgeBaseError: two pages have the same address.
    """
    kinds = find_page_kinds()
    pages: dict[str, LazyPage] = {}
    for page in (page for kind in kinds if not kind.needs_all_pages for page in kind.list_pages(context)):
        pages[require_free(page.url, pages)] = page
    files = Files(find_file_sources(context, pages))
    index = SiteIndex(pages, files)  # neither refers to the last pages, so a plan without references to it is freed at once
    planned = dict(pages)
    for page in (page for kind in kinds if kind.needs_all_pages for page in kind.list_pages(context, index)):
        planned[require_free(page.url, planned)] = page
    cards = find_cards(planned) if with_cards and context.settings.site_url else {}
    if cards:
        assign_cards(planned, cards)
    return Plan(planned, files, cards, index, context.strings)
