"""How long an edit takes in the live preview: from saving the file to the first answer that holds it, and to what the checks say of it."""

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

from waymark_guide.bench.corpus import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EDITS = 5
PATIENCE, PAUSE = 600.0, 0.005
"""How long to wait for anything, and between one question and the next, in seconds."""


class Wait(NamedTuple):
    """The seconds from saving a file to the page that shows the edit, and to the report of the checks."""

    shown: float
    checked: float


class Shown(NamedTuple):
    """A preview that is at work: its address, and the moments at which it told what the checks had found."""

    address: str
    reports: Queue[float]


def measure_editing(cases: Path) -> Iterator[str]:
    """Edit cases in a preview, each while its page is open and when the checks of the last edit are done, and tell the waits.

    Args:
        cases: a knowledge base of generated case studies.
    """
    with _previewed(cases) as shown:
        waits = [_edited(cases, number, shown) for number in range(EDITS)]
    typical, slowest = median(wait.shown for wait in waits), max(wait.shown for wait in waits)
    told = f"{typical:.2f} s from saving to the page that shows it, at most {slowest:.2f} s (aim 1 s at 10,000)"
    yield f"one case edited in serve: {told}; what the checks say after {median(wait.checked for wait in waits):.1f} s"


def edit(cases: Path, number: int, words: str) -> None:
    """Put words before the summary of one generated case study."""
    file = cases / "case_studies" / f"{name_of(number)}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("summary: ", f"summary: {words} ", 1), encoding="utf-8")


def _edited(cases: Path, number: int, shown: Shown) -> Wait:
    words = f"Edited as number {number}."
    page = f"{shown.address}case-studies/{name_of(number)}/"
    _page(page)
    begun = time.perf_counter()
    edit(cases, number, words)
    while words not in _page(page):
        if time.perf_counter() - begun > PATIENCE:
            message = f"The preview did not show an edit within {PATIENCE:.0f} s."
            raise TimeoutError(message)
        time.sleep(PAUSE)
    seen = time.perf_counter()
    return Wait(seen - begun, shown.reports.get(timeout=PATIENCE) - begun)


def _page(address: str) -> str:
    with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 (our own server)
        return str(answer.read().decode())


@contextmanager
def _previewed(cases: Path) -> Iterator[Shown]:
    """A preview from its first report on, until the end of the block."""
    command = [sys.executable, "-u", "-m", "waymark_guide", "serve", "--root", str(cases), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603 (our own command)
        addresses: Queue[str] = Queue()
        reports: Queue[float] = Queue()

        def follow() -> None:
            for line in running.stdout or ():
                if line.startswith("Serving "):
                    addresses.put(line.split()[1])
                elif " checked: " in line:
                    reports.put(time.perf_counter())

        Thread(target=follow, daemon=True).start()
        try:
            reports.get(timeout=PATIENCE)
            yield Shown(addresses.get(timeout=PATIENCE), reports)
        finally:
            running.terminate()
