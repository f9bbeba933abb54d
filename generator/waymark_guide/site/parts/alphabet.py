"""Long lists in alphabetical order, parted by their first letter."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def by_letter(entries: Iterable[T], name: Callable[[T], str]) -> list[tuple[str, str, list[T]]]:
    """Entries in order, parted by first letter: the anchor, the heading, and the entries. Digits and signs come first, under `0-9`."""
    ordered = sorted(entries, key=lambda entry: (_initial(name(entry)) != "0-9", _plain(name(entry))))
    parted = groupby(ordered, key=lambda entry: _initial(name(entry)))
    return [(initial.lower(), initial, list(held)) for initial, held in parted]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return folded.lstrip(" \"'(")


def _initial(text: str) -> str:
    first = _plain(text)[:1].upper()
    return first if first.isalpha() else "0-9"
