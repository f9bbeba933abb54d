"""What stands side by side is told apart by its lines."""

from __future__ import annotations

import pytest

from waymark_guide.library.common_rows import Counted, Line, likeness, tips


@pytest.mark.parametrize(
    ("cells", "verdict", "shared"),
    [
        (["a b", "b a"], "same", ("a", "b")),
        (["a b", "b c"], "partly", ("b",)),
        (["a b", "a"], "partly", ("a",)),
        (["a", "b"], "differ", ()),
        (["", "b"], "differ", ()),
        (["", ""], "same", ()),
        (["a b", "b c", "c a"], "differ", ()),
        (["a b", "b c", "b"], "partly", ("b",)),
    ],
)
def test_a_row_is_the_same_partly_the_same_or_different(cells: list[str], verdict: str, shared: tuple[str, ...]) -> None:
    """A row is the same where every cell has the same lines in any order, and names the lines that all cells share."""
    assert likeness([[Line(text, note=f"note {place}") for text in cell.split()] for place, cell in enumerate(cells)]) == (verdict, shared)


def test_the_answers_that_tip_are_those_with_the_widest_lead() -> None:
    """An answer tips by its points over the best of the others, once for each question, in guides that weigh them all."""
    own = [
        Counted("g", "q1", "yes", 10),
        Counted("g", "q1", "no", 30),
        Counted("g", "q2", "yes", 25),
        Counted("g", "q3", "yes", 5),
        Counted("h", "q9", "yes", 99),
    ]
    others = [[Counted("g", "q1", "no", 10), Counted("g", "q3", "yes", 5)], [Counted("g", "q2", "yes", -5)]]
    assert [(each.question, each.option, each.points) for each in tips(own, others)] == [("q2", "yes", 25), ("q1", "no", 20)]
