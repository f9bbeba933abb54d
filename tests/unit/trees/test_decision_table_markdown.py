"""The decision table as text."""

from __future__ import annotations

from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.trees.views.decision_table_markdown import TOO_LARGE, render_table


def test_rows_say_which_answers_lead_where() -> None:
    """Each row holds the answers that matter on its way, by id, and the result; what changes nothing is left out."""
    tree = make_tree([ask("a", "yes", "no"), ask("b", "yes", "no", ask_if={"a": "no"})], [{"id": "x", "when": {"b": "yes"}}, "y"])
    rows = [line for line in render_table(tree).splitlines() if line.startswith("| `")]
    assert rows == ["| `a` yes | Y |", "| `a` no; `b` yes | X |", "| `a` no; `b` no | Y |"]
    assert "- `b` (asked only if `a` is no): b?" in render_table(tree)


def test_ranked_guide_is_a_matrix() -> None:
    """A ranked guide shows points times weight in one column for each outcome, and every reason."""
    text = render_table(make_tree([ask("a", gives("yes", x=2), gives("no", y=-1))], ["x", "y"], mode="ranked"))
    assert "| `a` yes | 20 |  |" in text
    assert "| `a` no |  | -10 |" in text
    assert "| `a` yes | X | Worth | +2 | yes: x |" in text


def test_words_stay_in_their_cells() -> None:
    """Signs that mean something in Markdown lose their meaning."""
    text = render_table(make_tree([ask("a", {"id": "yes", "label": "Either | or <b>"}, "no")], [{"id": "x", "when": {"a": "yes"}}, "y"]))
    assert "  - yes: Either \\| or &lt;b>" in text


def test_too_many_ways_are_said_so() -> None:
    """A guide without a table says why there is none."""
    questions = [ask(f"q{number}", "yes", "no") for number in range(11)]
    tree = make_tree(questions, [{"id": f"x{number}", "when": {f"q{number}": "yes"}} for number in range(11)], mode="all")
    assert TOO_LARGE in render_table(tree)
