"""The day of the pages, in Node: the UTC day, as on the command line, in every time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.vectors.node import run_script

from waymark_guide.core import clock
from waymark_guide.model.partial_date import format_date

pytestmark = pytest.mark.dates
ASSETS = Path(__file__).parents[2] / "generator" / "waymark_guide" / "site" / "assets"
INSTANTS = ("2026-11-22T23:30:00Z", "2026-11-22T00:10:00Z", "2028-02-29T23:59:59Z", "2028-02-29T00:00:00Z", "2026-12-31T23:30:00Z")
DAYS = ("2026-11-22", "2028-02-29", "9999-12-31", "0001-01-01", "2026-11-31", "soon", "")
READS_A_CLOCK = re.compile(r"new Date\(\)|Date\.now|getTimezoneOffset|\.get(?:Date|Month|FullYear|Day|Hours)\(|Temporal\.")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_day_is_that_of_the_command_line(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At any instant and in any time zone, a page has the same day as `waymark check`, and writes it as Python does."""
    pages = run_script("replay_day.cjs", {"instants": INSTANTS, "days": DAYS}, {"TZ": zone})
    days = []
    for instant in INSTANTS:
        monkeypatch.setenv(clock.VARIABLE, str(int(datetime.fromisoformat(instant).astimezone(UTC).timestamp())))
        days.append(clock.get_today().isoformat())
    assert pages["today"] == days
    assert pages["words"][:4] == [format_date(day) for day in DAYS[:4]]
    assert pages["words"][5:] == ["", ""]


def test_no_other_script_reads_a_clock() -> None:
    """Pages have one clock: only `shared/page.js` reads which day it is, and no script reads a day in the reader's own time zone."""
    scripts = [path for path in ASSETS.rglob("*.js") if "vendor" not in path.parts]
    reading = {path.relative_to(ASSETS).as_posix() for path in scripts if READS_A_CLOCK.search(path.read_text(encoding="utf-8"))}
    assert reading == {"shared/page.js"}
