"""One build at a time of one knowledge base. The system lets go of the lock however the program ends."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from waymark_guide.core.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        KnowledgeBaseError: another build has not ended in time.
    """
    place = cache.make_folder()
    shared = Path(tempfile.gettempdir(), f"waymark-{root.stat().st_dev}-{root.stat().st_ino}.lock")
    lock = FileLock(place / "build.lock" if place and os.access(place, os.W_OK) else shared)
    try:
        lock.acquire(timeout=A_MOMENT)
    except Timeout:
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


def _name_holder(cache: Cache) -> str:
    return (cache.get("lock", "holder") or b"another process").decode()
