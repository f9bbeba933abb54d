"""What a result rests on and what would flip it: true of one result that was worked out by hand, and of weights that are tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

APPROACH = "/decision-trees/which-approach/"
SAID_YES = ("preferences-differ", "assets-strong", "few-providers", "small-and-local")


@pytest.fixture
def page(visit: Callable) -> Page:
    """A page of one reader."""
    found: Page = visit().page
    return found


@pytest.fixture
def opened(page: Page, server: str, stories: Mapping[str, list[dict[str, str]]]) -> Callable[[dict[str, str]], None]:
    """Opens the result of a rural valley with no home care agency, with some other answers; tests/unit/trees/test_explained.py holds its sums."""
    valley = {**dict.fromkeys(stories["which-approach"][0], "no"), **dict.fromkeys(SAID_YES, "yes"), "extra-routes": "none"}

    def _open(other: dict[str, str]) -> None:
        page.goto(f"{server}{APPROACH}#v=1.2.0&" + "&".join(f"{question}={chosen}" for question, chosen in {**valley, **other}.items()))
        expect(page.get_by_role("heading", level=1)).to_have_text("Result")

    return _open


def _words(page: Page, part: str) -> str:
    return re.sub(r"\s+", " ", page.locator(f".wm-part--{part}").inner_text())


def test_a_result_worked_out_by_hand(page: Page, opened: Callable[[dict[str, str]], None]) -> None:
    """The page says what makes the lead, that no single answer changes the result, and which two do."""
    opened({})
    rests = _words(page, "rests")
    assert rests.count("(+50 points)") == 2
    assert "The lead of “Community development and micro-enterprise support” over “Asset-based commissioning”" in rests
    changes = _words(page, "would_change")
    assert "No single answer changes this. 2 do, together:" in changes
    assert "“Asset-based commissioning” and “Community development and micro-enterprise support” would share first place if you said" in changes
    assert "“Yes” to “Are people's needs so entangled that you could not specify the help in advance?”" in changes
    assert "would change the order at the top" in changes


def test_a_weight_at_which_the_order_flips_can_be_tried(page: Page, opened: Callable[[dict[str, str]], None]) -> None:
    """The weight that is named puts first what it says, the page says that the order differs, and the authors' weights bring it back."""
    opened({"needs-entangled": "yes", "many-agencies": "yes"})
    first = page.locator(".wm-answer h2").all_inner_texts()
    flip = page.locator(".wm-part--would_change li", has=page.get_by_role("link", name="Try it")).first
    named = re.findall(r"“([^”]+)”", flip.inner_text())[1]
    assert re.search(r"counted \d+( or more| or less)? instead of 25", flip.inner_text())
    flip.get_by_role("link", name="Try it").click()
    expect(page.locator(".wm-answer h2").first).to_have_text(named)
    expect(page.locator(".wm-part--weights .wm-note")).to_contain_text("With your weights the order differs")
    page.get_by_role("button", name="Use the authors' weights").click()
    expect(page.locator(".wm-answer h2")).to_have_text(first)


def test_what_to_find_out_first_has_its_reason(page: Page, opened: Callable[[dict[str, str]], None]) -> None:
    """Each unknown says what finding out does to the result."""
    opened({"few-providers": "?", "assets-strong": "?", "leaders-share-power": "?"})
    rows = page.locator(".wm-unknowns > li")
    expect(rows).to_have_count(3)
    for row in rows.all_inner_texts():
        assert re.search(r"settles the result|bring it down|changes which|does not change", row)


def test_an_unknown_that_decides_nothing_says_so(page: Page, opened: Callable[[dict[str, str]], None]) -> None:
    """Where the result is the same either way, the page says so, and still names what it rests on."""
    opened({"trust-low": "?"})
    assert "This does not change the result." in _words(page, "unknowns")
    assert "What this rests on" in _words(page, "rests")
