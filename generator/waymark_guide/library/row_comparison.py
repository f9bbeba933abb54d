"""Compares things that are shown in columns, row by row: which lines their cells share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Verdict = Literal["same", "partly", "differ"]


class Line(NamedTuple):
    """One line of a cell. Two lines with the same text count as the same.

    Attributes:
        url: what the text links to, from the root without a leading slash; empty for no link.
        note: a remark that is shown with the text.
    """

    text: str
    url: str = ""
    note: str = ""


class Similarity(NamedTuple):
    """How similar the cells of a row are, and the texts of the lines that are in all of them."""

    verdict: Verdict
    shared: tuple[str, ...] = ()


class CountedAnswer(NamedTuple):
    """An answer in a guide that adds points to something or takes points from it."""

    guide: str
    question: str
    option: str
    points: int


def compare_cells(cells: Sequence[Sequence[Line]]) -> Similarity:
    """Compare the cells of a row."""
    texts = [dict.fromkeys(line.text for line in cell) for cell in cells]
    shared = tuple(text for text in texts[0] if all(text in other for other in texts))
    if all(len(own) == len(shared) for own in texts):
        return Similarity("same", shared)
    return Similarity("partly", shared) if shared else Similarity("differ")


def find_leading_answers(own: Sequence[CountedAnswer], others: Sequence[Sequence[CountedAnswer]], *, most: int = 3) -> tuple[CountedAnswer, ...]:
    """Find the answers that add more points to one thing than to any other: one for each question, the widest lead first.

    Only guides that have points for all of them count. The points of the answers returned are the lead over the best of the others.
    """
    guides = frozenset(each.guide for each in own).intersection(*(frozenset(each.guide for each in other) for other in others))
    points = [{each[:3]: each.points for each in other} for other in others]
    ahead = [each._replace(points=each.points - max(other.get(each[:3], 0) for other in points)) for each in own if each.guide in guides]
    best: dict[tuple[str, str], CountedAnswer] = {}
    for each in sorted((each for each in ahead if each.points > 0), key=lambda each: -each.points):
        best.setdefault((each.guide, each.question), each)
    return tuple(best.values())[:most]
