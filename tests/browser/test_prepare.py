"""The questionnaire in a real browser: from Prepare to a result and back, kept in the link or in a file, and on paper without script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page
    from tests.browser.conftest import Reader

SAVED = {
    "schema": "prepare-answers/1",
    "version": "0.1.0",
    "saved": "2026-11-21",
    "title": "<b>Lunch</b>",
    "answers": {"trust-low": ["no"], "few-providers": ["dozens"]},
    "unknown": ["purpose"],
    "notes": {"purpose": "<img src=x onerror=alert(1)>", "left-behind": "An older note"},
}
TOO_MUCH = (
    "#p=needs-entangled:?,assets-strong:?,infrastructure-thin:?,trust-low:?,leaders-share-power:?,few-providers:?,funding-short:?,"
    "outcomes-clear:?,solution-unknown:?"
)


def count(page: Page) -> Locator:
    """The count that is announced."""
    return page.locator(".wm-prepare__count")


def answer(page: Page, fact: str, option: str) -> Locator:
    """One answer to one fact."""
    return page.locator(f'input[name="{fact}"][value="{option}"]')


def test_prepare_to_guide_to_result_by_keyboard(reader: Reader, server: str) -> None:
    """A part is opened and answered, the answers go to a guide that asks only for the rest, and the result leads back, notes and all."""
    page = reader.page
    page.goto(f"{server}/prepare/")
    expect(count(page)).to_have_text("0 of 27 questions answered.")
    reader.tab_to(page.locator('.wm-task [data-view="law-and-safety"]'))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Law, safety and staff")).to_be_focused()
    reader.tab_to(answer(page, "psr-in-scope", "yes"))
    page.keyboard.press("Space")
    expect(count(page)).to_have_text("This part: 1 of 4. 1 of 27 questions answered.")
    reader.tab_to(page.locator("#note-regime"))
    page.keyboard.type("Checked with Sam & Jo")
    reader.tab_to(page.get_by_role("link", name="All the parts").last)
    page.keyboard.press("Enter")
    expect(page.locator('.wm-task [data-view="law-and-safety"]')).to_have_accessible_description("In part 1/4")
    reader.tab_to(page.get_by_role("link", name="Which Provider Selection Regime process"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 answer came with you from Prepare")).to_be_visible()
    assert reader.fragment == "p=psr-in-scope:yes"
    expect(page.get_by_text("(from Prepare)")).to_have_count(1)
    while reader.heading.inner_text() != "Result":
        heading = reader.heading.inner_text()
        reader.tab_to(page.locator(".wm-question input").first)
        page.keyboard.press("Space")
        reader.tab_to(page.get_by_role("button", name="Continue"))
        page.keyboard.press("Enter")
        expect(reader.heading).not_to_have_text(heading)
    expect(page.locator(".wm-part--answers")).to_contain_text("(from Prepare)")
    back = page.get_by_role("link", name="Go back to Prepare with these answers")
    reader.tab_to(back)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/prepare/#"))
    page.get_by_role("link", name="See the summary").click()
    summary = page.locator(".wm-summary")
    expect(summary).to_contain_text("Yes, all of it is health care in scope")
    expect(summary).to_contain_text("Checked with Sam & Jo")
    assert summary.locator("dt").count() == 27


def test_a_changed_answer_goes_back_changed(reader: Reader, server: str) -> None:
    """What is changed in a guide loses its mark there, and Prepare takes the new answer in; without the notes, it says so."""
    page = reader.page
    page.goto(f"{server}/decision-trees/community-commissioning-four-questions/#p=leaders-share-power:no,many-agencies:yes")
    page.get_by_text("1 answer came with you from Prepare").click()
    page.get_by_role("link", name=re.compile("Change the answer to")).first.click()
    while reader.heading.inner_text() != "Result":
        heading = reader.heading.inner_text()
        page.locator(".wm-question input").first.check()
        reader.go_on()
        expect(reader.heading).not_to_have_text(heading)
    expect(page.locator(".wm-part--answers")).not_to_contain_text("(from Prepare)")
    page.get_by_role("link", name="Go back to Prepare with these answers").click()
    expect(page.locator(".wm-note")).to_contain_text("Notes do not travel")
    fragment = urlsplit(page.url).fragment
    assert "leaders-share-power:yes" in fragment
    assert "many-agencies:yes" in fragment


def test_too_little_known_in_a_guide_leads_to_prepare(reader: Reader, server: str) -> None:
    """A result that says “gather first” offers Prepare next to it, to a person who has not been there; Back at the first question returns there."""
    page = reader.page
    page.goto(f"{server}/decision-trees/psr-route/#v=1.0.0&psr-in-scope=?")
    for _ in range(20):
        if reader.heading.inner_text() == "Result":
            break
        heading = reader.heading.inner_text()
        page.get_by_label("I don't know").check()
        reader.go_on()
        expect(reader.heading).not_to_have_text(heading)
    page.locator(".wm-answer").get_by_role("link", name="Take these answers to Prepare").click()
    expect(answer(page, "psr-in-scope", "?")).to_be_checked()
    page.goto(f"{server}/decision-trees/grant-or-contract/#p=trust-low:no")
    page.get_by_role("link", name="Back").click()
    expect(answer(page, "trust-low", "no")).to_be_checked()


def test_facts_travel_on_through_a_guide_that_does_not_ask_for_them(reader: Reader, server: str) -> None:
    """A guide that leads to another one hands on everything from Prepare, with its own answers."""
    page = reader.page
    page.goto(f"{server}/decision-trees/grant-or-contract/#p=psr-in-scope:yes,must-enforce:yes,trust-low:no")
    page.get_by_text("2 answers came with you from Prepare").wait_for()
    reader.choose({"goc-help": "money", "goc-whose": "ours", "goc-benefit": "others"})
    reader.expect_result()
    onward = page.locator(".wm-answer").get_by_role("link", name="Which Provider Selection Regime process")
    assert "trust-low:no" in str(onward.get_attribute("href"))
    onward.click()
    expect(page.get_by_text("1 answer came with you from Prepare")).to_be_visible()
    assert "trust-low:no" in reader.fragment


def test_back_and_forward_lose_nothing(reader: Reader, server: str) -> None:
    """Back and Forward go between the views; what was typed meanwhile stays, and so it does when the page is loaded again."""
    page = reader.page
    page.goto(f"{server}/prepare/")
    page.get_by_role("link", name="People and need").last.click()
    page.locator("#note-numbers").fill("About 40, rising")
    page.go_back()
    expect(page.get_by_role("heading", name="The parts")).to_be_visible()
    expect(count(page)).to_have_text("1 of 27 questions answered.")
    page.go_forward()
    expect(page.locator("#note-numbers")).to_have_value("About 40, rising")
    answer(page, "needs-entangled", "?").check()
    expect(page).to_have_url(re.compile("needs-entangled:%3F|needs-entangled:\\?"))
    page.reload()
    expect(page.locator("#note-numbers")).to_have_value("About 40, rising")
    expect(answer(page, "needs-entangled", "?")).to_be_checked()
    page.get_by_role("button", name="Clear this answer").click()
    expect(answer(page, "needs-entangled", "?")).not_to_be_checked()
    expect(count(page)).to_have_text("This part: 1 of 4. 1 of 27 questions answered.")


def test_another_link_replaces_nothing_for_good(reader: Reader, server: str) -> None:
    """A link pasted over this one, or Start again, can be undone."""
    page = reader.page
    page.goto(f"{server}/prepare/#v=1.0.0&n.purpose=Mine")
    page.evaluate("location.hash = 'v=1.0.0&p=trust-low:no'")
    expect(page.get_by_text("The link that was opened replaced what was here.")).to_be_visible()
    page.get_by_role("button", name="Put back what was here").click()
    assert "n.purpose=Mine" in urlsplit(page.url).fragment
    page.get_by_role("button", name="Start again").click()
    expect(count(page)).to_have_text("0 of 27 questions answered.")
    page.get_by_role("button", name="Put back what was here").click()
    expect(count(page)).to_have_text("1 of 27 questions answered.")


def test_a_damaged_link_is_explained(reader: Reader, server: str) -> None:
    """What a link holds that is not understood is named; notes whose question is gone are kept and shown in the summary."""
    page = reader.page
    page.goto(f"{server}/prepare/#v=0.9.0&p=trust-low:maybe,few-providers:no&n.gone=Kept+note&junk")
    expect(page.locator(".wm-note").first).to_contain_text("version 0.9.0")
    expect(page.locator(".wm-note").last).to_contain_text("trust-low:maybe")
    expect(count(page)).to_have_text("0 of 27 questions answered.")
    page.get_by_role("link", name="See the summary").click()
    expect(page.locator(".wm-summary")).to_contain_text("Kept note")


def test_gather_these_first(reader: Reader, server: str) -> None:
    """When too much is unknown, that is said before anything else, with how to find out; each leads to its question."""
    page = reader.page
    page.goto(f"{server}/prepare/{TOO_MUCH}")
    first = page.locator(".wm-prepare__stage > :not(.wm-note)").first
    expect(first.get_by_role("heading")).to_have_text("Gather these first")
    assert first.locator("li").count() == 9
    expect(first).to_contain_text("How to find out: Ask finance to confirm in writing which years are agreed.")
    first.get_by_role("link", name="How long is the money sure for?").click()
    expect(page.get_by_role("heading", name="How long is the money sure for?")).to_be_focused()


def test_save_and_open_a_file(visit: Callable[..., Reader], server: str, tmp_path: Path) -> None:
    """A saved file brings everything back on another day."""
    page = visit(accept_downloads=True).page
    page.goto(f"{server}/prepare/#v=1.0.0&p=trust-low:no&u=exit&n.purpose=Two%0Alines&t=Lunch+clubs")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    assert re.fullmatch(r"prepare-lunch-clubs-\d{4}-\d{2}-\d{2}\.json", download.value.suggested_filename)
    file = tmp_path / "saved.json"
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["answers"] == {"trust-low": ["no"]}
    other = visit().page
    other.goto(f"{server}/prepare/")
    other.get_by_label("Open a saved file").set_input_files(file)
    expect(other.locator(".wm-note")).to_contain_text("The file was opened. It was saved on")
    expect(count(other)).to_have_text("3 of 27 questions answered, 1 of them with “I don't know”.")
    expect(other.get_by_label("What are you preparing for?")).to_have_value("Lunch clubs")
    assert "n.purpose=Two%0Alines" in other.url


def test_hostile_files_are_inert(reader: Reader, server: str, tmp_path: Path) -> None:
    """What is no saved file is refused in words and changes nothing; what a strange file brings is text and nothing more."""
    page = reader.page
    page.on("dialog", lambda dialog: page.evaluate(f"throw new Error({json.dumps(dialog.message)})"))
    page.goto(f"{server}/prepare/#v=1.0.0&n.purpose=Mine")
    opened = page.get_by_label("Open a saved file")
    for name, text, words in (
        ("broken.json", "{", "could not be read"),
        ("other.json", '{"schema": "other/1"}', "was not saved from this page"),
        ("large.json", " " * 600_000, "too large"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        opened.set_input_files(tmp_path / name)
        expect(page.locator(".wm-note")).to_contain_text(words)
        expect(page.locator(".wm-note")).to_be_focused()
        assert "n.purpose=Mine" in page.url
    (tmp_path / "strange.json").write_text(json.dumps(SAVED), encoding="utf-8")
    opened.set_input_files(tmp_path / "strange.json")
    expect(page.locator(".wm-note").last).to_contain_text("few-providers")
    page.get_by_role("link", name="See the summary").click()
    summary = page.locator(".wm-summary")
    expect(summary.get_by_role("heading", level=2)).to_have_text("Summary: <b>Lunch</b>")
    expect(summary).to_contain_text("<img src=x onerror=alert(1)>")
    expect(summary).to_contain_text("An older note")
    assert summary.locator("img, b").count() == 0


def test_a_long_link_is_reported(reader: Reader, server: str) -> None:
    """Above about 2,000 characters the page offers the file, and still keeps everything."""
    page = reader.page
    page.goto(f"{server}/prepare/#s=goal")
    page.locator("#note-purpose").fill("Long words. " * 200)
    expect(page.get_by_text("longer than 2,000 characters")).to_be_visible()
    page.reload()
    expect(page.locator("#note-purpose")).to_have_value("Long words. " * 200)


def test_from_a_folder_on_disk(reader: Reader, site: Path) -> None:
    """The form keeps its answers and takes them to a guide from files on disk too."""
    page = reader.page
    page.goto(f"file://{site}/prepare/index.html")
    page.get_by_role("link", name="Community, trust and power").last.click()
    answer(page, "trust-low", "no").check()
    page.go_back()
    guide = page.get_by_role("link", name="Which approach should we explore first?")
    expect(guide).to_have_count(1)  # in a part, each question names its guides
    guide.click()
    expect(page.get_by_text("1 answer came with you from Prepare")).to_be_visible()


def test_on_paper_without_script(visit: Callable[..., Reader], server: str) -> None:
    """Without script the page is the form: every question, every option, and lines to write on when it is printed."""
    page = visit(java_script_enabled=False).page
    page.goto(f"{server}/prepare/")
    assert page.locator("[data-gather]:visible").count() == 27
    assert page.locator("textarea:visible").count() == 27
    page.emulate_media(media="print")
    assert page.locator(".wm-gather__lines:visible").count() == 27
    assert page.locator("textarea:visible").count() == 0
    expect(answer(page, "psr-in-scope", "?")).to_be_visible()


def test_what_is_printed_with_script(reader: Reader, server: str) -> None:
    """From the parts the whole form is printed, as far as it is filled in; from the summary only the summary."""
    page = reader.page
    page.goto(f"{server}/prepare/#v=1.0.0&p=trust-low:no&n.purpose=Lunch")
    page.emulate_media(media="print")
    assert page.locator("[data-gather]:visible").count() == 27
    expect(page.locator("#note-purpose")).to_be_visible()
    expect(page.get_by_role("button", name="Save to a file")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="See the summary").click()
    page.emulate_media(media="print")
    assert page.locator("[data-gather]:visible").count() == 0
    expect(page.locator(".wm-summary")).to_be_visible()
