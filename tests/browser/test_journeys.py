"""The whole way from Home to a result: by keyboard, from a link, without script, from a disk and below a sub-path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

GUIDE = "which-approach"


@pytest.fixture(scope="module")
def answers(stories: Mapping[str, list[dict[str, str]]]) -> dict[str, str]:
    """The answers of the first worked example of the guide."""
    return stories[GUIDE][0]


@pytest.fixture
def result(answers: Mapping[str, str]) -> str:
    """The same answers as a fragment."""
    return "v=1.2.0&" + "&".join(f"{question}={chosen}" for question, chosen in answers.items())


def test_home_to_a_result_by_keyboard_alone(visit: Callable, server: str, answers: Mapping[str, str]) -> None:
    """Tab, arrows, Space and Enter lead from Home to a result; the link of that result gives a stranger the same one."""
    reader = visit()
    page = reader.page
    page.goto(f"{server}/")
    reader.tab_to(page.locator(f'main a[href*="decision-trees/{GUIDE}/"]').first)
    page.keyboard.press("Enter")
    expect(reader.heading).to_be_visible()
    reader.tab_to(page.get_by_role("link", name="Start", exact=True))
    page.keyboard.press("Enter")
    reader.choose_by_keyboard(answers)
    reader.expect_result()
    expect(reader.heading).to_be_focused()
    expect(page).to_have_title(re.compile(r"^Result - "))
    first = reader.answer
    assert first

    question = "assets-strong"
    reader.tab_to(page.locator(f'[data-change="{question}"]'))
    page.keyboard.press("Enter")
    reader.choose_by_keyboard({question: "no"})
    reader.expect_result()
    assert f"{question}=no" in reader.fragment
    page.go_back()
    page.go_back()
    reader.expect_result()
    assert reader.answer == first

    stranger = visit()
    stranger.page.goto(page.url)
    stranger.expect_result()
    assert stranger.answer == first
    stranger.page.reload()
    stranger.expect_result()
    assert stranger.answer == first


def test_from_a_folder_on_disk(visit: Callable, site: Path, server: str, answers: Mapping[str, str], result: str) -> None:
    """Opened as files, the same journey gives the same result as on a server."""
    served = visit()
    served.page.goto(f"{server}/decision-trees/{GUIDE}/#{result}")
    served.expect_result()
    reader = visit()
    page = reader.page
    page.goto((site / "index.html").as_uri())
    page.locator(f'main a[href*="decision-trees/{GUIDE}/"]').first.click()
    page.get_by_role("link", name="Start", exact=True).click()
    reader.choose(answers)
    reader.expect_result()
    assert reader.answer == served.answer
    page.reload()
    reader.expect_result()
    assert reader.answer == served.answer
    page.locator(".wm-answer h2 a").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Result")


def test_below_a_sub_path(visit: Callable, server: str, base: str, result: str) -> None:
    """Every link and asset stays below the folder in which the site lives."""
    reader = visit()
    page = reader.page
    strays: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(f"{server}{base}/") else strays.append(request.url))
    page.goto(f"{server}{base}/decision-trees/{GUIDE}/#{result}")
    reader.expect_result()
    page.locator(".wm-part--cases .wm-case a").first.click()
    page.wait_for_url(f"{server}{base}/case-studies/**")
    page.go_back()
    reader.expect_result()
    page.locator(".wm-part--notes a").first.click()
    page.wait_for_url(f"{server}{base}/decision-trees/**")
    assert not strays


def test_without_script_by_linked_steps(visit: Callable, server: str) -> None:
    """With scripts off, links alone lead through a guide to a result in the same words."""
    reader = visit(java_script_enabled=False)
    page = reader.page
    page.goto(f"{server}/decision-trees/psr-route/")
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("link", name="Yes, all of it is health care in scope").click()
    page.get_by_role("link", name="Replace a contract that is about to end").click()
    page.get_by_role("link", name="Yes, all three are true").click()
    expect(reader.heading).to_have_text("Result")
    plain = reader.answer

    scripted = visit()
    scripted.page.goto(f"{server}/decision-trees/psr-route/#v=2.0.1&psr-in-scope=yes&psr-doing=replace&psr-urgent=yes")
    scripted.expect_result()
    assert plain == scripted.answer


def test_without_script_by_the_table(visit: Callable, server: str, answers: Mapping[str, str], result: str) -> None:
    """With scripts off, adding up the printed table by hand gives the same first place as the script."""
    scripted = visit()
    scripted.page.goto(f"{server}/decision-trees/{GUIDE}/#{result}")
    scripted.expect_result()

    reader = visit(java_script_enabled=False)
    page = reader.page
    page.goto(f"{server}/decision-trees/{GUIDE}/")
    page.get_by_role("link", name="Use the table").click()
    totals = _scored_by_hand(page, answers)
    for title in _ruled_out(scripted.page):
        totals.pop(title, None)
    best = max(totals.values())
    assert [title for title, total in totals.items() if total == best] == scripted.answer


def _scored_by_hand(page: Page, answers: Mapping[str, str]) -> dict[str, int]:
    """The totals of the columns over the rows that were chosen."""
    rows = page.locator(".wm-matrix tbody tr[data-answer]")
    titles = page.locator(".wm-matrix thead th").all_inner_texts()[1:]
    chosen = {f"{question}={option}" for question, options in answers.items() for option in options.split(",")}
    totals = dict.fromkeys(titles, 0)
    for row in rows.all():
        if row.get_attribute("data-answer") in chosen:
            for title, cell in zip(titles, row.locator("td").all_inner_texts(), strict=True):
                totals[title] += int(cell.replace("\N{MINUS SIGN}", "-") or 0)
    return totals


def _ruled_out(page: Page) -> list[str]:
    return page.locator(".wm-part--ruled_out strong").all_inner_texts()
