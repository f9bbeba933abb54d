"""The words of a rule are written once, in Python: the form's scripts and the catalogue of the interface repeat none of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from waymark_guide.checks.rule import RULES
from waymark_guide.contribute.form_rules import collect_texts
from waymark_guide.reading.validation_messages import SINGULAR
from waymark_guide.words.catalogue import load_catalogue

SCRIPTS = sorted((Path(__file__).parents[2] / "generator/waymark_guide/site/assets/contribute").rglob("*.js"))
LEAST_LETTERS = 6
"""Shorter pieces of a text are names such as `map`, which a script may use for other things."""
TEXTS = {*collect_texts("C").values(), *(words for rule in RULES.values() for words in (rule.title, rule.why, rule.fix))}


def split_text(text: str) -> list[str]:
    """The pieces of a text between the values that are filled in, without signs and blanks at their ends."""
    pieces = [piece.strip(' \n.,:;"') for piece in re.split(r"\{\w+\}", text)]
    return [piece for piece in pieces if " " in piece and len(piece) >= LEAST_LETTERS]


PIECES = sorted({piece for text in [*TEXTS, *SINGULAR.values()] for piece in split_text(text)})


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_script_holds_no_text_of_a_rule(script: Path) -> None:
    """No script of the form holds a piece of a rule's title, reason, advice or message."""
    code = "\n".join(line for line in script.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith(("//", "/*", "*")))
    assert [piece for piece in PIECES if piece in code] == []


def test_catalogue_holds_no_text_of_a_rule() -> None:
    """The interface's own words are others than those of the rules."""
    sentences = {text for text in TEXTS if split_text(text)}
    assert sentences.intersection(load_catalogue().values()) == set()


def test_keys_of_rules_are_codes() -> None:
    """The form finds the words of a rule by the number of its code."""
    numbers = {key.partition(".")[0] for key in collect_texts("C") if key[0].isdigit()}
    assert numbers
    assert all(f"C{number}" in RULES for number in numbers)
