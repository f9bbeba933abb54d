"""`python -m waymark_guide` is the same as `waymark`: the command in a process of its own."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

BY_SIGNAL = 128
"""A shell adds this to the number of the signal that ended a program."""
END_AGAIN_SECONDS = 5.0
"""How long after a signal the command is ended once more, and again: a library may have caught the first end and gone on."""
NOT_WRITTEN = 2
"""The exit code of a command whose output could not be written completely."""


def run() -> None:
    """Run the command, and end the process at once where it succeeds: Python would free a million objects one by one before it ends.

    Garbage collection is off, because there is little garbage and the process ends soon. The preview, which keeps running, turns it on again.
    """
    _prepare_streams()
    _end_quietly_on_signals()
    gc.disable()
    from waymark_guide.commands.cli import main  # noqa: PLC0415 (Ctrl-C may come while it is loaded)
    from waymark_guide.commands.command import FINE  # noqa: PLC0415 (as above)
    from waymark_guide.core.errors import describe_os_error  # noqa: PLC0415 (as above)

    try:
        main()
    except OSError as error:  # neither the output nor a sentence about the error could be written
        with suppress(OSError):
            os.write(2, f"waymark: {describe_os_error(error)}\n".encode(errors="replace"))
        _flush_streams()
        sys.exit(NOT_WRITTEN)
    except SystemExit as exit_request:
        if not _flush_streams() and exit_request.code == FINE:
            sys.exit(NOT_WRITTEN)
        if isinstance(exit_request.code, int) and (exit_request.code == FINE or exit_request.code > BY_SIGNAL):
            os._exit(exit_request.code)  # after a signal the command has cleaned up, and waits for nothing
        raise


def _prepare_streams() -> None:
    """Prepare the streams: a character that an encoding lacks is written as a number, and a closed stream becomes one that discards everything."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115 (open to the end)
        elif isinstance(stream, TextIOWrapper) and name != "stdin":
            stream.reconfigure(errors="backslashreplace")


def _flush_streams() -> bool:
    """Flush the streams. What cannot be written is discarded, because Python would report it at its end."""
    written = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            written = False
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return written


def _end_quietly_on_signals() -> None:
    """Let Ctrl-C and SIGTERM end the command like an error, so that it cleans up. Its workers end at once, without a message."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_end_workers_on_signals)


def _end(number: int, _: FrameType | None) -> None:
    if number == signal.SIGINT:
        with suppress(OSError):
            os.write(2, b"Stopped.\n")  # a stream may be in the middle of a write
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda *_: sys.exit(BY_SIGNAL + number))
        signal.setitimer(signal.ITIMER_REAL, END_AGAIN_SECONDS, END_AGAIN_SECONDS)
    sys.exit(BY_SIGNAL + number)


def _end_workers_on_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)


if __name__ == "__main__":
    run()
