"""An inverted index of words that a browser can fetch in small parts: which texts hold a word, and with what weight."""

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
"""About how many characters of postings one part holds. All postings of a word are in one part, so a search fetches about one part for each word."""
MANY_TEXTS = 200
COMMON_SHARE = 3
"""In an index of many texts, a word that is in a third of them or more is left out, because it hardly narrows a search."""
WEIGHT_BASE = 32
"""A posting is one number: the number of the text times this, plus the weight of the word in it."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WEIGHTS = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORD = re.compile(r"[^\W_]{2,}")
_ASCII_WORD = re.compile(r"[a-z0-9]{2,}")
"""Matches what `_WORD` matches in lower-case ASCII, and is quicker."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Which texts hold which words.

    Attributes:
        text_count: how many texts there are.
        common: the words that are in too many texts to be indexed.
        words: the words of each part. They are in alphabetical order within a part and from part to part.
        postings: for each part, the postings of each of its words, as `encode_postings` encodes them.
    """

    text_count: int
    common: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    postings: tuple[tuple[str, ...], ...]


def split_words(text: str) -> list[str]:
    """Split a text into the words that search compares: letters and digits in lower case without accents, at least two."""
    text = text.lower()
    if text.isascii():
        return _ASCII_WORD.findall(text)
    return _WORD.findall("".join(sign for sign in unicodedata.normalize("NFD", text) if sign.isascii() or unicodedata.category(sign)[0] != "M"))


def make_word_index(texts: Iterable[Sequence[tuple[str, int]]]) -> WordIndex:
    """Index texts.

    Args:
        texts: for each text its fields, each with the weight of a word in it, from 1. The weights of all fields of a text are 26 together at most.
    """
    postings: defaultdict[str, list[int]] = defaultdict(list)
    count = 0
    for fields in texts:
        weights: dict[str, int] = {}
        for text, weight in fields:
            for word in set(split_words(text)):
                weights[word] = weights.get(word, 0) + weight
        for word, weight in weights.items():
            postings[word].append(count * WEIGHT_BASE + weight)
        count += 1
    common = tuple(sorted(word for word, own in postings.items() if count >= MANY_TEXTS and len(own) * COMMON_SHARE >= count))
    parts = tuple(_split_parts([(word, encode_postings(postings[word])) for word in sorted(postings.keys() - set(common))]))
    words = tuple(tuple(word for word, _ in part) for part in parts)
    return WordIndex(count, common, words, tuple(tuple(encoded for _, encoded in part) for part in parts))


def encode_postings(postings: Iterable[int]) -> str:
    """Encode the postings of a word: for each the step from the text before in base 36, and the weight as a capital letter, `A` for 1.

    `1aA` is a step of 46 texts, with the weight 1. A step of 1 is left out.

    Args:
        postings: in the order of the texts; see `WEIGHT_BASE`.
    """
    last = -WEIGHT_BASE
    steps = []
    for posting in postings:
        steps.append(_encode_step(posting - last))
        last = posting - posting % WEIGHT_BASE
    return "".join(steps)


def format_base36(number: int) -> str:
    """Format a number in base 36. A browser reads it with `parseInt(text, 36)`."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"


@lru_cache(maxsize=16_384)
def _encode_step(difference: int) -> str:
    step, weight = divmod(difference, WEIGHT_BASE)
    return ("" if step == 1 else format_base36(step)) + _WEIGHTS[weight]


def _split_parts(entries: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
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
