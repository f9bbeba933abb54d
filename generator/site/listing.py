"""A long list of cases, cut into pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.site.page import Crumb
from generator.site.render import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from generator.model.case_study import CaseStudy
    from generator.site.context import SiteContext

CASES_ON_A_PAGE = 50
"""So that the first view stays small however many cases there are."""
BESIDE = 2


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list.

    Attributes:
        address: the address of the first page.
        number: which page it is, from 1.
        of: how many pages there are.
        cases: those on this page.
    """

    address: str
    number: int
    of: int
    cases: tuple[CaseStudy, ...]

    @property
    def url(self) -> str:
        """The address of this page."""
        return self.url_of(self.number)

    @property
    def offered(self) -> tuple[int, ...]:
        """The pages to link to: the first, the last, those beside this one, and round numbers between, so that no list of pages is long."""
        step = max(10, -(-self.of // 100) * 10)
        return tuple(
            number for number in range(1, self.of + 1) if number in {1, self.of} or number % step == 0 or abs(number - self.number) <= BESIDE
        )

    def url_of(self, number: int) -> str:
        """The address of a page of the list."""
        return self.address if number == 1 else f"{self.address}page/{number}/"


def slices(address: str, cases: Sequence[CaseStudy]) -> Iterator[Slice]:
    """The pages of a list; one, even where there is no case."""
    of = max(1, -(-len(cases) // CASES_ON_A_PAGE))
    for number in range(1, of + 1):
        yield Slice(address, number, of, tuple(cases[(number - 1) * CASES_ON_A_PAGE : number * CASES_ON_A_PAGE]))


def cards(context: SiteContext, cases: Iterable[CaseStudy]) -> Mapping[str, Markup]:
    """The cards of these cases and perhaps of others, by id: each made once, shown on many pages."""
    made = context.cards
    for case in cases:
        if case.id not in made:
            made[case.id] = markup(context.render("case_card.html.jinja", case=case))
    return made


def way(context: SiteContext, *further: Crumb) -> tuple[Crumb, ...]:
    """The way from Home to the library, and on."""
    say = context.strings
    return (Crumb(say("site.crumb.home"), ""), *further)


def library_crumb(context: SiteContext) -> Crumb:
    """The step to the list of case studies."""
    return Crumb(context.strings("library.title"), "case-studies/")
