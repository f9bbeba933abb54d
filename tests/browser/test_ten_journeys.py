"""Ten stories, as commissioners would tell them, walked from Home through Prepare and from guide to guide to what has to lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from waymark_guide.reading.yaml_nodes import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator
    from tests.browser.conftest import Reader

STORIES_FILE = Path(__file__).with_name("ten_journeys.yaml")
PREPARE = Path(__file__).parent.parent.parent / "content" / "prepare.yaml"
SHORT = re.compile(r"\b[A-Z][A-Z0-9]{1,}s?\b")
PLAIN = frozenset({"BBC", "GOV", "NHS", "UK", "VAT"})
"""Short forms that every reader of these pages uses in full speech."""
LATIN = re.compile(r"\b(?:e\.g|i\.e|etc|viz)\b")


@dataclass(frozen=True)
class Walk:
    """One story as it is walked, with a pointer or by keyboard alone.

    Attributes:
        reader: the browser's page.
        story: the story, as the file has it.
        unexplained: short forms that stood on some view with no meaning next to them.
    """

    reader: Reader
    story: dict[str, Any]
    unexplained: set[str] = field(default_factory=set)

    @property
    def by_keyboard(self) -> bool:
        """Whether the pointer stays untouched."""
        return self.story.get("by") == "keyboard"

    def press(self, target: Locator) -> None:
        """Follow a link or press a button, in this walk's way; what hides it is opened first."""
        target = target.first
        for folded in target.locator("xpath=ancestor::details[not(@open)]/summary").all():
            self._press(folded)
        self._press(target)

    def _press(self, target: Locator) -> None:
        if not self.by_keyboard:
            target.click()
            return
        self.reader.tab_to(target)
        self.reader.page.keyboard.press("Enter")

    def tick(self, question: str, option: str) -> None:
        """Choose one answer, in this walk's way."""
        inputs = self.reader.page.locator(f'input[name="{question}"]')
        wanted = self.reader.page.locator(f'input[name="{question}"][value="{option}"]')
        if not self.by_keyboard:
            wanted.check()
            return
        chosen = self.reader.page.locator(f'input[name="{question}"]:checked')
        first = wanted if inputs.first.get_attribute("type") == "checkbox" else chosen if chosen.count() else inputs.first
        self.reader.tab_to(first)
        self.reader.page.keyboard.press("Space")
        for _ in range(inputs.count()):
            if not wanted.is_checked():
                self.reader.page.keyboard.press("ArrowDown")
        expect(wanted).to_be_checked()

    def prepare(self) -> None:
        """From Home to Prepare, and every fact of the story entered there, part by part."""
        page = self.reader.page
        self.press(page.locator('main a[href$="prepare/"], main a[href*="prepare/#"]'))
        expect(page.locator(".wm-prepare__count")).to_be_visible()
        facts = dict(self.story["facts"])
        for part, asked in _parts():
            here = [fact for fact in asked if fact in facts]
            if not here:
                continue
            self.press(page.locator(f'.wm-task [data-view="{part}"]'))
            for fact in here:
                expect(page.locator(f'input[name="{fact}"]').first).to_be_visible()
                self.tick(fact, facts.pop(fact))
            self.press(page.get_by_role("link", name="All the parts").last)
        assert not facts, "Prepare does not ask for every fact of the story"

    def begin(self, guide: str, step: dict[str, Any]) -> None:
        """To the guide: by a link of the page that is open, from the list of guides, or by changing an answer."""
        page = self.reader.page
        if "change" in step:
            self.press(page.locator(f'[data-change="{step["change"]}"]'))
            return
        if step.get("from") == "guides":
            self.press(page.locator(".wm-nav a", has_text="Guides"))
        elif "part" in step:
            self.press(page.locator(f'.wm-task [data-view="{step["part"]}"]'))
        self.press(page.locator(f'main a[href*="decision-trees/{guide}/"]:visible, main details:not([open]) a[href*="decision-trees/{guide}/"]'))
        page.wait_for_url(re.compile(f"/decision-trees/{guide}/"))

    def answer(self, answers: dict[str, str]) -> None:
        """Give each answer that is asked for, and no other, until the result."""
        page = self.reader.page
        start = page.get_by_role("link", name="Start", exact=True)
        inputs = page.locator(".wm-question input")
        expect(start.or_(inputs.first).first).to_be_visible()
        if start.count() and not inputs.count():
            self.press(start)
        asked: list[str] = []
        while self.reader.heading.inner_text() != "Result":
            expect(inputs.first).to_be_visible()
            question = str(inputs.first.get_attribute("name"))
            assert question in answers, f"the story does not answer {question}"
            self.look()
            for option in answers[question].split(","):
                self.tick(question, option)
            asked.append(question)
            self.press(page.get_by_role("button", name="Continue"))
            expect(page.locator(f'.wm-question input[name="{question}"]')).to_have_count(0)
        assert not set(asked) ^ set(answers), "the guide asked for something else than the story tells"

    def look(self) -> None:
        """Note short forms with no meaning next to them, and Latin ones; names of sources stay as they are published."""
        text = self.reader.page.locator("main").evaluate(
            """main => {
                const copy = main.cloneNode(true);
                const left = ".wm-cited, .wm-cite, [class*=source], [hidden], script, template";
                for (const part of copy.querySelectorAll(left)) part.remove();
                const texts = [];
                for (const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT); walk.nextNode();) texts.push(walk.currentNode.data);
                return texts.join(" ");
            }"""
        )
        explained = set(re.findall(r"(?:\(|known\s+as)\s*([A-Z][A-Z0-9]+s?)", text))
        self.unexplained.update(set(SHORT.findall(text)) - PLAIN - explained)
        self.unexplained.update(LATIN.findall(text))


def _read(path: Path) -> Any:
    node, troubles = parse(path.read_text(encoding="utf-8"))
    assert node is not None
    assert not troubles
    return node.data()


def _read_story() -> list[dict[str, Any]]:
    texts: list[dict[str, Any]] = _read(STORIES_FILE)["journeys"]
    return texts


def _parts() -> Iterator[tuple[str, list[str]]]:
    """Each part of Prepare, with the facts that it asks for."""
    for part in _read(PREPARE)["sections"]:
        yield part["id"], [fact for item in part["items"] for fact in item.get("facts", ())]


@pytest.mark.parametrize("story", _read_story(), ids=lambda story: story["id"])
def test_a_story_leads_where_it_should(story: dict[str, Any], reader: Reader, server: str) -> None:
    """From Home through Prepare and the guides, what has to lead leads; the cautions and cases that matter are there; nothing goes unexplained."""
    walk = Walk(reader, story)
    page = reader.page
    page.goto(f"{server}/")
    walk.prepare()
    for step in story["guides"]:
        walk.begin(step["guide"], step)
        walk.answer(step["answers"])
        reader.expect_result()
        assert reader.answer == step["leads"]
        texts = re.sub(r"\s+", " ", str(page.locator("main").text_content()))
        for words in step.get("says", ()):
            assert words in texts
        for case in step.get("cases", ()):
            assert page.locator(f'.wm-part--cases a[href*="case-studies/{case}/"]').count(), f"{case} is not among the cases"
        walk.look()
    assert not walk.unexplained
