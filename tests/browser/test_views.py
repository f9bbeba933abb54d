"""What each view of a guide promises: errors, focus, titles, Back, Change, don't know, old and damaged links, weights, print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PSR = "/decision-trees/psr-route/"
APPROACH = "/decision-trees/which-approach/"
ASKED = "v=2.0.0&psr-in-scope=yes&psr-doing=replace&psr-urgent=no&psr-only-capable=no&psr-patient-choice=no&psr-satisfying=yes&psr-threshold=no"


def _fragment(answers: Mapping[str, str], version: str = "1.2.0") -> str:
    return f"v={version}&" + "&".join(f"{question}={chosen}" for question, chosen in answers.items())


def test_nothing_is_chosen_for_the_reader(reader: Any, server: str) -> None:
    """A question begins with nothing chosen, focus on its heading and its own title."""
    page = reader.page
    page.goto(f"{server}{PSR}")
    page.get_by_role("link", name="Start", exact=True).click()
    expect(reader.heading).to_be_focused()
    expect(page.locator("legend h1")).to_have_count(1)
    assert page.locator("input:checked").count() == 0
    words = reader.heading.inner_text()
    assert page.title().startswith(words)
    expect(page.locator(".wm-left")).to_have_text(re.compile(r"^\d+ to \d+ questions left$"))


def test_continue_without_an_answer(reader: Any, server: str) -> None:
    """The summary takes focus, names the problem in the words next to the field, leads to the field, and the title says Error."""
    page = reader.page
    page.goto(f"{server}{PSR}#v=2.0.0")
    reader.go_on()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading", name="There is a problem")).to_be_visible()
    link = summary.get_by_role("link")
    assert page.locator(".wm-error").text_content() == f"Error: {link.text_content()}"
    assert page.title().startswith("Error: ")
    link.click()
    expect(page.locator("fieldset input").first).to_be_focused()
    reader.go_on()
    expect(page.get_by_role("alert")).to_have_count(1)
    reader.choose({"psr-in-scope": "yes"})
    assert not page.title().startswith("Error")


def test_back_by_link_and_by_browser(reader: Any, server: str) -> None:
    """Both lead to the question before, which remembers what was chosen; forward leads on again."""
    page = reader.page
    page.goto(f"{server}{PSR}")
    page.get_by_role("link", name="Start", exact=True).click()
    reader.choose({"psr-in-scope": "yes", "psr-doing": "replace"})
    third = reader.heading.inner_text()
    page.get_by_role("link", name="Back").click()
    expect(page.locator('input[name="psr-doing"][value="replace"]')).to_be_checked()
    expect(reader.heading).to_be_focused()
    page.go_back()
    expect(page.locator('input[name="psr-in-scope"][value="yes"]')).to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(reader.heading).to_have_text(third)


def test_change_returns_to_the_result(reader: Any, server: str) -> None:
    """A change keeps the later answers and comes straight back, unless a new question comes up; changing back restores what was given."""
    page = reader.page
    page.goto(f"{server}{PSR}#{ASKED}")
    reader.expect_result()
    first = reader.answer
    page.get_by_role("link", name=re.compile("^Change the answer to .*urgent")).click()
    expect(page.locator('input[name="psr-urgent"][value="no"]')).to_be_checked()
    reader.choose({"psr-urgent": "yes"})
    reader.expect_result()
    assert reader.answer != first
    page.locator('[data-change="psr-urgent"]').click()
    reader.choose({"psr-urgent": "no"})
    reader.expect_result()
    assert reader.answer == first

    page.locator('[data-change="psr-in-scope"]').click()
    reader.choose({"psr-in-scope": "mixed"})
    expect(page.locator('input[name="psr-mixed-main"]').first).to_be_visible()
    reader.choose({"psr-mixed-main": "yes", "psr-mixed-separate": "no"})
    reader.expect_result()
    assert reader.answer == first


def test_back_out_of_a_change(reader: Any, server: str) -> None:
    """Back from a question that was opened to be changed returns to the result as it was."""
    page = reader.page
    page.goto(f"{server}{PSR}#{ASKED}")
    reader.expect_result()
    first = reader.answer
    page.locator('[data-change="psr-urgent"]').click()
    page.get_by_role("link", name="Back").click()
    reader.expect_result()
    assert reader.answer == first


def test_dont_know(reader: Any, server: str) -> None:
    """Don't know says what it could be, what decides it, and how to find out."""
    page = reader.page
    page.goto(f"{server}{PSR}#v=2.0.0&psr-in-scope=yes&psr-doing=new-service&psr-urgent=?&psr-patient-choice=yes")
    reader.expect_result()
    assert len(reader.answer) == 2
    expect(page.locator(".wm-answer-first")).to_contain_text("It depends on what you don't know")
    part = page.locator(".wm-part--unknowns")
    expect(part.get_by_role("heading", name="What you don't know")).to_be_visible()
    expect(part).to_contain_text("Ask when your organisation first knew about the problem")
    expect(page.locator(".wm-part--answers")).to_contain_text("I don't know")


def test_dont_know_that_does_not_matter(reader: Any, server: str, stories: Mapping[str, list[dict[str, str]]]) -> None:
    """Where the result is the same whatever the unknown answer, the page says so."""
    page = reader.page
    for question in list(stories["which-approach"][0])[1:6]:
        page.goto(f"{server}{APPROACH}#{_fragment({**stories['which-approach'][0], question: '?'})}")
        reader.expect_result()
        if page.locator(".wm-answer-first").filter(has_text="the result is the same").count():
            return
    message = "no single unknown left the result the same"
    raise AssertionError(message)


def test_too_much_is_unknown(reader: Any, server: str, stories: Mapping[str, list[dict[str, str]]]) -> None:
    """Above the guide's own limit there is no recommendation, but a list of what to gather first."""
    page = reader.page
    given = {question: "?" if question != "extra-routes" else chosen for question, chosen in stories["which-approach"][0].items()}
    page.goto(f"{server}{APPROACH}#{_fragment(given)}")
    reader.expect_result()
    expect(page.locator(".wm-answer")).to_contain_text("Gather these first")
    assert reader.answer == []


def test_an_outdated_link(reader: Any, server: str) -> None:
    """A link of an earlier version says what the same answers led to, and what they lead to now."""
    page = reader.page
    page.goto(f"{server}{PSR}#v=0.9.0&psr-in-scope=no&o=direct-award-a")
    reader.expect_result()
    note = page.locator(".wm-note").first
    expect(note).to_contain_text("This guidance changed")
    expect(note).to_contain_text("Direct award process A")
    expect(note).to_contain_text(reader.answer[0])


def test_a_damaged_link(reader: Any, server: str) -> None:
    """What cannot be used is named, and the rest still works."""
    page = reader.page
    page.goto(f"{server}{PSR}#v=2.0.0&psr-in-scope=yes&psr-doing=nonsense&nothing=here&%E0%A4%A")
    expect(page.locator(".wm-note").first).to_contain_text("nonsense")
    expect(page.locator(".wm-note").first).to_contain_text("nothing")
    expect(page.locator('input[name="psr-doing"]').first).to_be_visible()


def test_hostile_links_do_nothing(reader: Any, server: str) -> None:
    """Markup in a link is shown as text and never runs."""
    page = reader.page
    page.goto(f"{server}{PSR}#v=%3Cimg%20src=x%20onerror=alert(1)%3E&%3Cscript%3E=1&psr-in-scope=%3Cb%3E&o=%3Ci%3E&__proto__=x&constructor=y")
    expect(page.locator(".wm-note").first).to_be_visible()
    assert page.locator("[data-module=guide] :is(img, script, b, i)").count() == 0


def test_facts_travel_to_another_guide(reader: Any, server: str, stories: Mapping[str, list[dict[str, str]]]) -> None:
    """Answers to shared facts arrive in the next guide as already answered, with a way to change them."""
    page = reader.page
    page.goto(f"{server}{APPROACH}#{_fragment(stories['which-approach'][0])}")
    reader.expect_result()
    page.locator('main a[href*="#"][href*="decision-trees/"]').first.click()
    expect(page.locator(".wm-note")).to_contain_text("Already answered")
    page.get_by_role("link", name=re.compile("^Change")).first.click()
    expect(page.locator("fieldset")).to_be_visible()


def test_own_weights(reader: Any, server: str, stories: Mapping[str, list[dict[str, str]]]) -> None:
    """A reader's weights are scaled to 100, live in the link, and are compared with the authors' own."""
    page = reader.page
    page.goto(f"{server}{APPROACH}#{_fragment(stories['which-approach'][0])}")
    reader.expect_result()
    page.get_by_text("Change the weights").click()
    page.locator("#weight-need").fill("1")
    for factor in ("community", "supply", "delivery"):
        page.locator(f"#weight-{factor}").fill("0" if factor != "delivery" else "2")
    page.get_by_role("button", name="Use these weights").click()
    expect(page.locator(".wm-part--weights .wm-note")).to_contain_text("With your weights")
    expect(page.locator("#weight-need")).to_have_value("33")
    expect(page.locator("#weight-delivery")).to_have_value("67")
    assert "w=" in reader.fragment
    page.get_by_role("button", name="Use the authors' weights").click()
    expect(page.locator("#weight-need")).to_have_value("25")


def test_start_again(reader: Any, server: str) -> None:
    """Start again forgets every answer."""
    page = reader.page
    page.goto(f"{server}{PSR}#{ASKED}")
    reader.expect_result()
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.locator("fieldset")).to_be_visible()
    assert page.locator("input:checked").count() == 0


def test_copy_link(visit: Callable, server: str) -> None:
    """Copy link puts the address of the result on the clipboard and says so."""
    reader = visit(permissions=["clipboard-read", "clipboard-write"])
    page = reader.page
    page.goto(f"{server}{PSR}#{ASKED}")
    reader.expect_result()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_nothing_is_stored(reader: Any, server: str) -> None:
    """After a whole journey there is no cookie and nothing in the browser's stores."""
    page = reader.page
    page.goto(f"{server}{PSR}#{ASKED}")
    reader.expect_result()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_source_is_shown_without_losing_the_answers(reader: Any, server: str) -> None:
    """The number of a source leads to it on the page; the address keeps the answers."""
    page = reader.page
    page.goto(f"{server}{PSR}#{ASKED}")
    reader.expect_result()
    before = reader.fragment
    page.locator(".wm-jumps a", has_text="Sources").click()
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_focused()
    assert reader.fragment == before


def test_the_answer_then_why_then_what_would_change_it(reader: Any, server: str, stories: Mapping[str, list[dict[str, str]]]) -> None:
    """The plain answer is first, even in a close call, then the reasons, then what would change it, and only then what to do about it."""
    page = reader.page
    page.goto(f"{server}{APPROACH}#{_fragment(stories['which-approach'][0])}")
    reader.expect_result()
    parts = page.locator(".wm-result h2").all_inner_texts()[len(reader.answer) :]
    wanted = ["At a glance", "Why", "What this rests on", "What would change this", "What to watch", "Next steps", "Cases like yours", "Your answers"]
    assert [part for part in parts if part in wanted] == wanted
    box = page.locator(".wm-answer > *")
    expect(box.first).to_contain_text(reader.answer[0])
    expect(box.last).to_contain_text("This is a close call.")


def test_none_is_not_said_while_more_would_be_asked(reader: Any, server: str) -> None:
    """Where another answer would lead to further questions, the result is not said to be the same whatever is answered."""
    page = reader.page
    page.goto(f"{server}{PSR}#v=2.0.0&psr-in-scope=no")
    reader.expect_result()
    part = page.locator(".wm-part--would_change")
    expect(part).to_contain_text("You would be asked more")
    expect(part).not_to_contain_text("No other answers")


def test_a_result_prints_on_two_sheets(reader: Any, server: str, stories: Mapping[str, list[dict[str, str]]]) -> None:
    """A result with a ranking, gates, cases and twenty answers fits on two sheets of A4."""
    page = reader.page
    page.goto(f"{server}{APPROACH}#{_fragment(stories['which-approach'][0])}")
    reader.expect_result()
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert sheets <= 2
