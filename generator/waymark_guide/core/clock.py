"""Says which day it is: one UTC day for every command.

Everything else takes the day as a parameter. So the same content on the same day always gives the same site.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta

from waymark_guide.core.errors import KnowledgeBaseError

VARIABLE = "SOURCE_DATE_EPOCH"
"""The variable that sets the day of a build: https://reproducible-builds.org/specs/source-date-epoch/."""
EPOCH = date(1970, 1, 1)
SECONDS_IN_A_DAY = 86_400


def get_today() -> date:
    """Get the day from `SOURCE_DATE_EPOCH`, in seconds since 1970, or else from the system's clock. Both are UTC days.

    Raises:
        KnowledgeBaseError: the variable is not a whole number, or its day is before the year 1 or after 9999.
    """
    seconds = os.environ.get(VARIABLE)
    return datetime.now(tz=UTC).date() if seconds is None else _parse_day(seconds)


def _parse_day(seconds: str) -> date:
    """Parse a number of seconds since 1970 into its UTC day."""
    if not re.fullmatch(r"-?[0-9]{1,18}", seconds):
        message = f'{VARIABLE} is "{seconds}". It has to be a whole number: the seconds since 1 January 1970 (UTC), such as 1795305600.'
        raise KnowledgeBaseError(message, about=VARIABLE)
    try:
        return EPOCH + timedelta(days=int(seconds) // SECONDS_IN_A_DAY)
    except OverflowError as error:
        message = f"{VARIABLE} is {seconds}. That is no day between the years 1 and 9999; it counts seconds since 1 January 1970 (UTC)."
        raise KnowledgeBaseError(message, about=VARIABLE) from error
