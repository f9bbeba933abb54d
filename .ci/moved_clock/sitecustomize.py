"""Python loads this at its start where the tests run with a moved clock.

libfaketime then moves the clock of the day and leaves alone the one that only counts on, by which Python waits for locks and programs. But Python's
`time.sleep` asks for a moment on that second clock, and libfaketime would move it too, into the past. To wait for nothing on no file is the same.
"""

import select
import time


def sleep(seconds: float, /) -> None:
    """Wait for so many seconds."""
    if seconds < 0:
        message = "sleep length must be non-negative"
        raise ValueError(message)
    select.select([], [], [], seconds)


time.sleep = sleep
