"""The fixed day of the tests, and of every program and command that they start."""

from __future__ import annotations

import os
from datetime import date

from waymark_guide.core.clock import EPOCH, SECONDS_IN_A_DAY, VARIABLE

TODAY = date(2026, 11, 22)
"""The day on which the real content and the golden files are checked."""


def count_seconds(day: date) -> str:
    """Return a day as a value of `SOURCE_DATE_EPOCH`: the seconds from 1970 to its beginning, in UTC."""
    return str((day - EPOCH).days * SECONDS_IN_A_DAY)


def environment_on(day: date = TODAY) -> dict[str, str]:
    """Return the environment of a program that takes this day for today. It is an argument of `subprocess.run` and `CliRunner.invoke`."""
    return dict(os.environ) | {VARIABLE: count_seconds(day)}
