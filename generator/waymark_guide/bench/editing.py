"""Measures how long an edit takes in the live preview: from saving the file to the page that shows it, and to the report of the checks."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from queue import Queue
from statistics import median
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen

from waymark_guide.bench.corpus import make_case_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EDITS = 5
PATIENCE, PAUSE = 600.0, 0.005
"""How long to wait for anything, and between two requests, in seconds."""


class Wait(NamedTuple):
    """The seconds from saving a file to the page that shows the edit, and to the report of the checks."""

    shown: float
    checked: float


class Preview(NamedTuple):
    """A running preview: its address, and the times at which it reported what the checks found."""

    address: str
    reports: Queue[float]


def measure_editing(cases: Path) -> Iterator[str]:
    """Edit cases in a preview, each while its page is open and after the checks of the last edit, and give the waits as a line.

    Args:
        cases: a knowledge base of generated case studies.
    """
    with _run_preview(cases) as preview:
        waits = [_measure_edit(cases, number, preview) for number in range(EDITS)]
    typical, slowest = median(wait.shown for wait in waits), max(wait.shown for wait in waits)
    waits_text = f"{typical:.2f} s from saving to the page that shows it, at most {slowest:.2f} s (aim 1 s at 10,000)"
    yield f"one case edited in serve: {waits_text}; what the checks say after {median(wait.checked for wait in waits):.1f} s"


def edit(cases: Path, number: int, words: str) -> None:
    """Write words before the summary of one generated case study."""
    file = cases / "case_studies" / f"{make_case_id(number)}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("summary: ", f"summary: {words} ", 1), encoding="utf-8")


def _measure_edit(cases: Path, number: int, preview: Preview) -> Wait:
    words = f"Edited as number {number}."
    page = f"{preview.address}case-studies/{make_case_id(number)}/"
    _fetch_page(page)
    start = time.perf_counter()
    edit(cases, number, words)
    while words not in _fetch_page(page):
        if time.perf_counter() - start > PATIENCE:
            message = f"The preview did not show an edit within {PATIENCE:.0f} s."
            raise TimeoutError(message)
        time.sleep(PAUSE)
    shown = time.perf_counter()
    return Wait(shown - start, preview.reports.get(timeout=PATIENCE) - start)


def _fetch_page(address: str) -> str:
    with urlopen(address, timeout=PATIENCE) as response:  # noqa: S310 (our own server)
        return str(response.read().decode())


@contextmanager
def _run_preview(cases: Path) -> Iterator[Preview]:
    """Run a preview from its first report until the end of the block."""
    command = [sys.executable, "-u", "-m", "waymark_guide", "serve", "--root", str(cases), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (our own command)
        addresses: Queue[str] = Queue()
        reports: Queue[float] = Queue()

        def follow() -> None:
            for line in process.stdout or ():
                if line.startswith("Serving "):
                    addresses.put(line.split()[1])
                elif " checked: " in line:
                    reports.put(time.perf_counter())

        Thread(target=follow, daemon=True).start()
        try:
            reports.get(timeout=PATIENCE)
            yield Preview(addresses.get(timeout=PATIENCE), reports)
        finally:
            process.terminate()
