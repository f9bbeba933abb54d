"""An answer in words: what is asked next, or the result with what was left out, why, and what would change it."""

from __future__ import annotations

from generator.trees.answer import answer
from generator.trees.tell import WIDTH, tell
from tests.unit.trees.planting import ask, gives, plant


def test_tells_what_is_asked_next() -> None:
    """The question, how to give each answer, and how many questions are left."""
    tree = plant([ask("a", "x", "yes"), ask("b", "x", "y", ask_if={"a": "x"})], ["one"])
    assert tell(answer(tree, {"c": "x"}), tree).splitlines() == [
        "Not understood and left out: c.",
        "Next: a?",
        "  a=x    X",
        "  a=yes  Yes",
        "  a=?    I don't know",
        "Questions left: 1 to 2.",
    ]


def test_tells_the_result() -> None:
    """The plain result first, its reasons, and every single change; no line is too long."""
    tree = plant([ask("a", gives("x", one=2), gives("y", two=1)), ask("b", "x", "y")], ["one", "two"], mode="ranked")
    lines = tell(answer(tree, {"a": "x", "b": "?"}), tree).splitlines()
    assert lines[:4] == ["Whatever the unknown answers are: One.", "1. One (score 20)", "    +20  x: one", "2. Two (score 0)"]
    assert "  - a? Y → Two" in lines
    assert max(map(len, lines)) <= WIDTH


def test_tells_of_another_guide_and_of_nothing_left() -> None:
    """A way to another guide names it; where nothing is left it says so."""
    tree = plant([ask("a", {"id": "x", "next": "tree:other"}, "y")], [{"id": "one", "when": {"a": "x"}}])
    assert tell(answer(tree, {"a": "x"}), tree).startswith('Go on with the guide "other".')
    assert tell(answer(tree, {"a": "y"}), tree).startswith("No outcome is left for these answers.")
