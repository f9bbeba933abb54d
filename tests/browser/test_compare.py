"""Approaches and case studies side by side: with script and without, by keyboard, from a folder on disk, narrow and on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Reader = Any

PAIR = "approaches/compare/block-contract-and-grants/"
CHOSEN = "approaches/compare/#block-contract,grants"


def _rows(page: Page) -> list[str]:
    """Every row of the table as text without blanks, its heading and mark first."""
    expect(page.locator(".wm-compare")).to_be_visible()
    return ["".join(text.split()) for text in page.locator(".wm-compare tbody tr").all_text_contents()]


def test_the_script_says_what_the_page_of_a_pair_says(reader: Reader, server: str) -> None:
    """The same pair reads the same from its own page and from the script: rows, marks, the summary and the answers that tip the balance."""
    page: Page = reader.page
    page.goto(f"{server}/{PAIR}")
    text = [_rows(page), page.locator(".wm-compare__short li").all_inner_texts(), page.locator(".wm-compare__tips dd").all_text_contents()]
    page.goto(f"{server}/{CHOSEN}")
    assert _rows(page) == text[0]
    assert page.locator(".wm-compare__short li").all_inner_texts() == text[1]
    assert page.locator(".wm-compare__tips dd").all_text_contents() == text[2]
    assert text[2]


def test_rows_say_in_words_how_alike_they_are(reader: Reader, server: str) -> None:
    """The mark of each row is a text: the same, partly the same with what is shared, or different."""
    page: Page = reader.page
    page.goto(f"{server}/{PAIR}")
    expect(page.locator('[data-row="layer"] .wm-compare__mark')).to_have_text("The same")
    expect(page.locator('[data-row="fits"] .wm-compare__mark')).to_have_text("They differ")
    expect(page.locator('[data-row="guides"] .wm-compare__mark')).to_contain_text("In all of them: Which approach should we explore first?")
    expect(page.locator('[data-row="routes"]')).to_contain_text("Last checked 22 November 2026")


def test_three_are_chosen_and_back_undoes_it(reader: Reader, server: str) -> None:
    """Each choice is in the address; Back and Forward go through the choices; the address alone shows the same."""
    page: Page = reader.page
    page.goto(f"{server}/approaches/compare/")
    page.get_by_label("First approach").select_option("grants")
    expect(page).to_have_url(re.compile("#grants$"))
    expect(page.locator(".wm-compare")).to_have_count(0)
    page.get_by_label("Second approach").select_option("in-house")
    expect(page.locator(".wm-compare thead th")).to_have_count(3)
    page.get_by_label("Third approach").select_option("block-contract")
    expect(page.locator(".wm-compare thead th")).to_have_count(4)
    expect(page).to_have_title(re.compile("^Compare Grants"))
    page.go_back()
    expect(page.locator(".wm-compare thead th")).to_have_count(3)
    expect(page.get_by_label("Third approach")).to_have_value("")
    page.go_forward()
    expect(page.locator(".wm-compare thead th")).to_have_count(4)
    expect(page.get_by_label("Third approach")).to_have_value("block-contract")


def test_a_damaged_address_is_said(reader: Reader, server: str) -> None:
    """What the address names and no one knows is said, hostile words stay words, and the rest is shown."""
    page: Page = reader.page
    page.goto(f"{server}/approaches/compare/#grants,<img src=x onerror=alert(1)>,in-house")
    expect(page.locator("[data-part=notice]")).to_contain_text("names something that is not known")
    expect(page.locator(".wm-compare thead th")).to_have_count(3)
    assert page.locator("img[src=x]").count() == 0


def test_an_approach_leads_to_its_pairs_without_script(visit: Callable[..., Reader], server: str) -> None:
    """With scripts off an approach's neighbours lead to the comparison, and the page of all pairs says by which rule they were chosen."""
    page: Page = visit(java_script_enabled=False).page
    page.goto(f"{server}/approaches/grants/")
    page.locator("[aria-labelledby=neighbours]").get_by_role("link", name=re.compile("Compare the two.*Block")).click()
    assert len(_rows(page)) == 11
    page.goto(f"{server}/approaches/compare/")
    expect(page.get_by_text("Each approach that names the other counts two")).to_be_visible()
    expect(page.get_by_label("First approach")).to_be_hidden()
    assert 40 < page.locator(".wm-compare__pairs li a").count() <= 180


@pytest.mark.parametrize("path", [PAIR, "approaches/compare/#grants,in-house,block-contract", "case-studies/compare/#frome,slung-low,leeds-abcd"])
def test_on_a_narrow_screen_each_row_names_its_columns(visit: Callable[..., Reader], server: str, path: str) -> None:
    """At 320 pixels nothing sticks out, and each cell says whose it is."""
    page: Page = visit(viewport={"width": 320, "height": 800}).page
    page.goto(f"{server}/{path}")
    expect(page.locator(".wm-compare")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cell = page.locator(".wm-compare tbody td").first
    assert (
        cell.evaluate("cell => getComputedStyle(cell, '::before').content").strip('"') == page.locator(".wm-compare thead th a").first.text_content()
    )


def test_on_paper_the_table_stays_a_table(visit: Callable[..., Reader], server: str) -> None:
    """Printed on A4, three columns are side by side, and nothing is cut off."""
    page: Page = visit(viewport={"width": 672, "height": 1000}).page
    page.goto(f"{server}/approaches/compare/#grants,in-house,block-contract")
    expect(page.locator(".wm-compare")).to_be_visible()
    page.emulate_media(media="print")
    boxes = [box for cell in page.locator('[data-row="fits"] td').all() if (box := cell.bounding_box())]
    assert len({round(box["y"]) for box in boxes}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 672
    expect(page.get_by_label("First approach")).to_be_hidden()
    assert page.locator(".wm-compare a").first.evaluate("link => getComputedStyle(link, '::after').content") in {"none", "normal"}


def test_from_a_folder_on_disk(visit: Callable[..., Reader], site: Path) -> None:
    """Opened from disk the script compares, and its links lead to pages."""
    page: Page = visit().page
    page.goto(f"{(site / 'approaches' / 'compare' / 'index.html').as_uri()}#grants,in-house")
    page.locator(".wm-compare").get_by_role("link", name="In-house delivery").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("In-house")


def test_case_studies_are_chosen_in_the_list_and_compared(reader: Reader, server: str) -> None:
    """Boxes on the cards choose two or three, which the address and the history keep; the comparison shows figures and how sure we can be."""
    page: Page = reader.page
    page.goto(f"{server}/case-studies/?q=leeds")
    expect(page.locator("#library-results")).to_contain_text("match")
    page.get_by_label("Compare: Asset-based community development in Leeds").check()
    expect(page.locator("[data-part=compare-count]")).to_contain_text("Choose one or two more")
    page.get_by_label("Compare: Slung Low").check()
    expect(page).to_have_url(re.compile("compare=leeds-abcd,slung-low"))
    page.go_back()
    expect(page.get_by_label("Compare: Slung Low")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_label("Compare: Slung Low")).to_be_checked()
    page.get_by_role("link", name="Compare them").click()
    expect(page.locator(".wm-compare thead th")).to_have_count(3)
    expect(page.locator('[data-row="figures"]')).to_contain_text("15,202 food parcels")
    expect(page.locator('[data-row="evidence"] .wm-compare__mark')).to_have_text("They differ")
    page.get_by_role("button", name="Take away Slung Low").click()
    expect(page.locator(".wm-compare")).to_have_count(0)
    page.go_back()
    expect(page.locator(".wm-compare thead th")).to_have_count(3)


def test_three_case_studies_are_the_most(reader: Reader, server: str) -> None:
    """With three chosen the other boxes wait, and the page says why; choosing none frees them."""
    page: Page = reader.page
    page.goto(f"{server}/case-studies/")
    boxes = page.locator(".wm-case__compare input")
    for place in range(3):
        boxes.nth(place).check()
    expect(boxes.nth(3)).to_be_disabled()
    expect(page.locator("[data-part=compare-count]")).to_contain_text("Three is the most")
    page.get_by_role("button", name="Choose none").click()
    expect(boxes.nth(3)).to_be_enabled()
    expect(page.locator("[data-part=compare]")).to_be_hidden()


def test_a_case_leads_to_a_comparison_with_related_ones(reader: Reader, server: str) -> None:
    """From a case's own page, a related case is one step from being compared."""
    page: Page = reader.page
    page.goto(f"{server}/case-studies/slung-low/")
    page.locator("[aria-labelledby=related]").get_by_role("link", name="Compare with this one").first.click()
    expect(page.locator(".wm-compare thead th")).to_have_count(3)


def test_by_keyboard_alone(reader: Reader, server: str) -> None:
    """Tab and the arrow keys choose two approaches, and the result is announced."""
    page: Page = reader.page
    page.goto(f"{server}/approaches/compare/")
    for name in ("First approach", "Second approach"):
        reader.tab_to(page.get_by_label(name))
        page.keyboard.type("B" if name.startswith("F") else "G")
    expect(page.locator(".wm-compare thead th")).to_have_count(3)
    expect(page.get_by_role("status")).to_have_text(re.compile("^Compare Block"))
