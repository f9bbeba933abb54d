"""Pages that are rendered when they are needed, and the index of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from waymark_guide.site.page import Page, PageSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from waymark_guide.site.page import Card


def DEPENDS_ON_NO_CASE(*_: object) -> tuple[str, ...]:  # noqa: N802 (pages declare it like a constant)
    """The dependencies of a page that shows no case: no edit of a case changes it."""
    return ()


@dataclass(slots=True)
class LazyPage:
    """A page of which only the address is known until `render` or `summarise` is called.

    Attributes:
        url: the page's address.
        make: renders the page without its picture for shared links.
        depends_on: gives digests of everything that the page shows of single cases. While these digests and everything that is no case are
            unchanged, a build keeps the page of the last build. None: the page may show anything, and every build renders it.
        needs_all_pages: whether all other pages must be rendered before it.
        own_card: the words of its picture for shared links, where they must be known before it is rendered.
        card: the path of the picture for shared links; empty without one.
    """

    url: str
    make: Callable[[], Page]
    depends_on: Callable[[], Iterable[str]] | None = None
    needs_all_pages: bool = False
    own_card: Card | None = None
    card: str = ""
    _page: Page | None = field(default=None, init=False, repr=False)
    _summary: PageSummary | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, page: Page) -> LazyPage:
        """Wrap a page that is already rendered."""
        return cls(page.url, lambda: page, card=page.card)

    def render(self) -> Page:
        """Render the page. It is not kept, so that a build of many pages needs little memory; a page kept by `summarise` is returned."""
        page = self._page or self.make()
        return replace(page, card=self.card) if page.card != self.card else page

    def summarise(self) -> PageSummary:
        """Summarise the page, and keep it, because it will be rendered later."""
        if self._summary is None:
            self._page = self.make()
            self._summary = PageSummary.of(self._page)
        return self._summary


class SiteIndex:
    """What a page that lists all other pages is made from: their summaries, and the sizes of all other files.

    A build hands over the summaries and sizes that it knows; a preview renders the pages for them.
    """

    def __init__(self, pages: Mapping[str, LazyPage], files: Mapping[str, bytes]) -> None:
        """Keep the pages and files; render nothing yet."""
        self._pages = pages
        self._files = files
        self._summaries: tuple[PageSummary, ...] | None = None
        self._sizes: Mapping[str, int] | None = None

    def fill(self, summaries: Iterable[PageSummary], sizes: Mapping[str, int]) -> None:
        """Use these summaries and sizes instead of rendering anything.

        Args:
            summaries: one for each page, in the order of the pages.
            sizes: the size of each file in bytes, by its path.
        """
        self._summaries, self._sizes = tuple(summaries), sizes

    @property
    def summaries(self) -> tuple[PageSummary, ...]:
        """The summaries of all pages but those that need all others."""
        if self._summaries is None:
            self._summaries = tuple(page.summarise() for page in self._pages.values())
        return self._summaries

    @property
    def sizes(self) -> Mapping[str, int]:
        """The size of each file in bytes, by its path."""
        if self._sizes is None:
            self._sizes = {path: len(content) for path, content in self._files.items()}
        return self._sizes
