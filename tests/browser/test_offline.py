"""The edition to take away in a real browser, from a folder: a guide, the library, the search."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from waymark_guide.build.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
LINK = re.compile(r'<[^>]*\s(?:href|src|action)="([^"]*)"')
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def taken(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The real site's edition, unpacked, with the site itself gone."""

    def unpack(folder: Path) -> None:
        built = build(ROOT, folder / "site", today=TODAY, offline=True)
        assert built.edition
        with ZipFile(built.edition) as archive:
            archive.extractall(folder / "unpacked")
        shutil.rmtree(folder / "site")

    (home,) = (once("shared drive", unpack) / "unpacked").iterdir()
    return home


@pytest.fixture
def page(taken: Path, visit: Any, watch: Any) -> Iterator[Any]:
    """A reader's page at the edition's home; it asks no one but the folder."""
    opened = visit().page
    opened.goto((taken / "index.html").as_uri())
    yield opened
    assert {address.partition(":")[0] for address in watch.requested} <= {"file", "data", "blob"}


def test_a_guide_is_walked_to_its_result(page: Any, taken: Path) -> None:
    """From Home by links alone to a guide, through it, and on to an approach."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Guides").click()
    page.get_by_role("link", name="Should this be a grant or a contract?").first.click()
    assert page.url.startswith(taken.as_uri())
    for _ in range(20):
        if page.get_by_role("heading", level=1, name="Result").count():
            break
        start = page.get_by_role("link", name="Start").or_(page.get_by_role("button", name="Start"))
        if page.locator(".wm-guide input[type=radio], .wm-guide input[type=checkbox]").count():
            page.locator(".wm-guide input[type=radio], .wm-guide input[type=checkbox]").first.check()
            page.get_by_role("button", name="Continue").click()
        elif start.count():
            start.first.click()
        page.wait_for_timeout(150)
    expect(page.get_by_role("heading", level=1)).to_have_text("Result")
    assert "#v=" in page.url


def test_the_library_filters(page: Any) -> None:
    """A filter leaves fewer cases, and a case opens."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Case studies").click()
    cards = page.locator("main h2 a, main h3 a")
    expect(cards.first).to_be_visible()
    status = page.get_by_role("status").first
    before = status.inner_text()
    page.locator("main input[type=checkbox]").first.check(force=True)
    expect(status).not_to_have_text(before)
    page.locator('main a[href*="case-studies/"]:not([href*="/by/"])').first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith("file:")


def test_the_search_answers(page: Any) -> None:
    """The search of the header leads to the page of results, which answers from the small index."""
    page.get_by_role("searchbox", name="Search this site").fill("grants")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("grants")
    page.get_by_role("link", name="Grants and core funding").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grants and core funding")


def test_every_link_of_the_edition_names_a_file(taken: Path) -> None:
    """No page links to a folder or to a file that is not there."""
    broken = []
    for path in taken.rglob("*.html"):
        for address in LINK.findall(path.read_text(encoding="utf-8")):
            parts = urlsplit(unescape(address))
            if not parts.scheme and parts.path and not (path.parent / unquote(parts.path)).is_file():
                broken.append(f"{path.relative_to(taken)}: {address}")
    assert broken == []
