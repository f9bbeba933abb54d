"""The smallest conditions that describe the paths to one end.

First the smallest box that holds them all. Where it holds others too, a few boxes that hold them all and nothing else, each as wide as can be.
Where those would be many or long, a few of the answers that they have in common are given, with the number of other paths that have them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.diff.change_graph import Box, ChangeGraph, ResultPair

MAX_BOXES = 6
MAX_ANSWERS = 18
MAX_QUESTIONS = 3
MAX_ROWS = 160
MAX_STEPS = 1_500_000


class FoundConditions(NamedTuple):
    """The paths to one end in words of boxes.

    Attributes:
        boxes: each with how many of the paths it holds; a path may lie in several.
        others: how many compared paths the boxes hold that go elsewhere; 0 where they say exactly which paths these are.
    """

    boxes: tuple[tuple[Box, int], ...]
    others: int


def find_conditions(graph: ChangeGraph, start: int, move: ResultPair) -> FoundConditions:
    """The smallest conditions under which a path leads to an end."""
    return _Search(graph, start, move).describe()


class _Search:
    """The search for one end's conditions."""

    def __init__(self, graph: ChangeGraph, start: int, move: ResultPair) -> None:
        self.graph = graph
        self.start = start
        self.move = move
        self.most_steps = graph.steps + MAX_STEPS

    def describe(self) -> FoundConditions:
        hull = self.graph.hull(self.start, self.move)
        if self._others(hull) == 0:
            box = self._widened(hull)
            return FoundConditions(((box, self._count(box)),), 0)
        boxes = self._cover()
        if boxes is not None and sum(map(len, boxes)) <= MAX_ANSWERS:
            return FoundConditions(tuple(sorted(((box, self._count(box)) for box in boxes), key=lambda each: -each[1])), 0)
        box = self._telling(hull)
        return FoundConditions(((box, self._count(box)),), self._others(box))

    def _others(self, box: Box) -> int:
        """How many paths of a box have a result in both versions and go elsewhere."""
        return sum(count for move, count in self.graph.totals_in(self.start, box).items() if move != self.move and move.is_shared)

    def _count(self, box: Box) -> int:
        return self.graph.totals_in(self.start, box)[self.move]

    def _widened(self, box: Box) -> Box:
        """The box without what it does not need, the least telling questions left out first."""
        for name in sorted(box, key=lambda name: -len(box[name])):
            wider = {each: kinds for each, kinds in box.items() if each != name}
            if self._others(wider) == 0:
                box = wider
        return box

    def _telling(self, hull: Box) -> Box:
        """The questions of a box that keep most others out, the most telling first, as long as each keeps out a good part of the rest."""
        box: Box = {}
        others = self._others(box)
        while len(box) < MAX_QUESTIONS:
            tried = [(self._others({**box, name: kinds}), name) for name, kinds in hull.items() if name not in box]
            fewest, best = min(tried, default=(others, ""))
            if fewest * 5 > others * 4:
                break
            box, others = {**box, best: hull[best]}, fewest
        return box

    def _cover(self) -> list[Box] | None:
        """A few boxes that hold these paths and no others, or none where that takes too many or too long."""
        rows: list[Box] = []
        for row in self._rows():
            rows.append(row)
            if len(rows) > MAX_ROWS:
                return None
        wide: list[Box] = []
        for row in rows:
            if not any(_holds(box, row) for box in wide):
                wide.append(self._widened(row))
            if self.graph.steps > self.most_steps:
                return None
        chosen: list[Box] = []
        left = rows
        while left:
            best = max(wide, key=lambda box: sum(_holds(box, row) for row in left))
            chosen.append(best)
            left = [row for row in left if not _holds(best, row)]
            if len(chosen) > MAX_BOXES:
                return None
        return chosen

    def _rows(self) -> Iterator[Box]:
        """Boxes that share no path and together hold exactly these paths: the reduced graph, read from its start to this end."""
        points = self.graph.points
        reduced: list[tuple[str, tuple[tuple[frozenset[int], int], ...]] | bool] = []
        numbers: dict[object, int] = {}
        node_of: list[int] = []
        for number in range(self.start + 1):
            move, arcs = points[number]
            node: tuple[str, tuple[tuple[frozenset[int], int], ...]] | bool
            if move is not None:
                node = move == self.move
            else:
                by_target: dict[int, set[int]] = {}
                for arc in arcs:
                    by_target.setdefault(node_of[arc.to], set()).add(arc.kind)
                if len(by_target) == 1:
                    node_of.append(next(iter(by_target)))
                    continue
                node = (arcs[0].name, tuple((frozenset(kinds), to) for to, kinds in by_target.items())) if arcs else False
            node_of.append(numbers.setdefault(node, len(reduced)))
            if node_of[-1] == len(reduced):
                reduced.append(node)
        yes = numbers.get(True)

        def walk(number: int, box: Box) -> Iterator[Box]:
            node = reduced[number]
            if number == yes:
                yield box
            elif isinstance(node, tuple):
                name, groups = node
                for kinds, to in groups:
                    yield from walk(to, {**box, name: kinds})

        return walk(node_of[self.start], {})


def _holds(box: Box, row: Box) -> bool:
    """Whether every path of a row lies in a box."""
    return all(name in row and row[name] <= kinds for name, kinds in box.items())
