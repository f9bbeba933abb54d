"""Telling of a mistake: from a figure to a report that is started, by keyboard, without script, and whatever a link holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watch

CASE = "/case-studies/slung-low/"
LINK = "Report a problem with this figure"


def test_a_figure_leads_to_a_report_about_it(visit: Callable, server: str, watch: Watch) -> None:
    """Every figure has its link, and the report names the page, the figure and its value."""
    reader = visit()
    page = reader.page
    page.goto(f"{server}{CASE}")
    figures = page.locator(".wm-figures tbody tr")
    links = page.get_by_role("link", name=LINK)
    assert links.count() == figures.count() > 0
    amount = figures.first.locator(".wm-figures__amount").inner_text()
    links.first.focus()
    page.keyboard.press("Enter")
    expect(reader.heading).to_have_text("Report a problem")
    started = page.get_by_label("Your report")
    expect(started).to_have_value(re.compile(r"The page: /case-studies/slung-low/#figure-"))
    assert f"The page says: {amount}" in started.input_value()
    assert watch.elsewhere == set()


def test_a_report_is_written_and_copied_by_keyboard(visit: Callable, server: str) -> None:
    """What a person typed stays when the address changes, and the button copies all of it."""
    reader = visit(permissions=["clipboard-read", "clipboard-write"])
    page = reader.page
    page.goto(f"{server}/contribute/report/#page=%2Fa%2F")
    box = page.get_by_label("Your report")
    reader.tab_to(box)
    page.keyboard.press("Control+End")
    page.keyboard.type("It was 4,000.")
    page.evaluate("location.hash = 'page=%2Fb%2F'")
    reader.tab_to(page.get_by_role("button", name="Copy the report"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("The report was copied. Now send it, as the last part of this page says.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("The page: /a/\n")
    assert copied.rstrip().endswith("It was 4,000.")


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=document.title='owned'>",
        "</textarea><script>document.title='owned'</script>",
        "$& $1 {page}",
        "a\u202eb\nThe figure: c",
        "%",
        "x" * 5000,
    ],
)
def test_a_link_is_only_ever_text(visit: Callable, server: str, watch: Watch, words: str) -> None:
    """Whatever a stranger put into a link is one short line of text in the box, and nothing happens."""
    reader = visit()
    page = reader.page
    page.goto(f"{server}/contribute/report/#page={quote(words, safe='')}&value=%ZZ")
    box = page.get_by_label("Your report")
    expect(box).to_be_visible()
    first = box.input_value().split("\n")[0]
    shown = words.replace("\u202e", " ").replace("\n", " ")[:300]
    assert first == f"The page: {shown}"
    assert "owned" not in page.title()
    assert page.locator("img[src='x']").count() == 0
    assert watch.refused == []


def test_without_script_the_page_still_says_what_to_tell(visit: Callable, server: str) -> None:
    """The list of what to tell, and where, is there; the box that needs script is not."""
    reader = visit(java_script_enabled=False)
    reader.page.goto(f"{server}/contribute/report/")
    expect(reader.page.get_by_role("heading", name="What to tell us")).to_be_visible()
    expect(reader.page.get_by_role("heading", name="Where to send it")).to_be_visible()
    expect(reader.page.get_by_label("Your report")).to_be_hidden()
