"""An index of words that a browser can fetch in small parts: which texts hold a word, and how much it counts there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PART_SIZE = 12_000
"""How many letters of places one part holds, about. A word is in one part, so a search fetches about one part a word."""
COMMON_SHARE = 3
"""A word that is in a third of all texts, or more, distinguishes them too little to be in the index, once there are many texts."""
MANY_TEXTS = 200
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WEIGHTS = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORD = re.compile(r"[^\W_]{2,}")
_ASCII_WORD = re.compile(r"[a-z0-9]{2,}")
"""The same among small letters of ASCII, and quicker."""
WEIGHT_BASE = 32
"""A text that holds a word is the number of the text times this, and the word's weight in it: one number instead of a pair."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Which texts hold which words.

    Attributes:
        texts: how many texts there are.
        common: words that are in too many texts to distinguish them.
        words: the words of each part in the order of the alphabet, and all parts in that order too.
        places: for each part the texts of each of its words. See `written`.
    """

    texts: int
    common: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]


def split_words(text: str) -> list[str]:
    """The words of a text as they are looked for: small letters and digits without accents, two at least."""
    text = text.lower()
    if text.isascii():
        return _ASCII_WORD.findall(text)
    return _WORD.findall("".join(sign for sign in unicodedata.normalize("NFD", text) if sign.isascii() or unicodedata.category(sign)[0] != "M"))


def make_word_index(texts: Iterable[Sequence[tuple[str, int]]]) -> WordIndex:
    """Index texts.

    Args:
        texts: for each text its fields, each with what a word in it counts, from 1. All fields of a text together count 26 at most.
    """
    held: defaultdict[str, list[int]] = defaultdict(list)
    count = 0
    for fields in texts:
        weights: dict[str, int] = {}
        for text, weight in fields:
            for word in set(split_words(text)):
                weights[word] = weights.get(word, 0) + weight
        for word, weight in weights.items():
            held[word].append(count * WEIGHT_BASE + weight)
        count += 1
    common = tuple(sorted(word for word, places in held.items() if count >= MANY_TEXTS and len(places) * COMMON_SHARE >= count))
    parts = tuple(_parts([(word, encode_postings(held[word])) for word in sorted(held.keys() - set(common))]))
    return WordIndex(
        count, common, tuple(tuple(word for word, _ in part) for part in parts), tuple(tuple(places for _, places in part) for part in parts)
    )


def encode_postings(held: Iterable[int]) -> str:
    """Texts and weights, short: `1aA` is 46 texts further on, with weight 1. The next text is written without its one step.

    Steps are in base 36; the capital letter after each is the weight, `A` for 1.

    Args:
        held: the texts in order, each with its weight; see `ROOM`.
    """
    last = -WEIGHT_BASE
    found = []
    for text in held:
        found.append(_step(text - last))
        last = text - text % WEIGHT_BASE
    return "".join(found)


def format_base36(number: int) -> str:
    """A number as a browser reads it with `parseInt(text, 36)`."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"


@lru_cache(maxsize=16_384)
def _step(ahead: int) -> str:
    step, weight = divmod(ahead, WEIGHT_BASE)
    return ("" if step == 1 else format_base36(step)) + _WEIGHTS[weight]


def _parts(entries: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    part: list[tuple[str, str]] = []
    size = 0
    for entry in entries:
        part.append(entry)
        size += len(entry[1])
        if size >= PART_SIZE:
            yield part
            part, size = [], 0
    if part:
        yield part
