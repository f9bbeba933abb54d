"""The frame of every page in a real browser: search, menu, colours, and the questionnaire on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOVED = """new PerformanceObserver((list) => {
  for (const each of list.getEntries()) globalThis.moved = (globalThis.moved || 0) + each.value;
}).observe({ type: "layout-shift", buffered: true });"""


def test_search_finds_filters_and_keeps_its_address(server: str, base: str, reader: Any) -> None:
    """From the header of any page, below a path: results with a live count, by kind, and the same again from the copied address."""
    page = reader.page
    page.goto(f"{server}{base}/about/")
    page.get_by_role("searchbox", name="Search this site").fill("grant")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("pages for “grant”")
    page.get_by_role("radio", name="Approach (").check()
    expect(page.locator(".wm-results__kind").first).to_have_text("Approach")
    page.goto(page.url)
    expect(page.get_by_role("radio", name="Approach (")).to_be_checked()
    page.get_by_role("link", name="Grants and core funding").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grants and core funding")
    assert f"{base}/approaches/grants/" in page.url


def test_search_forgives_a_typing_mistake(server: str, reader: Any) -> None:
    """Where nothing has the word as typed, pages with nearly the same word are found."""
    page = reader.page
    page.goto(f"{server}/search/?q=alliacne")
    expect(page.get_by_role("link", name="Alliance contracting")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Those with “alliance” are shown")


def test_a_term_of_the_glossary_is_a_result_of_its_own(server: str, site: Path, reader: Any) -> None:
    """Served or from a folder on disk, a search leads to the very term, and can be kept to the glossary."""
    page = reader.page
    for address in (f"{server}/search/", (site / "search" / "index.html").as_uri()):
        page.goto(f"{address}?q=standstill&kind=Glossary")
        page.locator("[data-list]").get_by_role("link", name="Standstill").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")
        expect(page.locator("dl.wm-glossary > div:target dt")).to_have_text("Standstill")


def test_search_works_from_a_folder_on_disk(site: Path, reader: Any) -> None:
    """Without a web server the small index answers, and its links open."""
    page = reader.page
    page.goto((site / "search" / "index.html").as_uri())
    page.get_by_role("searchbox", name="Search for").fill("grants")
    expect(page.get_by_role("status")).to_contain_text("pages for")
    page.get_by_role("link", name="Grants and core funding").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grants and core funding")


def test_the_menu_opens_and_closes_by_keyboard(server: str, visit: Any) -> None:
    """On a narrow screen the button opens the menu, says so, and Escape closes it and takes focus back."""
    page = visit(viewport={"width": 390, "height": 800}).page
    page.goto(server)
    button, link = page.get_by_role("button", name="Menu"), page.get_by_role("navigation", name="Main").get_by_role("link", name="Approaches")
    expect(link).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()


def test_the_choice_of_colours_is_kept(server: str, reader: Any) -> None:
    """The button turns the colours over, says so, and the next page follows."""
    page = reader.page
    page.goto(server)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Dark colours").click()
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{server}/about/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_paper_shows_no_frame_and_writes_links_out(server: str, reader: Any) -> None:
    """Printed: no navigation, the address behind each link to another site."""
    page = reader.page
    page.goto(f"{server}/approaches/grants/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    written = page.locator(".wm-sources__list a").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert "http" in written


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("place", ["/", "/decision-trees/which-approach/", "/value/home-care-cost/"])
def test_nothing_moves_while_a_page_comes(server: str, visit: Callable[..., Any], place: str, width: int) -> None:
    """What a script shows has its place kept: nothing that can already be read moves."""
    page = visit(viewport={"width": width, "height": 900}).page
    page.add_init_script(MOVED)
    page.goto(f"{server}{place}", wait_until="load")
    expect(page.locator("[data-theme]")).to_be_visible()
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert page.evaluate("globalThis.moved || 0") < 0.01
