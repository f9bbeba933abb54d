"""One build at a time of one knowledge base."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from generator.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.core.cache import Cache

A_MOMENT, PATIENCE = 1.0, 300.0
"""How many seconds to wait for another build without a word, and how many in all."""


@contextmanager
def build_lock(root: Path, cache: Cache, say: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Let nobody else build a knowledge base meanwhile. The system lets go of the lock however this process ends.

    Args:
        root: the knowledge base.
        cache: its cache, in whose folder the lock is.
        say: tells the person who waits what they wait for.

    Raises:
        KnowledgeBaseError: another build has not ended in time.
    """
    lock = FileLock(_place_of_lock(root, cache))
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


def _place_of_lock(root: Path, cache: Cache) -> Path:
    """The file of the lock: in the folder of the cache, or among the system's temporary files where nothing can be kept there."""
    if cache.folder is not None:
        try:
            cache.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            cache.folder = None
        else:
            return cache.folder / "build.lock"
    return Path(tempfile.gettempdir()) / f"waymark-{os.stat(root).st_dev}-{os.stat(root).st_ino}.lock"  # noqa: PTH116 (two numbers)


def _name_holder(cache: Cache) -> str:
    holder = cache.get("lock", "holder")
    return holder.decode() if holder else "another process"
