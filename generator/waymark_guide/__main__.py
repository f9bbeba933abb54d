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
"""What a shell adds to the number of the signal that ended a program."""
NOT_SAID = 2
"""The status of a command whose answer could not be written to the end."""


def run() -> None:
    """Run the command; where it went well, end the process at once, for Python would take a million objects apart one by one before it ends.

    Nor is garbage looked for among them: there is next to none, and the process ends soon. The preview, which goes on, looks for it again.
    """
    _prepare_streams()
    _end_quietly_when_told()
    gc.disable()
    from waymark_guide.commands.cli import main  # noqa: PLC0415 (Ctrl-C may come while it is loaded)
    from waymark_guide.commands.command import FINE  # noqa: PLC0415 (likewise)
    from waymark_guide.core.errors import describe_os_error  # noqa: PLC0415 (likewise)

    try:
        main()
    except OSError as error:  # neither an answer nor a sentence about it could be written
        with suppress(OSError):
            os.write(2, f"waymark: {describe_os_error(error)}\n".encode(errors="replace"))
        _flush_streams()
        sys.exit(NOT_SAID)
    except SystemExit as ended:
        if not _flush_streams() and ended.code == FINE:
            sys.exit(NOT_SAID)
        if isinstance(ended.code, int) and (ended.code == FINE or ended.code > BY_SIGNAL):
            os._exit(ended.code)  # after a signal, nothing is waited for: what tidies up has been done
        raise


def _prepare_streams() -> None:
    """Let nothing that is said fail by its letters: what an encoding lacks is written as a number. A closed stream is opened again, and drops all."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115 (open to the end)
        elif isinstance(stream, TextIOWrapper) and name != "stdin":
            stream.reconfigure(errors="backslashreplace")


def _flush_streams() -> bool:
    """Write out what is still held back. What cannot be written is dropped, for Python would complain of it at its very end."""
    written = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            written = False
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return written


def _end_quietly_when_told() -> None:
    """Let Ctrl-C and SIGTERM end the command as errors do, so that it can tidy up; its helpers end at once, without a word."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_end_at_once_when_told)


def _end(number: int, _: FrameType | None) -> None:
    if number == signal.SIGINT:
        with suppress(OSError):
            os.write(2, b"Stopped.\n")  # a stream may be in the middle of its own work
    sys.exit(BY_SIGNAL + number)


def _end_at_once_when_told() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)


if __name__ == "__main__":
    run()
