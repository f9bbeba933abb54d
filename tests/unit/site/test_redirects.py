"""Old addresses lead to the pages of today."""

from __future__ import annotations

from typing import Any

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.settings import Settings
from waymark_guide.model.vocabulary import Vocabulary
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext
from waymark_guide.site.file_group import make_files
from waymark_guide.site.files.redirects import list_files, list_renamed_folders, moves
from waymark_guide.site.lazy_page import LazyPage
from waymark_guide.site.page import Page

PAGES = ["", "approaches/", "approaches/grants/", "approaches/grants-and-gifts/", "decision-trees/lunch/", "decision-trees/lunch/table/"]


def test_everything_below_a_renamed_folder_moves() -> None:
    """A guide takes its table along; a neighbour whose name begins alike stays."""
    assert moves({"decision-trees/meals/": "decision-trees/lunch/", "approaches/gifts/": "approaches/grants/"}, PAGES) == {
        "decision-trees/meals/": "decision-trees/lunch/",
        "decision-trees/meals/table/": "decision-trees/lunch/table/",
        "approaches/gifts/": "approaches/grants/",
    }


def test_several_moves_are_one() -> None:
    """No one is sent from page to page: each former address leads straight to the page of today, and a circle ends."""
    folders = {"a/": "b/", "b/": "c/", "c/": "approaches/grants/", "x/": "y/", "y/": "x/"}
    assert moves(folders, PAGES) == dict.fromkeys(("a/", "b/", "c/"), "approaches/grants/")


def test_what_lives_is_not_moved() -> None:
    """A page of today stays where it is, whatever something was called before."""
    assert moves({"approaches/": "decision-trees/lunch/"}, PAGES) == {"approaches/table/": "decision-trees/lunch/table/"}


def _context(site_url: str = "") -> SiteContext:
    terms: list[dict[str, Any]] = [
        {"id": "food", "label": "Food", "was": ["meals"]},
        {"id": "soup", "label": "Soup", "replaced_by": "food"},
    ]
    themes = Vocabulary.model_validate({"schema": "vocabulary/1", "id": "themes", "label": "Themes", "terms": terms})
    return SiteContext(Reading(KnowledgeBase(vocabularies={"themes": themes})), {}, None, Settings(site_url))  # type: ignore[arg-type] # no clock needed


def test_terms_move_the_lists_by_them() -> None:
    """The list of cases under a former or a replaced term leads to the list under the term of today."""
    start = "case-studies/by/theme/"
    assert list_renamed_folders(_context()) == {f"{start}meals/": f"{start}food/", f"{start}soup/": f"{start}food/"}


def test_the_page_leads_on_with_and_without_script() -> None:
    """It has a script, a way without one, a link, the address of today for search engines, and stays out of their lists."""
    url = "case-studies/by/theme/food/"
    pages = {url: LazyPage.of(Page(url, "case-studies/", "Food & drink", "About.", "<h1>x</h1>"))}
    made = {path: content.decode() for path, content in make_files(lambda: list_files(_context("https://example.org/w"), pages))}
    assert set(made) == {"case-studies/by/theme/meals/index.html", "case-studies/by/theme/soup/index.html"}
    html = made["case-studies/by/theme/meals/index.html"]
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://example.org/w/case-studies/by/theme/food/">' in html
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../../../case-studies/by/theme/food/"></noscript>' in html
    assert 'src="../../../../assets/moved/moved.js" data-href="../../../../case-studies/by/theme/food/"' in html
    assert '<a href="../../../../case-studies/by/theme/food/">Food &amp; drink</a>' in html
    assert "script-src 'self'" in html
