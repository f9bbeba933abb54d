"""Does one piece of work on another core while this process goes on, where the system can split a process in two."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

T = TypeVar("T")


def beside(work: Callable[[], T], *, again: Callable[[], T] | None = None) -> Callable[[], T]:
    """Begin some work, and give what waits for its result.

    The other process sees everything as it is now, and hands back the result or the error. Where a process cannot be split safely (on Windows and
    macOS, or while other threads run), the work is done when its result is asked for.

    Args:
        work: what to do.
        again: what to do here instead where the other process was ended from outside; without it, the work.
    """
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return work
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_hand_over, args=(work, sender), daemon=True)
    process.start()
    sender.close()

    def result() -> T:
        try:
            done, value = receiver.recv()
        except EOFError:  # it was ended from outside, for want of memory perhaps
            return (again or work)()
        process.join()
        if not done:
            raise value
        made: T = value
        return made

    return result


def _hand_over(work: Callable[[], T], sender: Connection) -> None:
    try:
        sender.send((True, work()))
    except Exception as error:  # noqa: BLE001 (whoever asks for the result gets it)
        sender.send((False, error))
