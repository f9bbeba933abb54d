"""Promises of the modules that declare the pages and files of a site: one form for all, found without a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from waymark_guide.build.plan import make_plan
from waymark_guide.checks.everywhere import reserved_ids
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.site.context import SiteContext
from waymark_guide.site.files import find_file_sources
from waymark_guide.site.lazy_page import SiteIndex
from waymark_guide.site.pages import PageKind, find_page_kinds
from waymark_guide.site.registry import find_modules
from waymark_guide.trees.engine.compiler import compile_tree

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
PAGES, FILES = (find_modules(f"waymark_guide.site.{package}") for package in ("pages", "files"))
STEPS_ON_ONE_PAGE = 2
"""So few states for a page each that every guide has one page for all of its steps."""


def name_of(module: ModuleType) -> str:
    """The name of a module without its package."""
    return module.__name__.rpartition(".")[2]


@pytest.fixture(scope="module")
def contexts() -> list[SiteContext]:
    """The content of this repository, with a page for each state of a guide and with one for all of them."""
    reading = read_knowledge_base(ROOT)
    published = [tree for tree in reading.knowledge_base.trees.values() if tree.status == "published"]
    compiled = {tree.id: compile_tree(tree, reading.knowledge_base) for tree in published}
    today = date(2026, 11, 22)
    return [SiteContext(reading, compiled, today), SiteContext(reading, compiled, today, most_step_pages=STEPS_ON_ONE_PAGE)]


@pytest.mark.parametrize("module", PAGES, ids=name_of)
def test_every_page_module_has_the_form(module: ModuleType) -> None:
    """A module has an address, a function that renders, and says which cases its pages show; with many pages it lists their subjects."""
    fields = {field.partition(".")[0] for _, field, _, _ in Formatter().parse(module.ROUTE) if field}
    assert len(fields) <= 1
    assert not module.ROUTE or module.ROUTE.endswith(("/", "}"))
    assert callable(module.render)
    assert module.depends_on is None or callable(module.depends_on)
    assert callable(module.list_pages) if fields else True
    assert bool(getattr(module, "NEEDS_ALL_PAGES", False)) == hasattr(module, "CARD_KEYS")


@pytest.mark.parametrize("module", PAGES, ids=name_of)
def test_every_route_is_used(module: ModuleType, contexts: list[SiteContext]) -> None:
    """Every kind has a page in this repository's content, and a page has the address that its route gives it."""
    kind = PageKind.of(module)
    context = next(context for context in contexts if next(kind.list_pages(context, SiteIndex({}, {})), None))
    page = next(kind.list_pages(context, SiteIndex({}, {})))
    if not kind.needs_all_pages:
        assert page.render().url == page.url


def test_kinds_that_search_finds_have_an_order(contexts: list[SiteContext]) -> None:
    """Lists of all pages do not depend on the names of modules."""
    ordered = {name_of(module): module.ORDER for module in PAGES if hasattr(module, "ORDER")}
    assert len(set(ordered.values())) == len(ordered)
    for kind in find_page_kinds():
        page = None if kind.needs_all_pages else next(kind.list_pages(contexts[0]), None)
        assert page is None or not page.summarise().indexed or kind.name in ordered


@pytest.mark.parametrize("module", FILES, ids=name_of)
def test_every_file_module_has_the_form(module: ModuleType) -> None:
    """A module lists groups of files."""
    assert callable(module.list_files)


def test_every_module_is_in_the_plan(contexts: list[SiteContext]) -> None:
    """A new module needs no entry in any list."""
    plan = make_plan(contexts[0])
    assert len(plan.file_sources) == len(FILES) == len(list(find_file_sources(contexts[0], plan.pages)))
    assert {page.url for kind in find_page_kinds() for page in kind.list_pages(contexts[0], plan.index)} == set(plan.pages)


@pytest.mark.parametrize(("family", "section"), sorted(reserved_ids.SECTIONS.items()))
def test_names_that_the_site_uses_are_reserved(contexts: list[SiteContext], family: str, section: str) -> None:
    """Every folder next to the pages of a family, which is not the page of a file, is an id that the checker refuses."""
    base = contexts[0].knowledge_base
    ids = {"C": base.case_studies, "A": base.approaches, "T": base.trees, "L": base.laws, "V": base.calculators}[family]
    plan = make_plan(contexts[0])
    used = {path.split("/")[1] for path in (*plan.pages, *plan.files) if path.startswith(f"{section}/") and path.count("/") > 1}
    assert used - set(ids) <= reserved_ids.OF_THE_SITE.get(family, set())
    assert reserved_ids.OF_THE_SITE.get(family, set()) - {"page"} <= used  # "page" needs more cases than one page has
