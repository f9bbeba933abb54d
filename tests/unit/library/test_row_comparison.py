"""Rows are compared by the lines of their cells."""

from __future__ import annotations

import pytest

from waymark_guide.library.row_comparison import CountedAnswer, Line, compare_cells, find_leading_answers


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
    """A row is the same if all cells have the same lines, in any order. The lines that all cells share are listed."""
    assert compare_cells([[Line(text, note=f"note {index}") for text in cell.split()] for index, cell in enumerate(cells)]) == (verdict, shared)


def test_leading_answers_are_those_with_the_widest_lead() -> None:
    """An answer leads by its points over the best of the others, once for each question, in guides that have points for all."""
    own = [
        CountedAnswer("g", "q1", "yes", 10),
        CountedAnswer("g", "q1", "no", 30),
        CountedAnswer("g", "q2", "yes", 25),
        CountedAnswer("g", "q3", "yes", 5),
        CountedAnswer("h", "q9", "yes", 99),
    ]
    others = [[CountedAnswer("g", "q1", "no", 10), CountedAnswer("g", "q3", "yes", 5)], [CountedAnswer("g", "q2", "yes", -5)]]
    assert [(each.question, each.option, each.points) for each in find_leading_answers(own, others)] == [("q2", "yes", 25), ("q1", "no", 20)]
