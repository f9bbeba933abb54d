"""The whole generated site, worked out before anything is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from weakref import proxy

from waymark_guide.build.social_cards import cards, name_cards
from waymark_guide.site.files import feeds, guide_cases, open_data
from waymark_guide.site.files import redirects as moved
from waymark_guide.site.page import Card, Draft, FileGroup, Files, Known, Plan, free, made_anew, no_case
from waymark_guide.site.pages import (
    approach,
    approaches,
    calculator,
    calculators,
    case_studies,
    case_study,
    changes,
    compare_approaches,
    compare_cases,
    contribute_form,
    data,
    facet,
    gaps,
    glossary,
    guide,
    guide_map,
    guides,
    home,
    law,
    laws,
    lookup,
    origins,
    prepare,
    proof,
    report,
    rules,
    site_map,
    sources,
    steps,
    whats_new,
)
from waymark_guide.site.pages import backtest as cases
from waymark_guide.site.pages import decision_table as table
from waymark_guide.site.parts import report_links as reporting
from waymark_guide.site.parts.glossary_tooltips import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Page


def _alone(
    url: str, pages: Callable[[SiteContext], Iterator[Page]], *, reads: Callable[[], Iterable[str]] | None = None
) -> Callable[[SiteContext], Iterator[Draft]]:
    """The one page of a module, made when somebody asks for it."""
    return lambda context: iter([Draft(url, lambda: next(pages(context)), reads=reads)])


PAGES: tuple[Callable[[SiteContext], Iterator[Page | Draft]], ...] = (
    _alone("", home.pages),
    _alone(guides.URL, guides.pages, reads=no_case),
    guide.pages,
    steps.pages,
    table.pages,
    changes.pages,
    guide_map.pages,
    proof.pages,
    cases.pages,
    _alone(approaches.URL, approaches.pages, reads=no_case),
    approach.pages,
    compare_approaches.pages,
    laws.pages,
    law.pages,
    case_studies.pages,
    case_study.pages,
    compare_cases.pages,
    facet.pages,
    _alone("gaps/", gaps.pages),
    prepare.pages,
    calculators.pages,
    calculator.pages,
    origins.pages,
    _alone("sources/", sources.pages),
    rules.pages,
    _alone(reporting.PAGE, report.pages, reads=no_case),
    _alone(feeds.PAGE, whats_new.pages),
    _alone(contribute_form.URL, contribute_form.pages),
    lookup.pages,
)
"""One line for each kind of page."""

FILES: tuple[Callable[[SiteContext], Iterator[tuple[str, bytes]]], ...] = (feeds.files, guide_cases.files)
"""One line for each family of other files that every build makes."""

LASTING: tuple[Callable[[SiteContext], Iterable[FileGroup]], ...] = (
    open_data.files,
    case_studies.files,
    compare_approaches.files,
    compare_cases.files,
    contribute_form.files,
)
"""One line for each family of which some files need not be made again as long as no case that they show has changed."""


def plan(context: SiteContext, *, pictured: bool = True) -> Plan:
    """Every page and file of the site; most are made only when somebody asks for them.

    Args:
        context: what they are made from.
        pictured: whether the pages name pictures for shared links, where the site knows its own address. To know which, some pages are made.

    Raises:
        KnowledgeBaseError: two pages want the same address.
    """
    pages: dict[str, Page | Draft] = {}
    known = Known()
    for make_pages in PAGES:
        for page in make_pages(context):
            pages[free(page.url, pages)] = _explained(page, context)
    for last in _last(context, proxy(known)):  # a weak link: a preview drops plan after plan, and a circle would stay until garbage is collected
        pages[free(last.url, pages)] = last
    drawn = cards(pages) if pictured and context.settings.site_url else {}
    pages = name_cards(pages, drawn) if drawn else pages
    lasting = (partial(make_files, context) for make_files in LASTING)
    anew = (*(partial(make_files, context) for make_files in FILES), partial(moved.files, context, pages))
    files = Files((*lasting, *(made_anew(make_files) for make_files in anew)))
    known.look_at(pages, files)
    return Plan(pages, files, drawn, known)


def _last(context: SiteContext, known: Known) -> Iterator[Draft]:
    """The pages that are made from all the others."""
    say = context.strings
    yield Draft(data.ADDRESS, lambda: data.page(context, known.sizes), named=Card(say("site.kind.page"), say("data.title")))
    if context.knowledge_base.glossary is not None:
        yield Draft(glossary.ADDRESS, lambda: next(glossary.pages(context, known.heads)), named=Card(say("glossary.kind"), say("glossary.title")))
    yield Draft(site_map.ADDRESS, lambda: site_map.page(context, known.heads), named=Card(say("site.kind.page"), say("map.title")))


def _explained(page: Page | Draft, context: SiteContext) -> Page | Draft:
    if isinstance(page, Draft):
        return page.then(lambda made: explained(made, context.terms))
    return explained(page, context.terms)
