"""Terms are found as whole words, the longest first, in the forms that the glossary lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from waymark_guide.library.terms import Terms, find_first_users, list_spellings
from waymark_guide.model.vocabulary import Glossary

if TYPE_CHECKING:
    from collections.abc import Iterator

GLOSSARY = Glossary.model_validate(
    {
        "schema": "glossary/1",
        "terms": [
            {"id": "pot", "term": "Pot", "definition": "A thing to cook in.", "forms": ["pots"], "more": "[Pots](/approaches/pots/)"},
            {"id": "pot-luck", "term": "Pot luck", "definition": "Everybody brings a dish."},
            {"id": "soup-guild", "term": "Soup Guild", "definition": "Those who cook soup.", "aliases": ["SG"]},
        ],
    }
)
TERMS = Terms.from_glossary(GLOSSARY)


def find_terms(text: str) -> list[tuple[str, str]]:
    """List the words that are found in a text, each with its term."""
    return [(text[begin:end], term) for begin, end, term in TERMS.find(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A pot and two pots.", [("pot", "pot"), ("pots", "pot")]),
        ("We had pot luck.", [("pot luck", "pot-luck")]),
        ("We had pot\nluck.", [("pot\nluck", "pot-luck")]),
        ("Pots are heavy.", [("Pots", "pot")]),
        ("It is full. Pots are heavy.", [("Pots", "pot")]),
        ("The Soup Guild met. SG for short.", [("Soup Guild", "soup-guild"), ("SG", "soup-guild")]),
    ],
)
def test_terms_are_found(text: str, words: list[tuple[str, str]]) -> None:
    """The longest term wins, a sentence may begin with one, and a line may break within one."""
    assert find_terms(text) == words


@pytest.mark.parametrize(
    "text", ["Spots and potters.", "A pot-bellied stove, a teapot, a chamber-pot.", "The Big Pot Company.", "the soup guild", "sg", ""]
)
def test_other_words_are_not_found(text: str) -> None:
    """Parts of words, parts of names, and names without their capitals are not found."""
    assert find_terms(text) == []


def test_no_glossary_has_no_terms() -> None:
    """Without a glossary nothing is found."""
    assert list(Terms.from_glossary(None).find("A pot.")) == []


def test_a_page_that_a_term_links_to_is_about_the_term() -> None:
    """A page to which a term links for more is about this term."""
    assert TERMS.find_subjects("approaches/pots/") == {"pot"}
    assert TERMS.find_subjects("approaches/other/") == frozenset()


def test_names_have_one_spelling() -> None:
    """A term with a capital after its first letter is a name, and has one spelling."""
    assert list_spellings("Pot luck") == ("pot luck", "Pot luck")
    assert list_spellings("Soup Guild") == ("Soup Guild",)


def list_unused(*texts: str) -> set[str]:
    """List the terms that none of the texts uses."""
    return TERMS.entries.keys() - find_first_users(TERMS, TERMS.entries, zip("abc", texts, strict=False)).keys()


def test_the_first_user_of_each_term_stops_the_reading() -> None:
    """The first text that uses each term is found. Reading stops when every term has one."""
    assert find_first_users(TERMS, TERMS.entries, [("a", "A pan."), ("b", "A pot."), ("c", "Pots and pot luck.")]) == {"pot": "b", "pot-luck": "c"}
    assert find_first_users(TERMS, ["pot-luck"], [("a", "A pot."), ("b", "A pot.")]) == {}

    def texts() -> Iterator[tuple[str, str]]:
        yield "a", "A pot, pot luck and the Soup Guild."
        message = "read on"
        raise AssertionError(message)

    assert find_first_users(TERMS, TERMS.entries, texts()) == dict.fromkeys(TERMS.entries, "a")


def test_a_term_within_a_longer_one_is_not_used() -> None:
    """A text that uses a longer term does not use the shorter one in it, also across a line break. A NUL separates texts."""
    assert list_unused("Pot\nluck.") == {"pot", "soup-guild"}
    assert list_unused("No spots.", "Potters") == {"pot", "pot-luck", "soup-guild"}
    assert list_unused("The\0Pots are heavy; pot\0luck") == {"pot-luck", "soup-guild"}
