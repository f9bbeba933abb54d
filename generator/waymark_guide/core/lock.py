"""Allows one build at a time of one knowledge base. The system releases the lock however the program ends."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from waymark_guide.core.errors import KnowledgeBaseError, describe_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from filelock import BaseFileLock

    from waymark_guide.core.cache import Cache

QUIET_SECONDS, TIMEOUT_SECONDS = 1.0, 300.0
"""How long to wait for another build before saying so, and how long in all."""


@contextmanager
def hold_build_lock(root: Path, cache: Cache, notify: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Hold the lock of a knowledge base, so that no other process builds it.

    Args:
        root: the knowledge base.
        cache: its cache, whose folder holds the lock. Where that folder cannot be used, the lock is a temporary file.
        notify: takes a sentence for the person who waits.

    Raises:
        KnowledgeBaseError: another build has not ended in time, or no file can be locked.
    """
    folder = cache.make_folder()
    shared = Path(tempfile.gettempdir(), f"waymark-{root.stat().st_dev}-{root.stat().st_ino}.lock")
    lock = _find_lock([folder / "build.lock", shared] if folder and os.access(folder, os.W_OK) else [shared])
    if not lock.is_locked:
        notify(f"Waiting: {_name_holder(cache)} is building this knowledge base.")
        try:
            lock.acquire(timeout=TIMEOUT_SECONDS)
        except Timeout:
            message = f"{_name_holder(cache)} is still building this knowledge base. Try again when it has ended."
            raise KnowledgeBaseError(message, about=str(root)) from None
    try:
        cache.put("lock", "holder", f"process {os.getpid()}, which began at {time.strftime('%H:%M:%S', time.gmtime())} UTC,".encode())
        yield
    finally:
        lock.release()


def _find_lock(files: Sequence[Path]) -> BaseFileLock:
    """Find the first file that can be locked, and try to lock it. The lock is not held where another build holds it.

    Raises:
        KnowledgeBaseError: no file can be locked; the last may belong to another user.
    """
    reason = ""
    for file in files:
        lock = FileLock(file)
        try:
            lock.acquire(timeout=QUIET_SECONDS)
        except Timeout:
            return lock
        except OSError as error:
            reason = describe_reason(error)
        except NotImplementedError:  # the disk does not support locks
            reason = "its disk knows no locks"
        else:
            return lock
    message = f"{files[-1]} cannot be locked: {reason}. Remove it, or name another folder for temporary files with the variable TMPDIR."
    raise KnowledgeBaseError(message, about=str(files[-1]))


def _name_holder(cache: Cache) -> str:
    return (cache.get("lock", "holder") or b"another process").decode()
