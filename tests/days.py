"""The day that tests pin, for every program and every command that they start."""

from __future__ import annotations

import os
from datetime import date

from waymark_guide.core.clock import EPOCH, SECONDS_IN_A_DAY, VARIABLE

TODAY = date(2026, 11, 22)
"""The day on which the real content and the golden files are checked."""


def seconds_at(day: date) -> str:
    """A day as `SOURCE_DATE_EPOCH` has it: the seconds from 1970 to its beginning, in UTC."""
    return str((day - EPOCH).days * SECONDS_IN_A_DAY)


def environment_on(day: date = TODAY) -> dict[str, str]:
    """The environment of a program for which it is that day, whatever the system's clock says. Give it to `subprocess.run` and `CliRunner.invoke`."""
    return dict(os.environ) | {VARIABLE: seconds_at(day)}
