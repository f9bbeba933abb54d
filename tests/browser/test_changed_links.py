"""Links that mail programs changed, loads that failed once, and what was typed in the last moment: nothing is lost without a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

GUIDE = "/decision-trees/grant-or-contract/"
ANSWERS = "v=1.1.2&goc-help=money&goc-whose=theirs"
NOTES = ".wm-note"


@pytest.mark.parametrize(
    "fragment",
    [ANSWERS.replace("=", "%3D").replace("&", "%26"), ANSWERS.replace("&", "&amp;"), f"{ANSWERS}.", f"{ANSWERS})", f"{ANSWERS}&o=take-advice>."],
    ids=["encoded", "entities", "full-stop", "bracket", "result"],
)
def test_a_guide_reads_a_link_that_a_mail_program_changed(reader: Any, server: str, fragment: str) -> None:
    """The answers are those of the link as it was sent, and no note says that something is missing."""
    page: Page = reader.page
    page.goto(f"{server}{GUIDE}#{ANSWERS}")
    expected = reader.heading.inner_text()
    page.goto("about:blank")
    page.goto(f"{server}{GUIDE}#{fragment}")
    expect(reader.heading).to_have_text(expected)
    expect(page.locator(NOTES).filter(has_text="could not be used")).to_have_count(0)


@pytest.mark.parametrize("fragment", ["%", "%E0%A4%A", "nonsense", "v%3D1.1.2%26goc-help%3Dnonsense"])
def test_a_guide_says_what_it_could_not_use(reader: Any, server: str, fragment: str) -> None:
    """A fragment of which nothing can be used shows a question, and is named as left out."""
    reader.page.goto(f"{server}{GUIDE}#{fragment}")
    expect(reader.page.locator(NOTES).filter(has_text="could not be used")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["approaches/compare/#grants,block-contract.", "case-studies/compare/#pace-derby,slung-low.", "case-studies/compare/#Pace-Derby,slung-low)"],
)
def test_a_comparison_reads_a_link_with_a_full_stop(reader: Any, server: str, address: str) -> None:
    """Both columns are shown, and no note says that one is not known."""
    reader.page.goto(f"{server}/{address}")
    expect(reader.page.locator(".wm-compare thead th")).to_have_count(3)
    expect(reader.page.locator("[data-part=notice]")).to_be_hidden()


@pytest.mark.parametrize("address", ["approaches/compare/#%", "case-studies/compare/#%", "approaches/compare/#grants,%E0%A4%A,in-house"])
def test_a_comparison_says_what_it_could_not_read(reader: Any, server: str, address: str) -> None:
    """A damaged escape in the address breaks no script, and is named as not known."""
    reader.page.goto(f"{server}/{address}")
    expect(reader.page.locator("[data-part=notice]")).to_contain_text("not known")


@pytest.mark.parametrize("value", ["grants.", "GRANTS", "grants)"])
def test_the_library_reads_a_filter_that_was_changed(reader: Any, server: str, value: str) -> None:
    """The filter that was meant is chosen, and no note says that one was left out."""
    page: Page = reader.page
    page.goto(f"{server}/case-studies/?approach={value}")
    expect(page.locator('[data-facet="approach"] input[value="grants"]')).to_be_checked()
    expect(page.locator(".wm-results__notice[data-part=notice]")).to_be_hidden()


def test_a_calculator_says_what_it_could_not_read(reader: Any, server: str) -> None:
    """A number that is damaged is named, and the rest is filled in; a full stop after the link does no harm."""
    page: Page = reader.page
    page.goto(f"{server}/value/home-care-cost/#hours=,12,.")
    expect(page.locator("#hours-1")).to_have_value("12")
    expect(page.locator("#value-damaged")).to_have_count(0)
    page.evaluate("location.hash = 'hours=,abc,&fee=,20,&nothing=1'")
    expect(page.locator("#fee-1")).to_have_value("20")
    expect(page.locator("#value-damaged")).to_contain_text("hours=,abc,")
    expect(page.locator("#value-damaged")).to_contain_text("nothing=1")


def test_prepare_reads_a_link_with_a_full_stop(reader: Any, server: str) -> None:
    """The last answer counts, and a note that ends with a full stop keeps it."""
    page: Page = reader.page
    page.goto(f"{server}/prepare/#v=1.0.0&p=trust-low:no.")
    expect(page.locator(".wm-prepare__count")).to_have_text("1 of 27 questions answered.")
    page.goto("about:blank")
    page.goto(f"{server}/prepare/#v=1.0.0&n.purpose=Mine.")
    page.get_by_role("link", name="See the summary").click()
    expect(page.locator(".wm-summary")).to_contain_text("Mine.")


def fail_once(page: Page, pattern: str) -> list[str]:
    """Let the first request for an address fail. The list holds it once it has failed."""
    failed: list[str] = []

    def answer(route: Route) -> None:
        if failed:
            route.continue_()
        else:
            failed.append(route.request.url)
            route.abort()

    page.route(pattern, answer)
    return failed


def test_a_result_is_fetched_again(reader: Any, server: str) -> None:
    """If the scripts of the result cannot be fetched, the page says so, and Continue tries again."""
    page: Page = reader.page
    failed = fail_once(page, "**/pages/guide-result.js")
    page.goto(f"{server}{GUIDE}#{ANSWERS}")
    for _ in range(12):
        if page.locator(".wm-result").count():
            break
        page.locator("[data-module=guide] input").first.check()
        page.get_by_role("button", name="Continue").click()
        page.wait_for_timeout(200)
    expect(page.locator(".wm-result")).to_be_visible()
    assert failed


def test_the_words_of_the_library_are_fetched_again(reader: Any, server: str) -> None:
    """If the index of words cannot be fetched, the next search tries again."""
    page: Page = reader.page
    failed = fail_once(page, "**/words.js")
    page.goto(f"{server}/case-studies/")
    page.locator("#library-words-box").fill("opera")
    expect(page.locator(".wm-results__notice[data-part=notice]")).to_be_visible()
    page.locator("#library-words-box").fill("theatre")
    expect(page.locator("[data-part=count-of-all]")).to_contain_text("match")
    assert failed


def test_more_results_of_a_search_are_there_again(reader: Any, server: str) -> None:
    """Back from a result shows as many results as before."""
    page: Page = reader.page
    page.goto(f"{server}/search/?q=community")
    results = page.locator("[data-list] > li")
    expect(results).not_to_have_count(0)
    first = results.count()
    page.get_by_role("button", name="Show more").click()
    expect(results).not_to_have_count(first)
    shown = results.count()
    results.last.get_by_role("link").first.click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator("[data-list] > li")).to_have_count(shown)


def test_a_report_is_there_again_after_reloading(reader: Any, server: str) -> None:
    """What was typed into a report stays when the page is loaded again, also under another address."""
    page: Page = reader.page
    page.goto(f"{server}/contribute/report/#page=%2Fa%2F")
    box = page.get_by_label("Your report")
    box.fill("It was 4,000.")
    page.reload()
    expect(box).to_have_value("It was 4,000.")
    page.evaluate("location.hash = 'page=%2Fb%2F'")
    page.wait_for_timeout(100)
    page.reload()
    expect(box).to_have_value("It was 4,000.")


def test_prepare_keeps_what_was_typed_in_the_last_moment(reader: Any, server: str) -> None:
    """What is typed just before leaving is there again."""
    page: Page = reader.page
    page.goto(f"{server}/prepare/")
    page.locator("a[data-view]").first.click()
    box = page.locator("form textarea:visible").first
    box.fill("Typed")
    page.evaluate("() => { location.href = '/about/' }")
    page.wait_for_url(re.compile("/about/"))
    page.go_back()
    expect(page.locator("form textarea:visible").first).to_have_value("Typed")


def test_back_while_typing_goes_back(reader: Any, server: str) -> None:
    """Back before a typed word was searched for shows the list of that address, and the word does not come after it."""
    page: Page = reader.page
    page.goto(f"{server}/case-studies/")
    page.locator('[data-facet="theme"] input').first.check()
    expect(page.locator("[data-part=count-of-all]")).to_contain_text("match")
    page.locator("#library-words-box").press_sequentially("op")
    page.evaluate("history.back()")
    page.wait_for_timeout(600)
    assert "?" not in page.url
    expect(page.locator("#library-words-box")).to_have_value("")


def test_layers_are_named_in_words(reader: Any, server: str, stories: Any) -> None:
    """No name of a layer shows the marks of HTML."""
    page: Page = reader.page
    answers = stories["which-approach"][0]
    page.goto(f"{server}/decision-trees/which-approach/#v=1.0.0&" + "&".join(f"{key}={value}" for key, value in answers.items()))
    reader.expect_result()
    for label in page.locator(".wm-layer").all_inner_texts():
        assert not re.search(r"&\w+;|<", label)
