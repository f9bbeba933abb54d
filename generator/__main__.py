"""`python -m generator` is the same as `waymark`: the command in a process of its own."""

import gc
import os
import sys

from generator.cli import FINE, main


def run() -> None:
    """Run the command; where it went well, end the process at once, for Python would take a million objects apart one by one before it ends.

    Nor is garbage looked for among them: there is next to none, and the process ends soon. The preview, which goes on, looks for it again.
    """
    gc.disable()
    try:
        main()
    except SystemExit as ended:
        if ended.code == FINE:
            _leave()
        raise


def _leave() -> None:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads what was said: Python ends such a program as it always does
        return
    os._exit(FINE)


if __name__ == "__main__":
    run()
