"""A graph of answers whose ends say what becomes of the result, with equal remainders made one; and how many paths lead to each end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Result = tuple[str, ...]
"""What comes first, in shared names."""

Box = dict[str, frozenset[int]]
"""Answers: for each question that must have been asked, the kinds of answers that fit."""


class ResultPair(NamedTuple):
    """The result of a path in both versions; none where only the other version can be followed."""

    old: Result | None
    new: Result | None

    @property
    def is_change(self) -> bool:
        """Whether both versions have a result, and not the same."""
        return self.old is not None and self.new is not None and self.old != self.new

    @property
    def is_shared(self) -> bool:
        """Whether both versions have a result."""
        return self.old is not None and self.new is not None


class Arc(NamedTuple):
    """A kind of answer to a question, how many answers it holds, and the number of what it leads to."""

    name: str
    kind: int
    times: int
    to: int


class _Point(NamedTuple):
    move: ResultPair | None
    arcs: tuple[Arc, ...]


class ChangeGraph:
    """Points that are added from the ends backwards, so that every arc leads to a lower number; the last one added is the start."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.points: list[_Point] = []
        self._numbers: dict[_Point, int] = {}
        self.steps = 0

    def end(self, move: ResultPair) -> int:
        """The number of an end."""
        return self._number(_Point(move, ()))

    def fork(self, arcs: Sequence[Arc]) -> int:
        """The number of a question with these arcs."""
        return self._number(_Point(None, tuple(arcs)))

    def _number(self, point: _Point) -> int:
        number = self._numbers.setdefault(point, len(self.points))
        if number == len(self.points):
            self.points.append(point)
        return number

    def totals(self, start: int) -> Counter[ResultPair]:
        """How many paths lead to each end."""
        ways = [0] * (start + 1)
        ways[start] = 1
        found: Counter[ResultPair] = Counter()
        for number in range(start, -1, -1):
            move, arcs = self.points[number]
            if ways[number] and move is not None:
                found[move] += ways[number]
            elif ways[number]:
                for arc in arcs:
                    ways[arc.to] += ways[number] * arc.times
        return found

    def totals_in(self, start: int, box: Mapping[str, frozenset[int]]) -> Counter[ResultPair]:
        """How many of the paths that fit a box lead to each end."""
        bits = {name: 1 << place for place, name in enumerate(box)}
        everything = (1 << len(box)) - 1
        ways: list[dict[int, int]] = [{} for _ in range(start + 1)]
        ways[start][0] = 1
        found: Counter[ResultPair] = Counter()
        for number in range(start, -1, -1):
            move, arcs = self.points[number]
            if move is not None:
                found[move] += ways[number].get(everything, 0)
            elif ways[number]:
                self.steps += len(arcs) * len(ways[number])
                for arc in arcs:
                    fits = box.get(arc.name)
                    if fits is None or arc.kind in fits:
                        bit = bits.get(arc.name, 0)
                        onward = ways[arc.to]
                        for seen, count in ways[number].items():
                            onward[seen | bit] = onward.get(seen | bit, 0) + count * arc.times
        return +found

    def hull(self, start: int, move: ResultPair) -> Box:
        """The smallest box that holds every path to an end; questions whose every answer is met are left out."""
        leads = self._leading_to(start, move)
        common: list[frozenset[str] | None] = [None] * (start + 1)
        common[start] = frozenset()
        met: dict[str, set[int]] = {}
        for number in range(start, -1, -1):
            here = common[number]
            if here is None or not leads[number]:
                continue
            for arc in self.points[number].arcs:
                if leads[arc.to]:
                    met.setdefault(arc.name, set()).add(arc.kind)
                    after, known = here | {arc.name}, common[arc.to]
                    common[arc.to] = after if known is None else known & after
        always = common[self._numbers[_Point(move, ())]] or frozenset()
        return {name: frozenset(met[name]) for name in met if name in always}

    def _leading_to(self, start: int, move: ResultPair) -> list[bool]:
        leads = [False] * (start + 1)
        for number in range(start + 1):
            point = self.points[number]
            leads[number] = point.move == move if point.move is not None else any(leads[arc.to] for arc in point.arcs)
        return leads
