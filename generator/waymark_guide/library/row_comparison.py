"""What several things side by side have in common, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Verdict = Literal["same", "partly", "differ"]


class Line(NamedTuple):
    """One line of a cell. Two lines are the same where their text is.

    Attributes:
        url: where the text leads, from the root without a leading slash; empty where it leads nowhere.
        note: what is said next to it.
    """

    text: str
    url: str = ""
    note: str = ""


class Similarity(NamedTuple):
    """How alike the cells of a row are, and the lines that are in all of them."""

    verdict: Verdict
    shared: tuple[str, ...] = ()


class CountedAnswer(NamedTuple):
    """An answer that counts for or against something in a guide, by whole points."""

    guide: str
    question: str
    option: str
    points: int


def compare_cells(cells: Sequence[Sequence[Line]]) -> Similarity:
    """Hold the cells of a row against each other."""
    texts = [dict.fromkeys(line.text for line in cell) for cell in cells]
    shared = tuple(text for text in texts[0] if all(text in other for other in texts))
    if all(len(own) == len(shared) for own in texts):
        return Similarity("same", shared)
    return Similarity("partly", shared) if shared else Similarity("differ")


def find_leading_answers(own: Sequence[CountedAnswer], others: Sequence[Sequence[CountedAnswer]], *, most: int = 3) -> tuple[CountedAnswer, ...]:
    """The answers that count more for one than for any of the others, the widest lead first, one for each question.

    Only guides that count for all of them are looked at. The points of an answer are the lead over the best of the others.
    """
    guides = frozenset(each.guide for each in own).intersection(*(frozenset(each.guide for each in other) for other in others))
    points = [{each[:3]: each.points for each in other} for other in others]
    ahead = [each._replace(points=each.points - max(other.get(each[:3], 0) for other in points)) for each in own if each.guide in guides]
    found: dict[tuple[str, str], CountedAnswer] = {}
    for each in sorted((each for each in ahead if each.points > 0), key=lambda each: -each.points):
        found.setdefault((each.guide, each.question), each)
    return tuple(found.values())[:most]
