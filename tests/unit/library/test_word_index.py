"""A word index leads from each word to the texts that hold it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark_guide.library.word_index import MANY_TEXTS, WEIGHT_BASE, encode_postings, format_base36, make_word_index, split_words


def _decode_postings(encoded: str) -> list[tuple[int, int]]:
    """Decode postings as the browser does: the number of each text, and the weight of the word in it."""
    text, postings = -1, []
    for step, weight in re.findall(r"([0-9a-z]*)([A-Z])", encoded):
        text += int(step, 36) if step else 1
        postings.append((text, ord(weight) - 64))
    return postings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Café's Carers' Group", ["the", "cafe", "carers", "group"]),
        ("A1 and 15,202 parcels_x", ["a1", "and", "15", "202", "parcels"]),
        ("Gwynedd: Llŷn", ["gwynedd", "llyn"]),
        ("", []),
    ],
)
def test_words_are_lower_case_without_accents(text: str, words: list[str]) -> None:
    """Words are split at everything but letters and digits. Single letters are left out."""
    assert [word for word in split_words(text) if word != "x"] == words


@given(st.text(st.characters(codec="ascii") | st.sampled_from("Éé£\u2013\u0301\u0130\u212a")))
def test_ascii_words_do_not_depend_on_the_rest_of_the_text(text: str) -> None:
    """A character outside ASCII does not change how the other words of a text are split."""
    assert split_words(f"{text} é") == split_words(text)


@given(st.dictionaries(st.integers(0, 20_000), st.integers(1, 26), max_size=60))
def test_postings_can_be_decoded(weights: dict[int, int]) -> None:
    """Decoded postings hold the same texts and weights."""
    assert _decode_postings(encode_postings(text * WEIGHT_BASE + weight for text, weight in sorted(weights.items()))) == sorted(weights.items())


@given(st.integers(0, 10**9))
def test_numbers_are_in_base_36(number: int) -> None:
    """Python reads the same number back from base 36."""
    assert int(format_base36(number), 36) == number


def test_a_word_counts_by_the_fields_that_hold_it() -> None:
    """The weight of a word is the sum of the weights of the fields that hold it."""
    index = make_word_index([[("Repair café", 4), ("A repair shop and a repair class", 1)], [("Shop", 4), ("", 1)]])
    pairs = ((word, encoded) for part in zip(index.words, index.postings, strict=True) for word, encoded in zip(*part, strict=True))
    postings = {word: _decode_postings(encoded) for word, encoded in pairs}
    assert postings["repair"] == [(0, 5)]
    assert postings["shop"] == [(0, 1), (1, 4)]


def test_common_words_are_left_out_of_large_indexes_only() -> None:
    """A word in a third of many texts has no postings. In a small index it has them."""
    many = [[(f"group {number} {'tells' if number % 9 == 0 else ''}", 1)] for number in range(MANY_TEXTS)]
    assert make_word_index(many).common == ("group",)
    assert "tells" in make_word_index(many).words[0]
    assert make_word_index(many[:10]).common == ()


def test_the_words_of_all_parts_are_in_order() -> None:
    """The words are in alphabetical order across all parts, and each has its postings."""
    index = make_word_index([[(" ".join(f"word{(number * step) % 997:04}" for step in range(60)), 1)] for number in range(1, 1500)])
    assert len(index.words) > 1
    listed = [word for part in index.words for word in part]
    assert listed == sorted(set(listed))
    assert [len(part) for part in index.words] == [len(part) for part in index.postings]
