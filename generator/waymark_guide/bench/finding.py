"""Measures what it costs a reader to find a case study: bytes, seconds and memory in Chromium."""

from __future__ import annotations

import gzip
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from waymark_guide.bench.serving import SiteServer

LIST = "case-studies/"
INDEX = "case-studies/find"
AIM_SECONDS = 1.5
RUNS = 3
AIM_BYTES = 100_000


class Step(NamedTuple):
    """An action of a reader in the list.

    Attributes:
        name: what the reader does, for the report.
        act: does it on a page.
        result: a selector of what shows that there is a result.
    """

    name: str
    act: Callable[[Page], object]
    result: str


STEPS = (
    Step("a first filter", lambda page: page.locator("#library-form input[type=checkbox]").nth(1).check(), ".wm-in-use button"),
    Step("a first search", lambda page: page.fill("#library-words-box", "neighbours kitchen"), "[data-part=chips] button"),
    Step("a mistyped search", lambda page: page.fill("#library-words-box", "neigbours kichen"), "[data-part=meant]:not([hidden])"),
    Step("a first sort by date", lambda page: page.select_option("#library-sort", "newest"), "[data-part=more]:not([hidden])"),
)


def measure_finding(browser: Browser, server: SiteServer) -> Iterator[str]:
    """Measure what each step fetches after the first view, the time from the action to the result, and the size of the page."""
    for step in STEPS:
        runs = [_run_step(browser, server, step) for _ in range(RUNS)]
        seconds = median(run.seconds for run in runs)
        fetched = runs[0].fetched / 1000
        yield (
            f"{step.name} in the list of case studies: {seconds:.2f} s, median of {RUNS} ({_compare_with_aim(seconds, AIM_SECONDS, 's')}), "
            f"{fetched:.0f} KB gzipped more ({_compare_with_aim(fetched, AIM_BYTES / 1000, 'KB')}); {runs[0].found}"
        )
        yield f"  the page then: {runs[0].page_size}"
    yield from _measure_index(server.site)


class Run(NamedTuple):
    """One run of a step: seconds, bytes fetched, the number of results as text, and the size of the page as text."""

    seconds: float
    fetched: int
    found: str
    page_size: str


def _run_step(browser: Browser, server: SiteServer, step: Step) -> Run:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    server.open_page(page, LIST)
    start = time.perf_counter()
    step.act(page)
    page.locator(step.result).first.wait_for()
    seconds = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    found = page.locator("#library-results").inner_text().split(":")[-1].strip()
    run = Run(seconds, server.count_bytes(), found, f"{_measure_memory(page)}, {page.locator('.wm-case').count()} case studies in it")
    page.close()
    return run


def _compare_with_aim(measured: float, aim: float, unit: str) -> str:
    return f"aim {aim:g} {unit} or less, {'within' if measured <= aim else 'OVER'}, ratio {measured / aim:.2f}"


def _measure_memory(page: Page) -> str:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return f"{metrics['JSHeapUsedSize'] / 1e6:.1f} MB of script memory, {metrics['Nodes']:,.0f} nodes"


def _measure_index(site: Path) -> Iterator[str]:
    """Measure the whole index by its groups of files; a reader fetches few of them."""
    groups: dict[str, list[int]] = {}
    for file in sorted((site / INDEX).glob("*.js")):
        groups.setdefault(file.stem.rstrip("0123456789"), []).append(len(gzip.compress(file.read_bytes(), 6)))
    total = sum(map(sum, groups.values()))
    sizes_text = ", ".join(f"{name.rstrip('-')} {sum(sizes) / 1000:.0f} KB in {len(sizes)}" for name, sizes in groups.items())
    yield f"index of the case studies: {total / 1000:.0f} KB gzipped in all, fetched in parts ({sizes_text})"
