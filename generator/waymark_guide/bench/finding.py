"""What it costs a reader to find a case study: bytes, seconds and memory in Chromium."""

from __future__ import annotations

import gzip
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from waymark_guide.bench.serving import Served

LIST = "case-studies/"
INDEX = "case-studies/find"
AIM_SECONDS = 1.5
RUNS = 3
AIM_BYTES = 100_000


class Step(NamedTuple):
    """Something that a reader does in the list.

    Attributes:
        done: a selector of what shows that there is a result.
    """

    name: str
    act: Callable[[Page], object]
    done: str


STEPS = (
    Step("a first filter", lambda page: page.locator("#library-form input[type=checkbox]").nth(1).check(), ".wm-in-use button"),
    Step("a first search", lambda page: page.fill("#library-words-box", "neighbours kitchen"), "[data-part=chips] button"),
    Step("a mistyped search", lambda page: page.fill("#library-words-box", "neigbours kichen"), "[data-part=meant]:not([hidden])"),
    Step("a first sort by date", lambda page: page.select_option("#library-sort", "newest"), "[data-part=more]:not([hidden])"),
)


def measure_finding(browser: Browser, served: Served) -> Iterator[str]:
    """Tell what each step fetches beyond the first view, how long it takes from the act to the result, and what the page then holds."""
    for step in STEPS:
        runs = [_taken(browser, served, step) for _ in range(RUNS)]
        seconds = median(run.seconds for run in runs)
        fetched = runs[0].fetched / 1000
        yield (
            f"{step.name} in the list of case studies: {seconds:.2f} s, median of {RUNS} ({_against(seconds, AIM_SECONDS, 's')}), "
            f"{fetched:.0f} KB gzipped more ({_against(fetched, AIM_BYTES / 1000, 'KB')}); {runs[0].found}"
        )
        yield f"  the page then: {runs[0].held}"
    yield from _index(served.site)


class Run(NamedTuple):
    """One run of a step: how long it took, the bytes that it fetched, what it found, and what the page then held."""

    seconds: float
    fetched: int
    found: str
    held: str


def _taken(browser: Browser, served: Served, step: Step) -> Run:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    served.view(page, LIST)
    begun = time.perf_counter()
    step.act(page)
    page.locator(step.done).first.wait_for()
    seconds = time.perf_counter() - begun
    page.wait_for_load_state("networkidle")
    found = page.locator("#library-results").inner_text().split(":")[-1].strip()
    run = Run(seconds, served.weigh(), found, f"{_memory(page)}, {page.locator('.wm-case').count()} case studies in it")
    page.close()
    return run


def _against(measured: float, aim: float, unit: str) -> str:
    return f"aim {aim:g} {unit} or less, {'within' if measured <= aim else 'OVER'}, ratio {measured / aim:.2f}"


def _memory(page: Page) -> str:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    told = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return f"{told['JSHeapUsedSize'] / 1e6:.1f} MB of script memory, {told['Nodes']:,.0f} nodes"


def _index(site: Path) -> Iterator[str]:
    """The whole index by its families of files: a reader fetches few of them."""
    families: dict[str, list[int]] = {}
    for file in sorted((site / INDEX).glob("*.js")):
        families.setdefault(file.stem.rstrip("0123456789"), []).append(len(gzip.compress(file.read_bytes(), 6)))
    total = sum(map(sum, families.values()))
    told = ", ".join(f"{name.rstrip('-')} {sum(sizes) / 1000:.0f} KB in {len(sizes)}" for name, sizes in families.items())
    yield f"index of the case studies: {total / 1000:.0f} KB gzipped in all, fetched in parts ({told})"
