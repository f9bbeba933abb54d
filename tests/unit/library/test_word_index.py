"""Words lead to the texts that hold them, however many texts there are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark_guide.library.word_index import MANY_TEXTS, WEIGHT_BASE, encode_postings, format_base36, make_word_index, split_words


def _read(places: str) -> list[tuple[int, int]]:
    """What the browser makes of the written places."""
    text, found = -1, []
    for step, weight in re.findall(r"([0-9a-z]*)([A-Z])", places):
        text += int(step, 36) if step else 1
        found.append((text, ord(weight) - 64))
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Café's Carers' Group", ["the", "cafe", "carers", "group"]),
        ("A1 and 15,202 parcels_x", ["a1", "and", "15", "202", "parcels"]),
        ("Gwynedd: Llŷn", ["gwynedd", "llyn"]),
        ("", []),
    ],
)
def test_words_have_small_letters_and_no_accents(text: str, words: list[str]) -> None:
    """Words are cut at everything but letters and digits; single letters are left out."""
    assert [word for word in split_words(text) if word != "x"] == words


@given(st.text(st.characters(codec="ascii") | st.sampled_from("Éé£\u2013\u0301\u0130\u212a")))
def test_words_are_the_same_whatever_is_next_to_them(text: str) -> None:
    """A sign outside ASCII in a text changes nothing in how its other words are cut."""
    assert split_words(f"{text} é") == split_words(text)


@given(st.dictionaries(st.integers(0, 20_000), st.integers(1, 26), max_size=60))
def test_what_is_written_can_be_read_again(places: dict[int, int]) -> None:
    """Texts and weights come back as they were."""
    assert _read(encode_postings(place * WEIGHT_BASE + weight for place, weight in sorted(places.items()))) == sorted(places.items())


@given(st.integers(0, 10**9))
def test_numbers_are_in_base_36(number: int) -> None:
    """A number is read again as it was."""
    assert int(format_base36(number), 36) == number


def test_a_word_counts_by_the_fields_that_hold_it() -> None:
    """A word in the title and in the summary counts for both, and once in each."""
    index = make_word_index([[("Repair café", 4), ("A repair shop and a repair class", 1)], [("Shop", 4), ("", 1)]])
    found = {word: _read(places) for words, held in zip(index.words, index.postings, strict=True) for word, places in zip(words, held, strict=True)}
    assert found["repair"] == [(0, 5)]
    assert found["shop"] == [(0, 1), (1, 4)]


def test_words_that_tell_nothing_apart_are_left_out_of_large_libraries_only() -> None:
    """A word in a third of many texts has no places; in a small library it keeps them."""
    many = [[(f"group {number} {'tells' if number % 9 == 0 else ''}", 1)] for number in range(MANY_TEXTS)]
    assert make_word_index(many).common == ("group",)
    assert "tells" in make_word_index(many).words[0]
    assert make_word_index(many[:10]).common == ()


def test_the_words_of_all_parts_are_in_order() -> None:
    """Cut into parts, the words still are in the order of the alphabet, and each has its places."""
    index = make_word_index([[(" ".join(f"word{(number * step) % 997:04}" for step in range(60)), 1)] for number in range(1, 1500)])
    assert len(index.words) > 1
    listed = [word for part in index.words for word in part]
    assert listed == sorted(set(listed))
    assert [len(part) for part in index.words] == [len(part) for part in index.postings]
