"""The form for a case study in a real browser: filled by keyboard, every kind of mistake made and mended, saved, opened again, and never lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.test_axe import OPTIONS
from tests.days import TODAY, environment_on

from waymark_guide.contribute.scaffold import make_scaffold
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.reading.content_files import parse_document
from waymark_guide.reading.decode import decode
from waymark_guide.reading.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
PATH = "/contribute/case-study/"
KIND = next(kind for kind in KINDS if kind.name == "case-study")
SECTIONS = ("what", "where", "how", "story", "sources", "figures", "lessons", "sure", "situation", "about", "more")
CASES = sorted(path.stem for path in (ROOT / "case_studies").glob("*.yaml"))
TYPED = {
    "what": {
        "f-title": "A warm hall in Hull",
        "f-summary": "Neighbours opened a church hall and kept it warm for two winters. Then the gas bill ended it.",
        "f-status": "ended",
        "f-status_note": "It ended in March 2024, when the money for gas ran out.",
        "f-dates-started": "5 November 2022",
        "f-dates-ended": "31/3/2024",
    },
    "where": {
        "f-places-0-name": "Newland, Hull",
        "f-places-0-scope": "ward",
        "f-places-0-gss": "E06000010",
        "f-organisations-0-name": "Hall Friends",
        "f-organisations-0-role": "provider",
        "f-organisations-0-sector": "vcse",
    },
    "how": {"f-approaches": "grants", "f-themes": "mutual-help", "f-arrangement-route": "grant"},
    "story": {
        "f-need": "It was cold. Gas was dear: some chose between heat and food.",
        "f-what_happened": "They lit the stove.\n\n- On Mondays\n- On Fridays",
        "f-why_it_worked": "They lived near.",
        "f-what_it_needed": "A stove, and a key.",
        "f-where_it_might_not_fit": "Places without a hall.",
    },
    "sources": {
        "f-sources-0-title": "Warm hall opens: neighbours say 'yes'",
        "f-sources-0-url": "https://example.org/hull?a=1&b=2#top",
        "f-sources-0-accessed": "22 November 2026",
    },
    "lessons": {"f-lessons-0-kind": "caution", "f-lessons-0-text": "Ask about the gas first."},
    "sure": {
        "f-evidence-level": "0",
        "f-evidence-basis": "One news item. Nothing was counted.",
        "f-evidence-assessed_by": "waymark-editors",
        "f-evidence-assessed_on": "22 Nov 2026",
    },
    "about": {
        "f-consent-basis": "public-sources",
        "f-consent-personal_stories": "no",
        "f-interests": "None.",
        "f-contributors": "waymark-editors",
        "f-review-last_verified": "2026-11-22",
        "f-review-next_review": "2027-11-22",
    },
}
"""What is typed or chosen, by section and by the id of the control."""


@pytest.fixture
def visit(visit: Callable[..., Any]) -> Callable[..., Any]:
    """Open a reader's page, for which it is the day on which the dates here were written: the form compares them with today."""

    def open_page(**options: Any) -> Any:
        reader = visit(**options)
        reader.page.clock.set_fixed_time(datetime.combine(TODAY, time(12), tzinfo=UTC))
        return reader

    return open_page


def opened(reader: Any, server: str, fragment: str = "") -> Page:
    """The form on a reader's page."""
    page: Page = reader.page
    page.goto(f"{server}{PATH}{fragment}")
    expect(page.locator("#form-app")).to_be_visible()
    return page


def section(page: Page, name: str) -> None:
    """Turn to a section."""
    page.evaluate("fragment => { location.hash = fragment }", f"section={name}" if name else "")
    expect(page.locator("form[novalidate]" if name else ".wm-tasks")).to_be_visible()


def text_of(page: Page) -> str:
    """The file that the page of answers shows."""
    page.evaluate("location.hash = 'check'")
    return page.locator("#form-file").text_content() or ""


def case_of(text: str) -> CaseStudy:
    """The model of a text."""
    document, troubles = parse_document("case_studies/x.yaml", text, KIND)
    case, findings = decode(document, CaseStudy, "C")
    assert [*troubles, *findings] == []
    assert case is not None
    return case


def give(reader: Any, control: str, value: str) -> None:
    """Fill in one control by keyboard alone."""
    page: Page = reader.page
    group = page.locator(f'[id="{control}"]')
    found = group if group.count() and group.evaluate("each => /^(INPUT|TEXTAREA|SELECT)$/.test(each.tagName)") else None
    if found is None:
        choice = page.locator(f'input[type=radio][name="{control}"]')
        if choice.count():
            reader.tab_to(choice.first)
            page.keyboard.press("Space")
            wanted = page.locator(f'input[name="{control}"][value="{value}"]')
            for _ in range(choice.count()):
                if not wanted.is_checked():
                    page.keyboard.press("ArrowDown")
            expect(wanted).to_be_checked()
        else:
            reader.tab_to(page.locator(f'input[type=checkbox][id^="{control}-"][value="{value}"]'))
            page.keyboard.press("Space")
        return
    reader.tab_to(found)
    if found.evaluate("each => each.tagName") == "SELECT":
        for _ in range(found.locator("option").count()):
            if found.input_value() != value:
                page.keyboard.press("ArrowDown")
        expect(found).to_have_value(value)
    else:
        page.keyboard.insert_text(value)


def press(reader: Any, target: Locator) -> None:
    """Tab to a link or button, and press Enter."""
    reader.tab_to(target)
    reader.page.keyboard.press("Enter")


def test_filled_by_keyboard_it_passes_the_check(reader: Any, server: str, tmp_path: Path) -> None:
    """A reader with a keyboard only fills in every section, looks over the answers and saves a file that `waymark check` takes without an error."""
    page = opened(reader, server)
    for name, typed in TYPED.items():
        press(reader, page.locator(f'a[href="#section={name}"]'))
        expect(page.locator("#form-title")).to_be_focused()
        for control, value in typed.items():
            give(reader, control, value)
        press(reader, page.get_by_role("button", name="Continue"))
        expect(page.locator(f"#state-{name}")).to_have_text("Done")
    press(reader, page.get_by_role("link", name="Check your answers"))
    expect(page.get_by_text("No mistakes were found in your answers.")).to_be_visible()
    assert page.get_by_role("link", name="Change").count() > 20
    with page.expect_download() as saving:
        press(reader, page.get_by_role("button", name="Download the file"))
    assert saving.value.suggested_filename == "a-warm-hall-in-hull.yaml"
    base = tmp_path / "base"
    for name in ("content", "decision_trees", "case_studies"):
        shutil.copytree(ROOT / name, base / name)
    shutil.copy(ROOT / "mkdocs.yml", base)
    saving.value.save_as(base / "case_studies" / saving.value.suggested_filename)
    checked = subprocess.run(
        [sys.executable, "-m", "waymark_guide", "check", "--root", str(base), "case_studies/a-warm-hall-in-hull.yaml"],
        cwd=ROOT, env=environment_on(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    case = case_of((base / "case_studies" / saving.value.suggested_filename).read_text(encoding="utf-8"))
    assert case.dates.ended == "2024-03-31"
    assert case.sources[0].id == "warm-hall-opens-neighbours-say-yes"  # type: ignore[union-attr]
    assert case.what_happened == "They lit the stove.\n\n- On Mondays\n- On Fridays"


MISTAKES = {
    "missing": ("what", {}, "f-title", "This file has no “Title”.", {"f-title": "A hall"}),
    "too short": ("what", {"f-summary": "Too short"}, "f-summary", "“Summary” has 9 characters, and 40 are the least.", {"f-summary": "word " * 12}),
    "no date": ("what", {"f-dates-started": "soon"}, "f-dates-started", '“Began” cannot be "soon".', {"f-dates-started": "2021"}),
    "order of dates": (
        "what",
        {"f-dates-started": "2022", "f-dates-ended": "March 2020"},
        "f-dates-ended",
        "The end, March 2020, comes before the start, 2022.",
        {"f-dates-ended": "2023"},
    ),
    "no id": ("what", {"f-id": "A Hall!"}, "f-id", '"A Hall!" cannot be an id.', {"f-id": "a-hall"}),
    "no number": ("where", {"f-places-0-lat": "north", "f-places-0-lon": "1"}, "f-places-0-lat", "“Latitude” cannot be", {"f-places-0-lat": "53.7"}),
    "no address": (
        "where",
        {"f-organisations-0-url": "www.example.org"},
        "f-organisations-0-url",
        "“Web address” cannot be",
        {"f-organisations-0-url": "https://example.org"},
    ),
    "code of another size": (
        "where",
        {"f-places-0-scope": "ward", "f-places-0-gss": "E12000003"},
        "f-places-0-gss",
        'The code E12000003 does not belong to the scope "ward".',
        {"f-places-0-gss": "E08000035"},
    ),
    "HTML": ("story", {"f-need": "It was <b>cold</b>."}, "f-need", "There is HTML in this text: <b>", {"f-need": "It was cold."}),
    "unsafe link": ("story", {"f-need": "A [hall](javascript:alert(1))."}, "f-need", 'A link begins with "javascript:".', {"f-need": "A hall."}),
    "unknown guide": ("story", {"f-need": "See [it](/decision-trees/x/)."}, "f-need", 'There is no decision tree "x".', {"f-need": "It was cold."}),
    "used twice": (
        "sources",
        {"f-sources-0-id": "one", "f-sources-1-id": "one"},
        "f-sources-1-id",
        'The id "one" is used twice here',
        {"f-sources-1-id": "two"},
    ),
    "date to come": ("sources", {"f-sources-0-title": "A page", "f-sources-0-accessed": "2999-01-01"}, "", "", {}),
}
"""Section, what is typed, the control at fault, the beginning of what is said, and what mends it."""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_and_mended(reader: Any, server: str, name: str) -> None:
    """A mistake is named in a summary that takes the focus and leads to the field, and next to the field; mended, it is gone."""
    where, typed, control, says, mended = MISTAKES[name]
    page = opened(reader, server, f"#section={where}")
    if any("-1-" in each for each in typed):
        page.locator("#f-sources-add").click()
    for each, value in typed.items():
        fill(page, each, value)
    page.get_by_role("button", name="Continue").click()
    problem = page.locator("#form-problem")
    expect(problem).to_be_focused()
    expect(problem.get_by_role("heading")).to_have_text("There is a problem")
    assert page.title().startswith("Error: ")
    if not control:
        expect(page.locator(".wm-problem--advice")).to_contain_text("which is still to come")
        return
    link = problem.get_by_role("link").filter(has_text=says).first
    expect(link).to_be_visible()
    found = page.locator(f"[id='{control}']")
    next_to_it = found.locator("xpath=ancestor::*[contains(@class, 'wm-field')][1]").locator(".wm-field__error").first
    expect(next_to_it).to_contain_text(says)
    link.click()
    expect(found).to_be_focused()
    expect(found).to_have_attribute("aria-invalid", "true")
    assert str(next_to_it.get_attribute("id")) in str(found.get_attribute("aria-describedby")).split()
    for each, value in mended.items():
        fill(page, each, value)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".wm-problem, .wm-tasks").first).to_be_visible()
    assert page.locator("#form-problem").get_by_role("link").filter(has_text=says).count() == 0


def fill(page: Page, control: str, value: str) -> None:
    """Fill in one control with a pointer."""
    found = page.locator(f"[id='{control}']")
    if found.evaluate("each => each.tagName") == "SELECT":
        found.select_option(value)
    else:
        found.fill(value)
        found.blur()


def test_money_needs_the_year_of_its_prices(reader: Any, server: str) -> None:
    """A rule across fields of a figure is reported at the field to fill in, with the figure named."""
    page = opened(reader, server, "#section=figures")
    page.get_by_role("button", name="Add: figure").click()
    expect(page.locator("#f-figures-0-label")).to_be_focused()
    for control, value in {"label": "Grant", "kind": "input-cost", "value": "600", "unit": "GBP", "period": "2020"}.items():
        fill(page, f"f-figures-0-{control}", value)
    page.get_by_role("button", name="Continue").click()
    link = page.locator("#form-problem").get_by_role("link").filter(has_text='"Grant" is an amount of money without a price year.')
    expect(link).to_contain_text("Figure 1: Year of the prices: ")
    link.click()
    expect(page.locator("#f-figures-0-price_year")).to_be_focused()


def test_groups_are_added_removed_and_put_back(reader: Any, server: str) -> None:
    """Adding a group puts the focus into it; removing one keeps the others, is announced, and can be undone."""
    page = opened(reader, server, "#section=lessons")
    for place in range(3):
        if place:
            page.get_by_role("button", name="Add another: lesson").click()
            expect(page.locator(f"#f-lessons-{place}-kind")).to_be_focused()
        page.locator(f"#f-lessons-{place}-text").fill(f"Lesson {place + 1}.")
    page.get_by_role("button", name="Remove Lesson 2").click()
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    expect(page.locator("#form-status")).to_have_text("Removed: Lesson 2.")
    assert [page.locator(f"#f-lessons-{place}-text").input_value() for place in range(2)] == ["Lesson 1.", "Lesson 3."]
    page.keyboard.press("Enter")
    assert [page.locator(f"#f-lessons-{place}-text").input_value() for place in range(3)] == ["Lesson 1.", "Lesson 2.", "Lesson 3."]


def test_every_case_goes_through_the_form_unchanged(reader: Any, server: str) -> None:
    """Each published case, opened in the form, makes a file with an equal model."""
    page = opened(reader, server)
    for name in CASES:
        page.evaluate("fragment => { location.hash = fragment }", f"from={name}")
        expect(page.locator("#form-notice")).to_contain_text(f"“{name}” is open.")
        assert case_of(text_of(page)) == case_of((ROOT / "case_studies" / f"{name}.yaml").read_text(encoding="utf-8")), name


@pytest.mark.parametrize("name", [CASES[3], CASES[17], "slung-low"])
def test_looking_at_every_section_changes_nothing(reader: Any, server: str, name: str) -> None:
    """Opened from its own page, a case can be looked at and saved section by section, and stays as it was."""
    reader.page.goto(f"{server}/case-studies/{name}/")
    reader.page.get_by_role("link", name="Correct this page in the form").click()
    page: Page = reader.page
    expect(page.locator("#form-notice")).to_contain_text(f"“{name}” is open.")
    for each in SECTIONS:
        section(page, each)
        page.get_by_role("button", name="Continue").click()
        expect(page.locator(".wm-tasks")).to_be_visible()
    assert case_of(text_of(page)) == case_of((ROOT / "case_studies" / f"{name}.yaml").read_text(encoding="utf-8"))


def test_what_was_typed_is_there_again(reader: Any, server: str) -> None:
    """Reloading, or going to another page and back, brings back what was typed; closing asks first; nothing is put into lasting storage."""
    page = opened(reader, server, "#section=what")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#f-title").press_sequentially("A hall")
    page.reload()
    expect(page.locator("#f-title")).to_have_value("A hall")
    page.locator("#f-title").press("End")
    page.locator("#f-title").press_sequentially(" in Hull")
    page.goto(f"{server}/about/")
    page.go_back()
    expect(page.locator("#f-title")).to_have_value("A hall in Hull")
    assert asked
    assert set(asked) == {"beforeunload"}
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert "hall" not in page.url


def test_a_draft_is_saved_and_opened_again(reader: Any, visit: Callable[..., Any], server: str, tmp_path: Path) -> None:
    """A half-filled form is saved as a file, and goes on from there in another tab."""
    page = opened(reader, server, "#section=what")
    page.locator("#f-title").fill("A hall: half done")
    section(page, "")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save a draft").click()
    expect(page.locator("#form-notice")).to_have_text("Saved to your device as a-hall-half-done.yaml.")
    file = tmp_path / "draft.yaml"
    saving.value.save_as(file)
    other = opened(visit(), server)
    other.locator("#form-open").set_input_files(file)
    expect(other.locator("#form-notice")).to_contain_text("“draft.yaml” is open.")
    section(other, "what")
    expect(other.locator("#f-title")).to_have_value("A hall: half done")


HOSTILE = """title: '<img src=x onerror=alert(1)><script>alert(1)</script>'
need: |-
  [click](javascript:alert(1)) {{constructor.constructor('alert(1)')()}}
status: '"><svg onload=alert(1)>'
places: '<b>not a list</b>'
lessons: [[1], {kind: {a: b}, text: [x]}, text]
facts: {'<i>': [a, b], __proto__: {x: y}}
figures: [{id: [x]}]
approaches: ['../../x', {a: b}]
__proto__: {polluted: 'yes'}
constructor: {prototype: {polluted: 'yes'}}
'<img src=x onerror=alert(2)>': x
"""


def test_a_hostile_file_is_only_text(reader: Any, server: str, tmp_path: Path) -> None:
    """A file full of scripts, wrong shapes and odd names is shown as text in every view, changes no program, and nothing of it is lost."""
    page = opened(reader, server)
    spoken: list[str] = []
    page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.accept()))
    file = tmp_path / "hostile.yaml"
    file.write_text(HOSTILE, encoding="utf-8")
    page.locator("#form-open").set_input_files(file)
    expect(page.locator("#form-notice")).to_contain_text("is open.")
    for name in SECTIONS:
        section(page, name)
        page.get_by_role("button", name="Continue").click()
    written = text_of(page)
    assert page.locator("#form-app :is(img, script, svg, b, i)").count() == 0
    assert page.evaluate("({}).polluted") is None
    document, troubles = parse_document("case_studies/x.yaml", written, KIND)
    before, _ = parse_document("case_studies/x.yaml", HOSTILE, KIND)
    assert troubles == []
    assert document.node is not None
    assert before.node is not None
    data = document.node.data()
    assert data.pop("schema") == "case-study/1"
    assert data.pop("licence") == "CC-BY-4.0"
    assert data == before.node.data()
    assert spoken == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: &a x\nsummary: *a\n", "repeats or converts values"),
        ("title: !!python/object/apply:os.system ['x']\n", "repeats or converts values"),
        ("title: x\ntitle: y\n", "gives a field twice, on line 2"),
        ("title: a: b\n", "could not be read as YAML"),
        ("[" * 2000, "too deeply nested"),
        ("- x\n", "is not a case study"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(reader: Any, server: str, tmp_path: Path, text: str, says: str) -> None:
    """A file that hides or repeats values, or is none, is refused in plain words, and what was typed stays."""
    page = opened(reader, server, "#section=what")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#f-title").fill("Typed before")
    section(page, "")
    file = tmp_path / "file.yaml"
    file.write_text(text, encoding="utf-8")
    page.locator("#form-open").set_input_files(file)
    expect(page.locator("#form-notice")).to_contain_text(says)
    section(page, "what")
    expect(page.locator("#f-title")).to_have_value("Typed before")


def test_a_case_is_found_and_opened(reader: Any, server: str) -> None:
    """The names of the cases come when a person looks for one; a few letters find it, and its link opens it."""
    page = opened(reader, server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    box = page.get_by_role("searchbox", name="A case on this site")
    assert page.locator(".wm-found li").count() == 0
    reader.tab_to(box)
    page.keyboard.type("slung")
    expect(page.get_by_role("status").filter(has_text="1 case")).to_be_visible()
    assert [url.rpartition("/")[2] for url in asked if "/data/" in url] == ["case-names.js"]
    press(reader, page.locator(".wm-found").get_by_role("link"))
    expect(page.locator("#form-notice")).to_contain_text("“slung-low” is open.")


def test_another_case_is_named_by_words_of_its_title(reader: Any, server: str) -> None:
    """However many cases there are, a few are offered for what is typed; the one that is meant is taken, and its title read out."""
    page = opened(reader, server, "#section=more")
    press(reader, page.get_by_role("button", name="Add: related case"))
    box = page.get_by_label("The other case")
    assert page.locator("[data-path*=relations] option").count() < 10
    reader.tab_to(box)
    page.keyboard.type("the")
    assert 1 < page.locator("#f-relations-0-case-list option").count() <= 8
    box.fill("")
    page.keyboard.type("slung")
    page.keyboard.press("Tab")
    expect(box).to_have_value("slung-low")
    expect(box).to_have_accessible_description(re.compile("Slung Low"))
    assert "case: slung-low\n" in text_of(page)
    section(page, "more")
    fill(page, "f-relations-0-case", "nobody-knows-it")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#form-problem")).to_contain_text('There is no case study "nobody-knows-it".')
    expect(box).to_have_value("nobody-knows-it")


def test_without_the_names_of_the_cases(reader: Any, server: str) -> None:
    """Where the list of cases does not load, the form says what it cannot check, and goes on."""
    reader.page.route("**/data/case-names.js", lambda route: route.abort())
    page = opened(reader, server, "#section=what")
    expect(page.locator("#form-notice")).to_contain_text("did not load")
    expect(page.locator("#f-title")).to_be_visible()


def test_only_needed_sections_are_counted(reader: Any, server: str) -> None:
    """A newcomer reads how many sections every case needs, that none is done yet, and how many more are optional."""
    page = opened(reader, server)
    needed = page.get_by_text("Not started", exact=True).count()
    optional = page.get_by_text("Optional", exact=True).count()
    assert (needed + optional, optional > 0) == (len(SECTIONS), True)
    expect(page.get_by_text(f"0 of the {needed} sections that every case needs are done. The other {optional} are optional.")).to_be_visible()


def test_from_a_folder(visit: Callable[..., Any], site: Path) -> None:
    """From a file on disk the form opens a published case, checks it and saves it."""
    page: Page = visit().page
    page.goto(f"file://{site}{PATH}index.html#from=slung-low")
    expect(page.locator("#form-notice")).to_contain_text("“slung-low” is open.")
    assert text_of(page).startswith("schema: case-study/1\nid: slung-low\n")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download the file").click()
    assert saving.value.suggested_filename == "slung-low.yaml"


def test_a_new_field_appears_by_itself(reader: Any, server: str) -> None:
    """A field that is added to the model is asked for under "Anything else", kept, checked and written, without a line of script."""
    new = '{"name":"flavour","says":"How it tasted.","required":true,"of":{"is":"text","least":1,"prose":"line"}},'

    def with_field(route: Any) -> None:
        answer = route.fetch()
        begin = '"shape":{"is":"record","fields":['
        assert begin in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(begin, begin + new))

    reader.page.route(f"**{PATH}", with_field)
    page = opened(reader, server, "#section=more")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#form-problem")).to_contain_text("This file has no “Flavour”.")
    box = page.get_by_label("Flavour", exact=True)
    expect(box).to_have_accessible_description(re.compile("How it tasted"))
    box.fill("Like soup")
    page.get_by_role("button", name="Continue").click()
    assert "flavour: Like soup\n" in text_of(page)


def test_the_borrowed_reader_carries_its_licence(site: Path) -> None:
    """The licence of the YAML reader, which is not ours, is published next to it."""
    assert "Permission is hereby granted" in (site / "assets" / "vendor" / "js-yaml.LICENSE.txt").read_text(encoding="utf-8")


def test_without_script(visit: Callable[..., Any], server: str, site: Path) -> None:
    """Without script the file to fill in is shown with its hints, and can be downloaded."""
    page: Page = visit(java_script_enabled=False).page
    page.goto(f"{server}{PATH}")
    wanted = make_scaffold("case-study", "my-case", today=TODAY)[1]
    assert page.locator(".wm-form__file").text_content() == wanted
    expect(page.locator("#form-app")).to_be_hidden()
    link = page.get_by_role("link", name="Download the file to fill in")
    assert link.get_attribute("download") == "my-case.yaml"
    assert (site / "contribute" / "case-study" / "template.txt").read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(visit: Callable[..., Any], server: str, scheme: str) -> None:
    """Every section of a full case, its answers, and a section with mistakes have no fault that axe knows, wide and narrow."""
    reader = visit(color_scheme=scheme)
    page = opened(reader, server, "#from=slung-low")
    expect(page.locator("#form-notice")).to_be_visible()
    for name in ("", *SECTIONS, "check"):
        if name == "check":
            text_of(page)
        else:
            section(page, name)
        page.set_viewport_size({"width": 390 if name in {"figures", "what", "check"} else 1280, "height": 900})
        assert faults(page) == [], name
    section(page, "what")
    page.locator("#f-title").fill("")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#form-problem")).to_be_focused()
    assert faults(page) == []


def faults(page: Page) -> list[str]:
    """What axe finds."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


def test_nothing_is_cut_off_at_320_pixels(visit: Callable[..., Any], server: str) -> None:
    """On the narrowest screen no view of a full case is wider than the screen."""
    page = opened(visit(viewport={"width": 320, "height": 800}), server, "#from=slung-low")
    expect(page.locator("#form-notice")).to_be_visible()
    for name in ("", *SECTIONS, "check"):
        if name == "check":
            text_of(page)
        else:
            section(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
