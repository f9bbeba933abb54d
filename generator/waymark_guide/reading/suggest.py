"""Finds the known word that an author probably meant by an unknown one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR_ENOUGH = 0.6
"""The least ratio of `difflib` at which two words are alike."""
LONGEST = 80
"""No suggestion is made for longer words, which would take long to compare."""


def find_nearest(word: str, known: Iterable[str]) -> str:
    """Find the known word that is most like another; empty where none is like it. Case does not count."""
    if len(word) > LONGEST:
        return ""
    candidates = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), candidates, n=1, cutoff=NEAR_ENOUGH)
    return candidates[matches[0]] if matches else ""
