"""A real Chromium for the journeys. Every test fails if a page asks another host for anything, or a script breaks."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request

ROOT = Path(__file__).parent.parent.parent
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WAIT = 10_000
"""How long to wait for something that should be there at once, in milliseconds: machines are sometimes busy."""
MOST_TABS = 150
expect.set_options(timeout=WAIT)


@dataclass
class Watch:
    """What happened behind the pages.

    Attributes:
        requested: every address that was asked for.
        broken: errors of scripts.
        refused: what the pages' own security policy did not let them do.
    """

    requested: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Note a request."""
        self.requested.append(request.url)

    def said(self, message: ConsoleMessage) -> None:
        """Note what the browser refused to do for a page."""
        if "Content Security Policy" in message.text:
            self.refused.append(message.text)

    @property
    def elsewhere(self) -> set[str]:
        """The hosts that are not this machine."""
        addresses = [urlsplit(url) for url in self.requested]
        return {str(each.hostname) for each in addresses if each.scheme in {"http", "https", "ws", "wss"} and each.hostname != "127.0.0.1"}


@dataclass(frozen=True)
class Reader:
    """A reader at a guide, with a pointer or by keyboard alone."""

    page: Page

    @property
    def fragment(self) -> str:
        """What the address holds after the `#`."""
        return urlsplit(self.page.url).fragment

    @property
    def heading(self) -> Locator:
        """The page's one main heading."""
        return self.page.get_by_role("heading", level=1)

    @property
    def answer(self) -> list[str]:
        """The plain answer: the titles in it."""
        return self.page.locator(".wm-answer h2").all_inner_texts()

    def choose(self, answers: Mapping[str, str]) -> None:
        """Give answers by question id, each on its own view; `?` is "I don't know", several are joined by commas."""
        for question, chosen in answers.items():
            inputs = self.page.locator(f'input[name="{question}"]')
            expect(inputs.first).to_be_visible()
            for option in chosen.split(","):
                self.page.locator(f'input[name="{question}"][value="{option}"]').check()
            self.go_on()
            expect(inputs).to_have_count(0)

    def go_on(self) -> None:
        """Press Continue."""
        self.page.get_by_role("button", name="Continue").click()

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the target has focus."""
        element = target.element_handle()  # looked up once: there may be very many tabs
        for _ in range(MOST_TABS):
            if element.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        message = f"Tab never reached {target}."
        raise AssertionError(message)

    def choose_by_keyboard(self, answers: Mapping[str, str]) -> None:
        """The same as `choose`, with Tab, arrows, Space and Enter."""
        for question, chosen in answers.items():
            inputs = self.page.locator(f'input[name="{question}"]')
            wanted = self.page.locator(f'input[name="{question}"][value="{chosen}"]')
            expect(inputs.first).to_be_visible()
            expect(self.heading).to_be_focused()
            if inputs.first.get_attribute("type") == "checkbox":
                self.tab_to(wanted)
                self.page.keyboard.press("Space")
            else:
                self.tab_to(inputs.first)
                self.page.keyboard.press("Space")
                for _ in range(inputs.count()):
                    if not wanted.is_checked():
                        self.page.keyboard.press("ArrowDown")
            expect(wanted).to_be_checked()
            self.tab_to(self.page.get_by_role("button", name="Continue"))
            self.page.keyboard.press("Enter")
            expect(inputs).to_have_count(0)

    def expect_result(self) -> None:
        """Wait for the result."""
        expect(self.heading).to_have_text("Result")
        expect(self.page.get_by_role("heading", name="Your answers")).to_be_visible()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own where the system has none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stories() -> dict[str, list[dict[str, str]]]:
    """The answers of every worked example, by guide: question id → option ids joined by commas."""
    trees = read_knowledge_base(ROOT).knowledge_base.trees
    return {tree.id: [{question: ",".join(options) for question, options in test.given.items()} for test in tree.tests] for tree in trees.values()}


@pytest.fixture
def watch() -> Watch:
    """What the pages of one test asked for."""
    return Watch()


@pytest.fixture
def visit(chromium: Browser, watch: Watch) -> Iterator[Callable[..., Reader]]:
    """Open a new reader's page. It takes any option of a browser context, such as `java_script_enabled=False`."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Reader:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options})
        contexts.append(context)
        context.set_default_timeout(WAIT)
        context.on("request", watch.request)
        context.on("console", watch.said)
        context.on("weberror", lambda error: watch.broken.append(str(error.error)))
        return Reader(context.new_page())

    yield open_page
    for context in contexts:
        context.close()
    assert not watch.elsewhere, "a page asked another host"
    assert not watch.broken, "a script broke"
    assert not watch.refused, "a page asked for something that its own policy forbids"


@pytest.fixture
def reader(visit: Callable[..., Reader]) -> Reader:
    """A new reader at 1280 pixels."""
    return visit()
