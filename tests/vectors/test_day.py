"""The pages' day, in Node: the UTC day, as the command line has it, wherever a reader is."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.vectors.node import node

from waymark_guide.core import clock
from waymark_guide.model.partial_date import format_date

pytestmark = pytest.mark.dates
SCRIPT = Path(__file__).with_name("replay_day.cjs")
ASSETS = Path(__file__).parents[2] / "generator" / "waymark_guide" / "site" / "assets"
INSTANTS = ("2026-11-22T23:30:00Z", "2026-11-22T00:10:00Z", "2028-02-29T23:59:59Z", "2028-02-29T00:00:00Z", "2026-12-31T23:30:00Z")
DAYS = ("2026-11-22", "2028-02-29", "9999-12-31", "0001-01-01", "2026-11-31", "soon", "")
ASKS_A_CLOCK = re.compile(r"new Date\(\)|Date\.now|getTimezoneOffset|\.get(?:Date|Month|FullYear|Day|Hours)\(|Temporal\.")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_day_is_that_of_the_command_line(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At any instant and in any time zone a page means the same day as `waymark check`, and writes it as Python does."""
    given = json.dumps({"instants": INSTANTS, "days": DAYS})
    environment = dict(os.environ) | {"TZ": zone}
    ran = subprocess.run([node(), str(SCRIPT)], input=given, env=environment, capture_output=True, text=True, check=True, timeout=120)
    told = json.loads(ran.stdout)
    wanted = []
    for instant in INSTANTS:
        monkeypatch.setenv(clock.VARIABLE, str(int(datetime.fromisoformat(instant).astimezone(UTC).timestamp())))
        wanted.append(clock.get_today().isoformat())
    assert told["today"] == wanted
    assert told["words"][:4] == [format_date(day) for day in DAYS[:4]]
    assert told["words"][5:] == ["", ""]


def test_no_other_script_asks_a_clock() -> None:
    """There is one clock for pages too: no script but `element.js` asks which day it is, or reads a day in the reader's own time zone."""
    scripts = [path for path in ASSETS.rglob("*.js") if "vendor" not in path.parts]
    asking = {path.relative_to(ASSETS).as_posix() for path in scripts if ASKS_A_CLOCK.search(path.read_text(encoding="utf-8"))}
    assert asking == {"element/element.js"}
