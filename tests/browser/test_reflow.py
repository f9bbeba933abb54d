"""Narrow screens: nothing scrolls sideways at 320 pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PLACES = (
    "/",
    "/decision-trees/",
    "/decision-trees/which-approach/",
    "/decision-trees/which-approach/#v=1.2.0",
    "/decision-trees/which-approach/#RESULT",
    "/decision-trees/which-approach/steps/",
    "/decision-trees/which-approach/table/",
    "/decision-trees/psr-route/#v=2.0.1&psr-in-scope=no",
    "/decision-trees/psr-route/steps/",
    "/decision-trees/psr-route/table/",
    "/approaches/",
    "/approaches/grants/",
    "/case-studies/",
    "/case-studies/slung-low/",
    "/prepare/",
    "/prepare/#p=trust-low:?&s=community",
    "/prepare/#p=trust-low:?&t=Lunch&s=summary",
    "/sources/",
    "/glossary/",
    "/decision-trees/psr-route/map/",
    "/decision-trees/psr-route/proof/",
    "/law/wales/",
    "/value/home-care-cost/",
    "/gaps/",
    "/origins/",
    "/data/",
    "/search/?q=grants",
)


@pytest.mark.parametrize("place", PLACES)
def test_no_sideways_scroll_at_320(visit: Callable, server: str, stories: Mapping[str, list[dict[str, str]]], place: str) -> None:
    """The page is no wider than the screen."""
    result = "v=1.2.0&" + "&".join(f"{question}={chosen}" for question, chosen in stories["which-approach"][0].items())
    page = visit(viewport={"width": 320, "height": 640}).page
    page.goto(server + place.replace("RESULT", result))
    page.locator("h1").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
