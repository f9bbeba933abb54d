"""The map, table, proof and cases of a guide: reached by keyboard, clean for axe, readable without scrolling sideways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
GUIDES = ("which-approach", "do-we-need-a-service", "psr-route")
PARTS = {"map": "The map", "table": "The table", "proof": "Every way tried", "cases": "How this guide does against real cases"}


@pytest.mark.parametrize("guide", GUIDES)
def test_each_page_is_reached_by_keyboard(visit: Callable, server: str, guide: str) -> None:
    """From the guide, Tab and Enter open each page; its heading says what it is."""
    reader = visit()
    for part, heading in PARTS.items():
        reader.page.goto(f"{server}/decision-trees/{guide}/")
        link = reader.page.locator(f".wm-about a[href$='/{guide}/{part}/']")
        reader.tab_to(link)
        reader.page.keyboard.press("Enter")
        expect(reader.heading).to_have_text(heading)


def test_a_sign_on_the_map_opens_what_it_means(visit: Callable, server: str) -> None:
    """A question of the picture leads to its place in the table, and a sign to the outcome on the guide's page, by keyboard."""
    reader = visit()
    reader.page.goto(f"{server}/decision-trees/psr-route/map/")
    question = reader.page.locator(".wm-map--wide .wm-map__question a").nth(3)
    reader.tab_to(question)
    reader.page.keyboard.press("Enter")
    expect(reader.heading).to_have_text("The table")
    assert reader.fragment == "question-psr-doing"
    reader.page.go_back()
    reader.tab_to(reader.page.locator(".wm-map--wide a.wm-map__outcome").first)
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#outcome-out-of-scope")).to_be_in_viewport()


def test_a_witness_opens_the_guide_with_its_answers(visit: Callable, server: str) -> None:
    """A link of the proof brings back the answers, and the outcome it speaks of is shown."""
    reader = visit()
    reader.page.goto(f"{server}/decision-trees/psr-route/proof/")
    reader.page.get_by_role("link", name=re.compile("See a result with it ?: Direct award process C")).click()
    reader.expect_result()
    assert reader.answer == ["Direct award process C"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("guide", GUIDES)
def test_axe_finds_nothing(visit: Callable, server: str, guide: str, part: str) -> None:
    """The page has no fault in either colours at either width."""
    reader = visit()
    faults = []
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            reader.page.set_viewport_size({"width": width, "height": 900})
            reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            reader.page.goto("about:blank")
            reader.page.goto(f"{server}/decision-trees/{guide}/{part}/")
            expect(reader.heading).to_be_visible()
            found: list[dict[str, Any]] = Axe().run(reader.page, options=OPTIONS).response["violations"]
            faults += [f"{scheme} {width} {each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("guide", GUIDES)
def test_nothing_scrolls_sideways(visit: Callable, server: str, guide: str, width: int) -> None:
    """Each page is as wide as the screen, with one picture of the map in it."""
    page = visit(viewport={"width": width, "height": 700}).page
    for part in PARTS:
        page.goto(f"{server}/decision-trees/{guide}/{part}/")
        page.locator("h1").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, part
        if part == "map":
            assert page.locator("svg.wm-map:visible").count() == 1


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("width", [1280, 390])
def test_no_word_of_the_map_leaves_its_box(visit: Callable, server: str, guide: str, width: int) -> None:
    """With the fonts of this machine, every line of the picture is within the frame that it belongs to."""
    page = visit(viewport={"width": width, "height": 900}).page
    page.goto(f"{server}/decision-trees/{guide}/map/")
    over = page.evaluate(
        """() => {
          const svg = [...document.querySelectorAll("svg.wm-map")].find((each) => each.getBoundingClientRect().width);
          const frames = [...svg.querySelectorAll(".wm-map__shape")].map((each) => each.getBoundingClientRect());
          return [...svg.querySelectorAll("tspan")].filter((line) => {
            const at = line.getBoundingClientRect();
            const middle = (at.top + at.bottom) / 2;
            const around = frames.filter((frame) => frame.top <= middle && middle <= frame.bottom && frame.left <= at.left + 1);
            return !around.some((frame) => at.right <= frame.right + 1);
          }).map((line) => line.textContent);
        }"""
    )
    assert over == []
