"""The quick parser of YAML and the careful one agree, or the quick one gives no data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark_guide.reading.plain_yaml import load_plain_data
from waymark_guide.reading.yaml_nodes import parse

ROOT = Path(__file__).parents[3]
FILES = sorted(file for folder in ("case_studies", "decision_trees", "content") for file in ROOT.glob(f"{folder}/**/*.yaml"))
PIECES = (
    "a",
    "b: ",
    "- ",
    "\n",
    "  ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ": ",
    "'",
    '"',
    "&x ",
    "*x",
    "!t ",
    "<<: ",
    "|\n",
    ">-\n",
    "#",
    "\\e",
    "? ",
    "---\n",
    "%Y",
    "é",
    "id: a",
)


def agree(text: str) -> None:
    """Assert that the quick parser gives no data, or exactly the data of the careful parser, which finds no problem."""
    quick = load_plain_data(text)
    if quick is not None:
        node, troubles = parse(text)
        assert node is not None
        assert troubles == []
        assert node.data() == quick


def test_the_content_of_this_repository() -> None:
    """Both parsers give the same data for every file, and the quick one reads nearly all of them."""
    texts = [file.read_text(encoding="utf-8") for file in FILES]
    for text in texts:
        agree(text)
    assert sum(load_plain_data(text) is not None for text in texts) > len(texts) * 0.9


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text(text: str) -> None:
    """Both parsers agree on any text made of YAML's own characters."""
    agree(text)


UNUSUAL = (
    "a: &x b\nc: *x\n", "a: !!str b\n", "<<: {a: b}\n", "a: 1\na: 2\n", "a:\n", "? [a]\n: b\n", "- {id: x}\n- {id: x}\n",
    "%YAML 1.1\n---\na: b\n", "a: b\n---\nc: d\n", 'a: "\\x1b"\n', "", "a: [", "[" * 100_000, "- " * 100_000, "- ? " * 50_000,
    "\n".join(" " * level + "a:" for level in range(1_200)), "a: x\n" * 60_000,
)  # fmt: skip


@pytest.mark.parametrize("text", UNUSUAL)
def test_unusual_text_is_left_to_the_careful_parser(text: str) -> None:
    """A text that is or might be refused is left to the careful parser, and no text makes the C parser go too deep."""
    assert load_plain_data(text) is None
