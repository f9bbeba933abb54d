"""Calculators in a real browser: numbers change results, the link brings them back, and the page says the same without script."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect


def test_numbers_change_the_result_and_the_link_keeps_them(visit: Any, server: str) -> None:
    """A reader changes numbers, hears the result, shares the link, and another reader sees the same."""
    page = visit().page
    page.goto(f"{server}/value/home-care-cost/")
    yearly = page.locator("#out-yearly [data-amount]")
    expect(yearly).to_have_text("£12,532 a year")
    hours = page.get_by_role("group", name="Hours of care").get_by_label("Likely")
    hours.fill("1,000")
    expect(yearly).to_have_text("£1,253,200 a year")
    page.get_by_role("group", name="The fee that you pay").get_by_label("High").fill("30")
    expect(page.locator("#out-yearly [data-range]")).to_have_text("from £1,253,200 a year to £1,560,000 a year")
    expect(page.get_by_role("status")).to_contain_text("Cost in a year at your fee: £1,253,200 a year from")
    assert "hours=10,1000,10" not in page.url
    other = visit().page
    other.goto(page.url)
    expect(other.locator("#out-yearly [data-amount]")).to_have_text("£1,253,200 a year")
    other.get_by_role("button", name="Start again").click()
    expect(other.locator("#out-yearly [data-amount]")).to_have_text("£12,532 a year")
    assert "#" not in other.url


def test_wrong_and_missing_numbers_are_named(visit: Any, server: str) -> None:
    """A number that makes no sense is refused in words next to it, and a missing one is named."""
    page = visit().page
    page.goto(f"{server}/value/local-multiplier/")
    expect(page.locator("#value-needs")).to_have_text("Still to fill in: What you spend; Share that is spent again locally.")
    share = page.get_by_role("group", name="Share that is spent again locally").get_by_label("Likely")
    share.fill("100")
    expect(page.locator("#share-fault")).to_have_text("Give a number from 0 to 95.")
    expect(share).to_have_attribute("aria-invalid", "true")
    share.fill("50")
    expect(page.locator("#share-fault")).to_have_text("")
    expect(page.locator("#out-all [data-amount]")).to_have_text("2.00 times")
    page.goto(f"{server}/value/local-multiplier/#share=5,x,<b>&nothing=1&spend=1")
    expect(page.locator("#value-needs")).to_contain_text("What you spend")


def test_without_script(visit: Any, server: str) -> None:
    """Without script the defaults and their results are in a table, and no box is there that does nothing."""
    page = visit(java_script_enabled=False).page
    page.goto(f"{server}/value/wellbeing-value/")
    expect(page.locator("form#value-form")).to_be_hidden()
    row = page.get_by_role("row").filter(has_text="Value for one person for one year, before the share")
    expect(row).to_contain_text("£2,600")
    expect(row).to_contain_text("from £0 to £5,200")
    expect(page.get_by_text("Still to fill in: Share that you may fairly claim.")).to_be_visible()


def test_from_a_folder(visit: Any, site: Any) -> None:
    """A calculator works from a file, with its numbers in the link."""
    page = visit().page
    page.goto(f"file://{site}/value/home-care-cost/index.html#hours=,2,")
    expect(page.locator("#out-yearly [data-amount]")).to_have_text("£2,506 a year")


def test_a_link_that_was_not_copied_is_not_said_to_be(visit: Any, server: str) -> None:
    """Where the browser gives no clipboard, the page says that the link is in the address bar."""
    page = visit().page
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{server}/value/home-care-cost/")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_have_text("This browser did not copy the link. It stands in the address bar.")
