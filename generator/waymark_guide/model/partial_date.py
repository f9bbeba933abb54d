"""Dates as people know them: a year, a month of a year, or a day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from waymark_guide.model.refusal import make_refusal

MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=10_000)  # many files name the same days
def _check_partial_date(value: str) -> str:
    match = _PARTIAL.fullmatch(value)
    if match is None or not _is_day(*(int(part) if part else 1 for part in match.groups())):
        raise make_refusal(value, "bad_date")
    return value


def _is_day(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]  # noqa: PLR2004 (months)


PartialDate = Annotated[str, AfterValidator(_check_partial_date)]
"""`2020`, `2020-03` or `2020-03-31`, kept as the text that was written."""


def _check_day(value: object) -> object:
    if isinstance(value, str) and _PARTIAL.fullmatch(value) is None:  # pydantic would read a bare number as seconds since 1970
        raise make_refusal(value, "bad_day")
    return value


Day = Annotated[date, BeforeValidator(_check_day)]
"""A whole day, written `2026-11-22`."""


def first_day(partial: str) -> date:
    """Return the first day that the partial date can mean."""
    year, month, day = ([int(part) for part in partial.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def last_day(partial: str) -> date:
    """Return the last day that the partial date can mean."""
    parts = [int(part) for part in partial.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]  # noqa: PLR2004 (year, month, day)
    return date(year, month, day)


@lru_cache(maxsize=10_000)
def format_date(partial: str | date) -> str:
    """Write a date as a British reader does: `22 November 2026`, `November 2026` or `2026`."""
    year, *rest = [int(part) for part in str(partial).split("-")]
    month, day = (*rest, 0, 0)[:2]
    return " ".join(str(part) for part in (day, MONTHS[month], year) if part)
