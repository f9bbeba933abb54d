"""Terms in a real browser: their meaning comes by pointer, by keyboard and by touch, stays while it is read, and goes when it is sent away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "/approaches/grants/"
TERM = "a.wm-term[href$='#core-funding']"
OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
MEANING = "Money for an organisation to exist and run"


def test_a_meaning_stays_while_the_pointer_is_on_it(server: str, reader: Any) -> None:
    """The pointer on a term shows its meaning, may move onto the meaning, and sends it away by leaving. Nothing else moves."""
    page = reader.page
    page.goto(f"{server}{PAGE}")
    tip, term = page.get_by_role("tooltip"), page.locator(TERM)
    tall = page.evaluate("document.documentElement.scrollHeight")
    expect(tip).to_have_count(0)
    term.hover()
    expect(tip).to_contain_text(MEANING)
    assert page.evaluate("document.documentElement.scrollHeight") == tall
    start, end = term.bounding_box(), tip.bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + start["height"] - 2)
    page.mouse.move(end["x"] + 20, end["y"] + end["height"] / 2, steps=12)
    page.wait_for_timeout(600)
    expect(tip).to_be_visible()
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_escape_sends_a_meaning_away(server: str, reader: Any) -> None:
    """Escape hides the meaning without moving pointer or focus."""
    page = reader.page
    page.goto(f"{server}{PAGE}")
    page.locator(TERM).hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_a_meaning_by_keyboard(server: str, reader: Any) -> None:
    """Tab to a term shows its meaning, and leaving hides it; Escape keeps the focus; Enter opens the glossary at the term."""
    page = reader.page
    page.goto(f"{server}{PAGE}")
    tip, term = page.get_by_role("tooltip"), page.locator(TERM)
    reader.tab_to(term)
    expect(tip).to_contain_text(MEANING)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tip).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(tip).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")
    assert page.url.endswith("/glossary/#core-funding")


def test_a_screen_reader_reads_the_meaning(server: str, reader: Any) -> None:
    """The term is a link whose description is its meaning, before anything is pointed at."""
    page = reader.page
    page.goto(f"{server}{PAGE}")
    expect(page.locator(TERM)).to_have_accessible_description(f"Core funding: {MEANING}, not tied to one project.")


def test_a_meaning_by_touch(server: str, visit: Any) -> None:
    """A tap shows the meaning within a narrow screen, a tap elsewhere hides it, and a second tap on the term opens the glossary."""
    page = visit(viewport={"width": 320, "height": 640}, has_touch=True).page
    page.goto(f"{server}{PAGE}")
    tip, term = page.get_by_role("tooltip"), page.locator(TERM)
    term.tap()
    expect(tip).to_contain_text(MEANING)
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.locator("h1").tap()
    expect(tip).to_be_hidden()
    term.tap()
    expect(tip).to_be_visible()
    term.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")


def test_terms_of_a_guide_come_with_its_questions(server: str, reader: Any) -> None:
    """Each question of a guide explains its own terms, although it is shown only when it is asked."""
    page = reader.page
    page.goto(f"{server}/decision-trees/grant-or-contract/")
    page.get_by_role("link", name="Start").click()
    for _ in range(12):
        if page.locator("form.wm-question a.wm-term").count():
            break
        page.locator("form.wm-question input").first.check()
        reader.go_on()
    term = page.locator("form.wm-question a.wm-term").first
    term.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_meaning_has_no_fault(server: str, visit: Any, scheme: str) -> None:
    """Axe finds nothing wrong with a page on which a meaning is open."""
    page = visit(color_scheme=scheme).page
    page.goto(f"{server}{PAGE}")
    page.locator(TERM).hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert not found, [each["id"] for each in found]


def test_without_script_a_term_leads_to_the_glossary(site: Path, visit: Any) -> None:
    """A term is a plain link, from a folder on disk too, and no meaning is in the way."""
    page = visit(java_script_enabled=False).page
    page.goto((site / "approaches" / "grants" / "index.html").as_uri())
    expect(page.locator(".wm-meanings")).to_be_hidden()
    assert str(page.locator(TERM).get_attribute("href")).endswith("glossary/#core-funding")
