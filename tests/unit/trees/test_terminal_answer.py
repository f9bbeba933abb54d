"""An answer in words: the next question; or the result, what was left out, why, and what would change it."""

from __future__ import annotations

from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.trees.engine.evaluation import evaluate_answers
from waymark_guide.trees.views.terminal_answer import WIDTH, render_answer


def test_shows_the_next_question() -> None:
    """The question, how to give each answer, and how many questions are left."""
    tree = make_tree([ask("a", "x", "yes"), ask("b", "x", "y", ask_if={"a": "x"})], ["one"])
    assert render_answer(evaluate_answers(tree, {"c": "x"}), tree).splitlines() == [
        "Not understood and left out: c.",
        "Next: a?",
        "  a=x    X",
        "  a=yes  Yes",
        "  a=?    I don't know",
        "Questions left: 1 to 2.",
    ]


def test_shows_the_result() -> None:
    """The plain result first, its reasons, and every single change; no line is too long."""
    tree = make_tree([ask("a", gives("x", one=2), gives("y", two=1)), ask("b", "x", "y")], ["one", "two"], mode="ranked")
    lines = render_answer(evaluate_answers(tree, {"a": "x", "b": "?"}), tree).splitlines()
    assert lines[:4] == ["Whatever the unknown answers are: One.", "1. One (score 20)", "    +20  x: one", "2. Two (score 0)"]
    assert "  - a? Y → Two" in lines
    assert max(map(len, lines)) <= WIDTH


def test_shows_another_guide_or_that_nothing_is_left() -> None:
    """A path to another guide names it; without an outcome the text says so."""
    tree = make_tree([ask("a", {"id": "x", "next": "tree:other"}, "y")], [{"id": "one", "when": {"a": "x"}}])
    assert render_answer(evaluate_answers(tree, {"a": "x"}), tree).startswith('Go on with the guide "other".')
    assert render_answer(evaluate_answers(tree, {"a": "y"}), tree).startswith("No outcome is left for these answers.")


def test_shows_what_the_result_rests_on() -> None:
    """The text names the answers that make the lead, the fewest changes of the result, and the weight that changes it."""
    worth, other = (
        {"effects": {which: {factor: {"points": points, "because": "So."}}}} for which, factor, points in (("one", "worth", 1), ("two", "other", 1))
    )
    tree = make_tree(
        [ask("a", {"id": "x", **worth}, "y"), ask("b", {"id": "x", **other}, "y"), ask("c", {"id": "x", **other}, "y")], ["one", "two"], mode="ranked"
    )
    text = render_answer(evaluate_answers(tree, {"a": "x", "b": "x", "c": "x"}), tree)
    assert "What it rests on:\n  - b? X: +90 over One\n  - c? X: +90 over One\n" in text
    assert "  - No single answer; 2 do, together: b? Y and c? Y → One" in text
    assert "At other weights:\n  - Worth: 67 or more instead of 10 → One\n  - Other: 33 or less instead of 90 → One" in text


def test_shows_what_to_find_out_first() -> None:
    """The text says what finding out does, then the result of each answer."""
    tree = make_tree([ask("a", gives("x", one=1), gives("y", two=1), dont_know={"matters": "high"})], ["one", "two"], mode="ranked")
    text = render_answer(evaluate_answers(tree, {"a": "?"}), tree)
    assert "a? Finding out settles the result. The authors say that it matters a good deal. if X, One; if" in " ".join(text.split())
