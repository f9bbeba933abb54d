"""A long list of cases, cut into pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.site.context import cache_per_context
from waymark_guide.site.page import Crumb
from waymark_guide.site.render import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from waymark_guide.site.context import SiteContext

CASES_ON_A_PAGE = 50
"""So that the first view stays small however many cases there are."""
NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list.

    Attributes:
        address: the address of the first page.
        number: which page it is, from 1.
        of: how many pages there are.
        places: the places in the library of the cases on this page.
    """

    address: str
    number: int
    of: int
    places: tuple[int, ...]

    @property
    def url(self) -> str:
        """The address of this page."""
        return self.url_of(self.number)

    @property
    def folder(self) -> str:
        """The folder of this page below the first one; empty for the first one."""
        return self.url.removeprefix(self.address)

    @property
    def offered(self) -> tuple[int, ...]:
        """The pages to link to: the first, the last, the neighbours of this one, and round numbers between, so that no list of pages is long."""
        step = max(10, -(-self.of // 100) * 10)
        return tuple(
            number for number in range(1, self.of + 1) if number in {1, self.of} or number % step == 0 or abs(number - self.number) <= NEIGHBOURS
        )

    def url_of(self, number: int) -> str:
        """The address of a page of the list."""
        return self.address if number == 1 else f"{self.address}page/{number}/"


def make_slices(address: str, places: Sequence[int]) -> Iterator[Slice]:
    """The pages of a list of cases, which are named by their places in the library; one, even where there is no case."""
    of = max(1, -(-len(places) // CASES_ON_A_PAGE))
    for number in range(1, of + 1):
        yield Slice(address, number, of, tuple(places[(number - 1) * CASES_ON_A_PAGE : number * CASES_ON_A_PAGE]))


def render_cards(context: SiteContext, part: Slice) -> list[Markup]:
    """The cards of the cases on a page: each is made once, and shown on many pages."""
    return [_render_card(context, place) for place in part.places]


@cache_per_context
def _render_card(context: SiteContext, place: int) -> Markup:
    return mark_safe(context.render("case_card.html.jinja", case=context.library.cases[place]))


def make_crumbs(context: SiteContext, *further: Crumb) -> tuple[Crumb, ...]:
    """The way from Home to the library, and on."""
    t = context.strings
    return (Crumb(t("site.crumb.home"), ""), *further)


def library_crumb(context: SiteContext) -> Crumb:
    """The step to the list of case studies."""
    return Crumb(context.strings("library.title"), "case-studies/")
