"""One build at a time of one knowledge base. The system lets go of the lock however the program ends."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from waymark_guide.core.errors import KnowledgeBaseError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from filelock import BaseFileLock

    from waymark_guide.core.cache import Cache

A_MOMENT, PATIENCE = 1.0, 300.0
"""How many seconds to wait for another build without a word, and how many in all."""


@contextmanager
def build_lock(root: Path, cache: Cache, say: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Let nobody else build a knowledge base meanwhile.

    Args:
        root: the knowledge base.
        cache: its cache, beside which the lock is; where nothing can be kept there, it is among the system's temporary files.
        say: tells the person who waits whom they wait for.

    Raises:
        KnowledgeBaseError: another build has not ended in time, or no file can be locked.
    """
    place = cache.make_folder()
    shared = Path(tempfile.gettempdir(), f"waymark-{root.stat().st_dev}-{root.stat().st_ino}.lock")
    lock = _find_lock([place / "build.lock", shared] if place and os.access(place, os.W_OK) else [shared])
    if not lock.is_locked:
        say(f"Waiting: {_name_holder(cache)} is building this knowledge base.")
        try:
            lock.acquire(timeout=PATIENCE)
        except Timeout:
            message = f"{_name_holder(cache)} is still building this knowledge base. Try again when it has ended."
            raise KnowledgeBaseError(message, about=str(root)) from None
    try:
        cache.put("lock", "holder", f"process {os.getpid()}, which began at {time.strftime('%H:%M:%S', time.gmtime())} UTC,".encode())
        yield
    finally:
        lock.release()


def _find_lock(files: Sequence[Path]) -> BaseFileLock:
    """Return a lock on the first file that can be locked; it is held, unless another build holds it.

    Raises:
        KnowledgeBaseError: the system refuses every file: the last may belong to another user.
    """
    reason = ""
    for file in files:
        lock = FileLock(file)
        try:
            lock.acquire(timeout=A_MOMENT)
        except Timeout:
            return lock
        except OSError as error:
            reason = reason_of(error)
        except NotImplementedError:  # the disk knows no locks
            reason = "its disk knows no locks"
        else:
            return lock
    message = f"{files[-1]} cannot be locked: {reason}. Remove it, or name another folder for temporary files with the variable TMPDIR."
    raise KnowledgeBaseError(message, about=str(files[-1]))


def _name_holder(cache: Cache) -> str:
    return (cache.get("lock", "holder") or b"another process").decode()
