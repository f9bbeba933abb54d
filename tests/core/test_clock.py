"""The clock: one UTC day, from `SOURCE_DATE_EPOCH` where that is set."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from waymark_guide.commands.cli import main
from waymark_guide.commands.command import WRONG_USE
from waymark_guide.core import clock
from waymark_guide.core.errors import KnowledgeBaseError

pytestmark = pytest.mark.dates
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("seconds", "day"),
    {
        "0": date(1970, 1, 1),
        "86399": date(1970, 1, 1),
        "86400": date(1970, 1, 2),
        "-1": date(1969, 12, 31),
        "1835438400": date(2028, 2, 29),
        "253402300799": date(9999, 12, 31),
        "-62135596800": date(1, 1, 1),
    }.items(),
)
def test_the_variable_gives_the_day(monkeypatch: pytest.MonkeyPatch, seconds: str, day: date) -> None:
    """`SOURCE_DATE_EPOCH` counts seconds since 1970, and gives the UTC day that they fall on."""
    monkeypatch.setenv(clock.VARIABLE, seconds)
    assert clock.get_today() == day


@pytest.mark.parametrize("seconds", ["", " 0", "1e9", "1.5", "0x10", "tomorrow", "\u0661", "1_000", "9" * 5000])
def test_what_is_no_whole_number_is_refused(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    """Anything but plain digits is an error that says what is expected, and never another day."""
    monkeypatch.setenv(clock.VARIABLE, seconds)
    with pytest.raises(KnowledgeBaseError, match="It has to be a whole number"):
        clock.get_today()


@pytest.mark.parametrize("seconds", ["253402300800", "-62135596801", "9" * 18, "-" + "9" * 18])
def test_a_day_outside_the_calendar_is_refused(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    """A day that Python cannot hold is an error in words."""
    monkeypatch.setenv(clock.VARIABLE, seconds)
    with pytest.raises(KnowledgeBaseError, match="no day between the years 1 and 9999"):
        clock.get_today()


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_the_command_line_says_so(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that needs the day ends with exit code 2 and one sentence."""
    monkeypatch.setenv(clock.VARIABLE, "soon")
    ran = CliRunner().invoke(main, [command, "--root", str(ROOT / "tests" / "golden" / "good")])
    assert ran.exit_code == WRONG_USE
    assert 'waymark: SOURCE_DATE_EPOCH is "soon".' in ran.output
    assert "Traceback" not in ran.output


def test_without_the_variable_it_is_the_system_clock_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's UTC day, whatever the time zone."""
    monkeypatch.delenv(clock.VARIABLE, raising=False)
    before = datetime.now(tz=UTC).date()
    output = clock.get_today()
    assert before <= output <= datetime.now(tz=UTC).date()
