"""The only clock: which day it is, as one UTC day for every command.

Everything else takes the day as a parameter, so that the same content and the same day always give the same site.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta

from waymark_guide.core.errors import KnowledgeBaseError

VARIABLE = "SOURCE_DATE_EPOCH"
"""The variable by which builds are given a day: https://reproducible-builds.org/specs/source-date-epoch/."""
EPOCH = date(1970, 1, 1)
SECONDS_IN_A_DAY = 86_400


def today() -> date:
    """The day that `SOURCE_DATE_EPOCH` holds, in seconds since 1970; without that variable, the day of the system's clock. Both are UTC days.

    Raises:
        KnowledgeBaseError: the variable holds something else, or a day before the year 1 or after 9999.
    """
    seconds = os.environ.get(VARIABLE)
    return datetime.now(tz=UTC).date() if seconds is None else _day_of(seconds)


def _day_of(seconds: str) -> date:
    """The UTC day at that many seconds since 1970."""
    if not re.fullmatch(r"-?[0-9]{1,18}", seconds):
        message = f'{VARIABLE} is "{seconds}". It has to be a whole number: the seconds since 1 January 1970 (UTC), such as 1795305600.'
        raise KnowledgeBaseError(message, about=VARIABLE)
    try:
        return EPOCH + timedelta(days=int(seconds) // SECONDS_IN_A_DAY)
    except OverflowError as error:
        message = f"{VARIABLE} is {seconds}. That is no day between the years 1 and 9999; it counts seconds since 1 January 1970 (UTC)."
        raise KnowledgeBaseError(message, about=VARIABLE) from error
