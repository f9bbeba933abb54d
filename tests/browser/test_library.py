"""A reader looks for a case: by facets, by words, by order, by keyboard, without script, and from a folder on disk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from waymark_guide.library.word_index import split_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Reader = Any


def _titles(page: Page) -> list[str]:
    return page.locator(".wm-case__title").all_inner_texts()


def _option(page: Page, facet: str, value: str) -> Any:
    return page.locator(f'input[name="{facet}"][value="{value}"]')


def _count(page: Page) -> Any:
    return page.locator("#library-results")


@pytest.fixture
def page(reader: Reader, server: str) -> Page:
    """The list of case studies."""
    opened: Page = reader.page
    opened.goto(f"{server}/case-studies/")
    return opened


def test_a_facet_narrows_the_list_and_says_so(page: Page) -> None:
    """A ticked value leaves the cases that have it, says how many, and other filters show what is left for them."""
    all_of_them = len(_titles(page))
    _option(page, "theme", "mutual-help").check()
    expect(_count(page)).to_contain_text("match")
    few = len(_titles(page))
    assert 0 < few < all_of_them
    expect(page.get_by_role("status")).to_contain_text(str(few))
    assert sum(int(count) for count in page.locator('[data-facet="status"] [data-part="count"]').all_text_contents()) == few


def test_any_within_a_filter_and_all_of_the_filters(page: Page) -> None:
    """A second value of one facet adds cases; a value of another facet takes some away."""
    _option(page, "theme", "mutual-help").check()
    expect(_count(page)).to_contain_text("match")
    one = set(_titles(page))
    _option(page, "theme", "changing-course").check()
    expect(page.locator(".wm-in-use button")).to_have_count(2)
    both = set(_titles(page))
    assert one < both
    page.locator('[data-facet="status"] summary').click()
    _option(page, "status", "ended").check()
    expect(page.locator(".wm-in-use button")).to_have_count(3)
    assert set(_titles(page)) < both
    expect(page.get_by_text("any of these within a filter, and all of the filters together")).to_be_visible()


def test_words_are_found_in_spite_of_a_typing_mistake(page: Page) -> None:
    """A search with a letter missing finds the case, the best match first, and the sort order says so."""
    page.get_by_label("Search these case studies").fill("recvery conections")
    expect(page.locator(".wm-case__title").first).to_contain_text("Recovery Connections")
    expect(page.locator("#library-sort option").first).to_have_text("Best match first")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["recvery conections"]


def test_the_page_says_what_it_took_a_mistyped_word_for(page: Page) -> None:
    """A word that is nowhere is named with those that are shown instead, also to a person who hears the page."""
    page.get_by_label("Search these case studies").fill("recvery")
    expect(page.locator("[data-part=meant]")).to_have_text("No case study has the word “recvery”. Those with “recovery” are shown instead.")
    expect(page.get_by_role("status")).to_contain_text("Those with “recovery” are shown instead")
    page.get_by_label("Search these case studies").fill("recovery")
    expect(page.locator("[data-part=meant]")).to_be_hidden()


def test_browser_and_generator_take_words_apart_alike(page: Page) -> None:
    """What is typed is cut into the same words as what was indexed, accents, digits and other scripts included."""
    texts = [
        "The Café's Carers' Group",
        "A1 and 15,202 parcels_x ²³",
        "Gwynedd: Llŷn, Ynys Môn",
        "İstanbul ŞEHİR",
        "東京の 支援",
        "naïve co-ordination",
        "Ⅳ x",
    ]
    assert page.evaluate("texts => texts.map(SearchWordIndex.splitWords)", texts) == [split_words(text) for text in texts]


@pytest.mark.parametrize("order", ["newest", "checked", "place"])
def test_the_list_can_be_put_in_order(page: Page, order: str) -> None:
    """Each order shows every case once, and the address says which it is."""
    before = _titles(page)
    page.get_by_label("Sort by").select_option(order)
    more = page.locator("[data-part=more] button")
    more.click()
    expect(more).to_be_hidden()
    assert sorted(_titles(page)) == sorted(before)
    assert f"sort={order}" in page.url


def test_more_are_shown_and_back_shows_as_many(page: Page) -> None:
    """Sorted, twenty are shown; "Show more" keeps the focus at the first new one; Back from a case shows as many again."""
    page.get_by_label("Sort by").select_option("place")
    cards = page.locator(".wm-case")
    expect(cards).to_have_count(20)
    page.locator("[data-part=more] button").click()
    expect(cards.nth(20).locator("a").first).to_be_focused()
    count = cards.count()
    cards.nth(21).locator("a").first.click()
    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()
    page.go_back()
    expect(cards).to_have_count(count)


def test_the_list_can_be_sorted(page: Page) -> None:
    """Sorted by evidence the levels never rise; sorted by title again the list is as it was."""
    before = _titles(page)
    page.get_by_label("Sort by").select_option("evidence")
    expect(page).to_have_url(re.compile("sort=evidence"))
    expect(page.locator(".wm-case .wm-level").first).to_contain_text("Evidence 4")
    levels = [int(text.split("Evidence ")[1][0]) for text in page.locator(".wm-case .wm-level").all_inner_texts()]
    assert levels == sorted(levels, reverse=True)
    page.get_by_label("Sort by").select_option("")
    expect(page.locator(".wm-case__title")).to_have_text(before)


def test_a_shared_address_shows_the_same_list(page: Page, visit: Callable[..., Reader]) -> None:
    """The copied address, opened by another person, shows the same cases and the same boxes ticked."""
    _option(page, "theme", "mutual-help").check()
    page.get_by_label("Search these case studies").fill("neighbours")
    expect(page.locator(".wm-in-use button")).to_have_count(2)
    other = visit().page
    other.goto(page.url)
    expect(_count(other)).to_have_text(_count(page).inner_text())
    assert _titles(other) == _titles(page)
    expect(_option(other, "theme", "mutual-help")).to_be_checked()


def test_what_is_shown_belongs_to_one_query(page: Page) -> None:
    """Words that a reader types while the first results are on their way do not show as a filter before they are searched."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    requests: list[Any] = []
    page.route("**/find/facets.js", lambda route: requests.append(route))  # noqa: PLW0108 (Playwright marks what it calls)
    with page.expect_request("**/find/facets.js"):
        _option(page, "theme", "mutual-help").check()
    page.get_by_label("Search these case studies").fill("neighbours")
    requests[0].continue_()
    expect(_count(page)).to_contain_text("match")
    narrowed = len(_titles(page))
    expect(page.locator(".wm-in-use button")).to_have_count(1)
    assert "q=" not in page.url
    page.clock.run_for(1000)
    expect(page.locator(".wm-in-use button")).to_have_count(2)
    assert "q=neighbours" in page.url
    assert len(_titles(page)) < narrowed


def test_back_undoes_one_choice_at_a_time(page: Page) -> None:
    """Back takes away the last choice; words that were typed are one step; Back from a case returns to the same list."""
    whole = _count(page).inner_text()
    _option(page, "theme", "mutual-help").check()
    expect(_count(page)).to_contain_text("match")
    narrowed = _titles(page)
    page.get_by_label("Search these case studies").press_sequentially("food", delay=120)
    expect(page.locator(".wm-in-use button")).to_have_count(2)
    page.go_back()
    expect(page.get_by_label("Search these case studies")).to_have_value("")
    expect(page.locator(".wm-case__title")).to_have_text(narrowed)
    page.locator(".wm-case__title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(narrowed[0])
    page.go_back()
    expect(page.locator(".wm-case__title")).to_have_text(narrowed)
    page.go_back()
    expect(_count(page)).to_have_text(whole)
    expect(_option(page, "theme", "mutual-help")).not_to_be_checked()


def test_finding_nothing_names_the_filter_to_drop(page: Page) -> None:
    """Where no case matches, a button names each filter whose absence would find some, says how many, and keeps its word."""
    _option(page, "theme", "mutual-help").check()
    page.get_by_label("Search these case studies").fill("zzyzx")
    none = page.locator(".wm-none")
    expect(none).to_contain_text("No case study has words like “zzyzx”")
    drop = none.get_by_role("button", name="zzyzx")
    promised = int(drop.inner_text().split(": ")[-1].split()[0])
    drop.click()
    expect(none).to_be_hidden()
    expect(_count(page)).to_be_focused()
    assert len(_titles(page)) == promised


def test_finding_nothing_names_the_word_to_drop(page: Page) -> None:
    """Of two words one of which is nowhere, a button leaves that one out and finds what it said."""
    page.get_by_label("Search these case studies").fill("neighbours zzyzx")
    drop = page.locator(".wm-none").get_by_role("button", name="Without the word “zzyzx”")
    promised = int(drop.inner_text().split(": ")[-1].split()[0])
    drop.click()
    expect(page.get_by_label("Search these case studies")).to_have_value("neighbours")
    expect(page.locator(".wm-case")).to_have_count(promised)


def test_filters_can_be_taken_away_one_by_one_or_all_at_once(page: Page) -> None:
    """Each filter in use is a button that takes it away; Clear brings the whole list back."""
    whole = _count(page).inner_text()
    _option(page, "theme", "mutual-help").check()
    _option(page, "theme", "prevention").check()
    page.get_by_role("button", name="Take away the filter Theme: People helping each other").click()
    expect(page.locator(".wm-in-use button")).to_have_count(1)
    expect(_option(page, "theme", "mutual-help")).not_to_be_checked()
    page.locator("#library-form").get_by_role("button", name="Clear all filters").click()
    expect(_count(page)).to_have_text(whole)
    assert "?" not in page.url


def test_a_damaged_address_is_said(page: Page, server: str) -> None:
    """A value that the list does not have is named as left out, and the rest of the address is used."""
    page.goto(f"{server}/case-studies/?theme=mutual-help&theme=no-such-theme&sort=sideways")
    expect(page.locator(".wm-results__notice[data-part=notice]")).to_be_visible()
    expect(_option(page, "theme", "mutual-help")).to_be_checked()
    expect(_count(page)).to_contain_text("match")


def test_by_keyboard_alone(reader: Reader, page: Page) -> None:
    """Tab and Space tick a filter, open another, and reach the first case."""
    first = _option(page, "theme", "mutual-help")
    reader.tab_to(first)
    page.keyboard.press("Space")
    expect(_count(page)).to_contain_text("match")
    summary = page.locator('[data-facet="status"] summary')
    reader.tab_to(summary)
    page.keyboard.press("Enter")
    reader.tab_to(_option(page, "status", "ended"))
    page.keyboard.press("Space")
    expect(page.locator(".wm-in-use button")).to_have_count(2)
    reader.tab_to(page.locator(".wm-case__title a").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()


def test_on_a_narrow_screen_the_filters_fold_away(visit: Callable[..., Reader], server: str) -> None:
    """At 320 pixels the filters open and close with a button, every box is large enough to press, and nothing sticks out."""
    page: Page = visit(viewport={"width": 320, "height": 700}).page
    page.goto(f"{server}/case-studies/")
    expect(_option(page, "theme", "mutual-help")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    _option(page, "theme", "mutual-help").check()
    size = _option(page, "theme", "mutual-help").bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Show the case studies").click()
    expect(_option(page, "theme", "mutual-help")).to_be_hidden()
    expect(_count(page)).to_be_focused()


def test_without_script_the_facet_pages_lead_to_every_case(visit: Callable[..., Reader], server: str) -> None:
    """With scripts off the list is whole, no dead filter is shown, and "Browse by" leads to a theme and on to a case."""
    page: Page = visit(java_script_enabled=False).page
    page.goto(f"{server}/case-studies/")
    expect(page.get_by_label("Search these case studies")).to_be_hidden()
    page.locator(".wm-browse").get_by_role("link", name="People helping each other").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Theme: People helping each other")
    page.get_by_role("link", name="Slung Low").first.click()
    expect(page.get_by_role("heading", name="Figures")).to_be_visible()


def test_with_and_without_script_a_value_has_the_same_cases(page: Page, visit: Callable[..., Reader], server: str) -> None:
    """Each theme, place and status lists the same cases on its own page without script as its box does in the list."""
    plain: Page = visit(java_script_enabled=False).page
    for facet in ("theme", "place", "status"):
        for value in page.locator(f'input[name="{facet}"]').evaluate_all("boxes => boxes.map((box) => box.value)"):
            plain.goto(f"{server}/case-studies/by/{facet}/{value}/")
            expected = plain.locator(".wm-case__title").all_text_contents()
            page.goto(f"{server}/case-studies/?{facet}={value}")
            expect(_count(page)).to_contain_text(f"{len(expected)} case stud")
            expect(page.locator(".wm-case__title")).to_have_text(expected[:20])


def test_the_map_of_tiles_says_what_the_list_behind_it_says(visit: Callable[..., Reader], server: str) -> None:
    """Without script, twelve tiles lead to their regions with the counts of the list; one without a case leads nowhere and says 0."""
    plain: Page = visit(java_script_enabled=False, viewport={"width": 320, "height": 900}).page
    plain.goto(f"{server}/case-studies/by/place/")
    listed = {link.get_attribute("href"): link.locator("xpath=..").inner_text().split()[-3] for link in plain.locator(".wm-shelf dt a").all()}
    tiles = plain.locator(".wm-tile")
    expect(tiles).to_have_count(12)
    for tile in tiles.all():
        count = tile.locator(".wm-tile__count").inner_text().split()[0]
        assert count == (listed[tile.locator("a").get_attribute("href")] if tile.locator("a").count() else "0")
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320


def test_from_a_folder_on_disk(visit: Callable[..., Reader], site: Path) -> None:
    """Opened from disk, filters, search and the way to a case and back work the same."""
    page: Page = visit().page
    page.goto((site / "case-studies" / "index.html").as_uri())
    _option(page, "theme", "mutual-help").check()
    expect(_count(page)).to_contain_text("match")
    page.get_by_label("Search these case studies").fill("slugn low")
    expect(page.locator(".wm-case__title").first).to_contain_text("Slung Low")
    page.locator(".wm-case__title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Slung Low")
    page.go_back()
    expect(page.get_by_label("Search these case studies")).to_have_value("slugn low")
    expect(page.locator(".wm-case__title").first).to_contain_text("Slung Low")


def test_a_case_with_little_known_reads_well(reader: Reader, server: str) -> None:
    """A case without dates or figures says so in words, and a figure elsewhere carries its unit, period, source and certainty."""
    page: Page = reader.page
    page.goto(f"{server}/case-studies/wiltshire-grit-bin/")
    expect(page.locator(".wm-glance div", has_text="When").locator("dd")).to_have_text("Not known")
    expect(page.get_by_text("There are no figures.")).to_be_visible()
    page.goto(f"{server}/case-studies/slung-low/")
    row = page.locator("#figure-food-parcels")
    for words in ("15,202 food parcels", "March 2020 to 23 June 2021", "Level 1: described", "Report a problem with this figure"):
        expect(row).to_contain_text(words)
    standing = "This says how sure we can be, not how big the effect was, and it is not a recommendation."
    expect(page.get_by_text(standing).first).to_be_visible()
