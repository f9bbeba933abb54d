"""Shares work out among processes that all see the same content: whoever is free takes the next piece.

The helpers are split off when everything that the work needs is in memory, so that nothing is handed to them; only their results are handed back.
"""

from __future__ import annotations

import os
import struct
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from generator.beside import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

PIECE = struct.Struct("=H")
MOST_PIECES = 8_000
"""So many numbers a pipe holds without anybody reading."""


def shared(pieces: int, work: Callable[[int], T], *, hands: int | None = None) -> list[T]:
    """The results of pieces of work, in their order.

    Args:
        pieces: how many there are.
        work: does one piece, by its number. What it changes in memory is lost where another process did it; what it writes to disk is not.
        hands: how many processes work; without it, one for each processor.

    Raises:
        ValueError: there are too many pieces to share out.
    """
    return begun(pieces, work, hands=hands)()


def begun(pieces: int, work: Callable[[int], T], *, hands: int | None = None) -> Callable[[], list[T]]:
    """Let the other processes begin, and give what does the rest with them and has the results, to be called once; otherwise as `shared`."""
    hands = min(hands or _processors(), pieces)
    if hands < 2 or not sys.platform.startswith("linux") or threading.active_count() > 1:  # noqa: PLR2004 (nobody to share with)
        return lambda: [work(number) for number in range(pieces)]
    if pieces > MOST_PIECES:
        message = f"{pieces:,} pieces of work are too many to share out."
        raise ValueError(message)
    taken, given = os.pipe()
    os.write(given, b"".join(PIECE.pack(number) for number in range(pieces)))
    os.close(given)

    def take() -> list[tuple[int, T]]:
        return [(number, work(number)) for number in _next_pieces(taken)]

    helpers: list[Callable[[], list[tuple[int, T]]]] = [beside(take, again=_nothing) for _ in range(hands - 1)]

    def results() -> list[T]:
        try:
            done: dict[int, T] = dict(take())
            for helper in helpers:
                done |= dict(helper())
        finally:
            os.close(taken)
        return [done[number] if number in done else work(number) for number in range(pieces)]

    return results


def _next_pieces(taken: int) -> Iterator[int]:
    """The numbers of the pieces that fall to this process: each is read from the pipe by one process only."""
    while number := os.read(taken, PIECE.size):
        yield PIECE.unpack(number)[0]


def _nothing() -> list[tuple[int, Any]]:
    """What a helper has done that was ended from outside: its pieces are done again."""
    return []


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
