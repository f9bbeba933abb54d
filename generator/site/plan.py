"""The whole generated site, worked out before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import KnowledgeBaseError
from generator.site import feeds, moved
from generator.site.cards import carded, cards
from generator.site.explained import explained
from generator.site.files import guide_cases, open_data
from generator.site.page import Plan
from generator.site.pages import (
    approach,
    approaches,
    calculator,
    calculators,
    case_studies,
    case_study,
    cases,
    changes,
    compare_approaches,
    compare_cases,
    contribute_form,
    data,
    facet,
    gaps,
    glossary,
    guide,
    guides,
    home,
    law,
    laws,
    lookup,
    map,  # noqa: A004 (the page is called a map)
    origins,
    prepare,
    proof,
    report,
    rules,
    site_map,
    sources,
    steps,
    table,
    whats_new,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.site.context import SiteContext
    from generator.site.page import Page

PAGES: tuple[Callable[[SiteContext], Iterator[Page]], ...] = (
    home.pages,
    guides.pages,
    guide.pages,
    steps.pages,
    table.pages,
    changes.pages,
    map.pages,
    proof.pages,
    cases.pages,
    approaches.pages,
    approach.pages,
    compare_approaches.pages,
    laws.pages,
    law.pages,
    case_studies.pages,
    case_study.pages,
    compare_cases.pages,
    facet.pages,
    gaps.pages,
    prepare.pages,
    calculators.pages,
    calculator.pages,
    origins.pages,
    sources.pages,
    rules.pages,
    report.pages,
    whats_new.pages,
    contribute_form.pages,
    lookup.pages,
)
"""One line for each kind of page."""

FILES: tuple[Callable[[SiteContext], Iterator[tuple[str, bytes]]], ...] = (
    open_data.files,
    feeds.files,
    guide_cases.files,
    case_studies.files,
    compare_approaches.files,
    compare_cases.files,
    contribute_form.files,
)
"""One line for each family of other files."""


def plan(context: SiteContext) -> Plan:
    """Work out every page and file.

    Raises:
        KnowledgeBaseError: two pages, or two files, want the same address.
    """
    files: dict[str, bytes] = {}
    for make_files in FILES:
        for path, content in make_files(context):
            files[_free(path, files)] = content
    pages: dict[str, Page] = {}
    for make_pages in PAGES:
        for page in make_pages(context):
            pages[_free(page.url, pages)] = explained(page, context.terms)
    offered = data.page(context, files)
    pages[_free(offered.url, pages)] = offered
    for page in glossary.pages(context, tuple(pages.values())):
        pages[_free(page.url, pages)] = page
    mapped = site_map.page(context, tuple(pages.values()))
    pages[_free(mapped.url, pages)] = mapped
    for path, content in moved.files(context, pages):
        files[_free(path, files)] = content
    drawn = cards(pages) if context.site_url else {}
    return Plan(carded(pages, drawn) if drawn else pages, files, drawn)


def _free(address: str, taken: dict[str, Page] | dict[str, bytes]) -> str:
    if address in taken:
        message = f"Two pages or files want the address /{address}."
        raise KnowledgeBaseError(message, about=address)
    return address
