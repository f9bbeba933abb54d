"""Did you mean: the known word nearest to one that is not known."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR_ENOUGH = 0.6
LONGEST = 80


def find_nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty where none is near."""
    if len(word) > LONGEST:
        return ""
    candidates = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), candidates, n=1, cutoff=NEAR_ENOUGH)
    return candidates[found[0]] if found else ""
