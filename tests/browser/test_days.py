"""Which day it is for a reader: the UTC day, on either side of the date line, as `waymark check` will have it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.browser.conftest import Reader

INSTANTS = {
    "Pacific/Kiritimati": datetime(2026, 11, 22, 23, 30, tzinfo=UTC),  # there it is the 23rd
    "America/Los_Angeles": datetime(2026, 11, 22, 0, 30, tzinfo=UTC),  # there it is the 21st
}
ZONES = [*INSTANTS.items(), ("America/Los_Angeles", INSTANTS["Pacific/Kiritimati"])]


@pytest.fixture(params=ZONES, ids=lambda zone: f"{zone[0]} {zone[1]:%H:%M}")
def page(request: pytest.FixtureRequest, visit: Callable[..., Reader]) -> Page:
    """A reader's page in a time zone, at an instant."""
    zone, instant = request.param
    page = visit(timezone_id=zone).page
    page.clock.set_fixed_time(instant)
    return page


def test_prepare_saves_and_prints_the_utc_day(page: Page, server: str, tmp_path: Path) -> None:
    """The saved file, its name, the summary and what is said when it is opened again all name the same UTC day."""
    page.goto(f"{server}/prepare/#p=trust-low:no&t=Lunch")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").first.click()
    assert download.value.suggested_filename == "prepare-lunch-2026-11-22.json"
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    assert json.loads(saved.read_text(encoding="utf-8"))["saved"] == "2026-11-22"
    page.get_by_label("Open a saved file").first.set_input_files(saved)
    expect(page.locator(".wm-note")).to_contain_text("It was saved on 22 November 2026.")
    page.get_by_role("link", name="See the summary").click()
    expect(page.get_by_text("Put together on 22 November 2026.")).to_be_visible()


def test_the_form_compares_with_the_utc_day(page: Page, server: str) -> None:
    """The UTC day itself has come; the day after it is still to come, whatever the reader's own calendar says."""
    page.goto(f"{server}/contribute/case-study/#section=sources")
    page.locator("#f-sources-0-title").fill("A page")
    for day, advice in (("2026-11-22", 0), ("2026-11-23", 1)):
        page.locator("#f-sources-0-accessed").fill(day)
        page.get_by_role("button", name="Continue").click()
        expect(page.locator("#form-problem")).to_be_visible()
        expect(page.locator(".wm-problem--advice").get_by_text("which is still to come")).to_have_count(advice)
