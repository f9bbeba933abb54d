"""Short conditions that describe the paths to one end.

The search first tries the smallest box that holds all of the paths. If that box holds other paths too, it looks for a few wider boxes that together
hold exactly these paths. If that takes too many boxes or too long ones, it gives a few answers that all of the paths share, and the number of other
paths that share them.
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

_Groups = tuple[tuple[frozenset[int], int], ...]
"""Kinds of answers to a question, and the number of the node that all of them lead to."""
_ReducedNode = tuple[str, _Groups] | bool
"""A question with its groups of answers; or an end: true if it is the one that is described."""


class FoundConditions(NamedTuple):
    """Boxes that hold the paths to one end.

    Attributes:
        boxes: each with how many of the paths it holds; a path may be in several.
        other_paths: how many other paths with a result in both versions are in the boxes; 0 where the boxes are exact.
    """

    boxes: tuple[tuple[Box, int], ...]
    other_paths: int


def find_conditions(graph: ChangeGraph, start: int, results: ResultPair) -> FoundConditions:
    """Find short conditions under which a path leads to an end."""
    return _Search(graph, start, results).run()


class _Search:
    """The search for the conditions of one end."""

    def __init__(self, graph: ChangeGraph, start: int, results: ResultPair) -> None:
        self.graph = graph
        self.start = start
        self.results = results
        self.max_steps = graph.steps + MAX_STEPS

    def run(self) -> FoundConditions:
        smallest = self.graph.find_smallest_box(self.start, self.results)
        if self._count_others(smallest) == 0:
            box = self._widen(smallest)
            return FoundConditions(((box, self._count(box)),), 0)
        boxes = self._find_cover()
        if boxes is not None and sum(map(len, boxes)) <= MAX_ANSWERS:
            return FoundConditions(tuple(sorted(((box, self._count(box)) for box in boxes), key=lambda entry: -entry[1])), 0)
        box = self._select_questions(smallest)
        return FoundConditions(((box, self._count(box)),), self._count_others(box))

    def _count_others(self, box: Box) -> int:
        """Count the paths of a box that have a result in both versions and lead to another end."""
        totals = self.graph.count_paths_in(self.start, box)
        return sum(count for results, count in totals.items() if results != self.results and results.is_shared)

    def _count(self, box: Box) -> int:
        return self.graph.count_paths_in(self.start, box)[self.results]

    def _widen(self, box: Box) -> Box:
        """Drop the questions that the box does not need to keep other paths out, those with the most kinds of answers first."""
        for name in sorted(box, key=lambda name: -len(box[name])):
            wider = {other: kinds for other, kinds in box.items() if other != name}
            if self._count_others(wider) == 0:
                box = wider
        return box

    def _select_questions(self, smallest: Box) -> Box:
        """Select the questions that keep most other paths out. Stop when the next one keeps out less than a fifth of the rest."""
        box: Box = {}
        others = self._count_others(box)
        while len(box) < MAX_QUESTIONS:
            tried = [(self._count_others({**box, name: kinds}), name) for name, kinds in smallest.items() if name not in box]
            fewest, best = min(tried, default=(others, ""))
            if fewest * 5 > others * 4:
                break
            box, others = {**box, best: smallest[best]}, fewest
        return box

    def _find_cover(self) -> list[Box] | None:
        """Find a few boxes that together hold exactly these paths; none where that takes too many boxes or steps."""
        rows: list[Box] = []
        for row in self._list_rows():
            rows.append(row)
            if len(rows) > MAX_ROWS:
                return None
        wide: list[Box] = []
        for row in rows:
            if not any(_contains(box, row) for box in wide):
                wide.append(self._widen(row))
            if self.graph.steps > self.max_steps:
                return None
        chosen: list[Box] = []
        uncovered = rows
        while uncovered:
            best = max(wide, key=lambda box: sum(_contains(box, row) for row in uncovered))
            chosen.append(best)
            uncovered = [row for row in uncovered if not _contains(best, row)]
            if len(chosen) > MAX_BOXES:
                return None
        return chosen

    def _list_rows(self) -> Iterator[Box]:
        """List disjoint boxes that together hold exactly these paths: one for each way through the reduced graph to the end."""
        nodes, start = self._reduce()

        def list_from(number: int, box: Box) -> Iterator[Box]:
            node = nodes[number]
            if node is True:
                yield box
            elif isinstance(node, tuple):
                name, groups = node
                for kinds, target in groups:
                    yield from list_from(target, {**box, name: kinds})

        return list_from(start, {})

    def _reduce(self) -> tuple[list[_ReducedNode], int]:
        """Reduce the graph for this end: all other ends become one, and questions whose answers all lead to one node are left out.

        Returns:
            The nodes by number, and the number of the start.
        """
        reduced: list[_ReducedNode] = []
        numbers: dict[_ReducedNode, int] = {}
        reduced_numbers: list[int] = []
        for results, arcs in self.graph.nodes[: self.start + 1]:
            node: _ReducedNode
            if results is not None:
                node = results == self.results
            else:
                by_target: dict[int, set[int]] = {}
                for arc in arcs:
                    by_target.setdefault(reduced_numbers[arc.target], set()).add(arc.kind)
                if len(by_target) == 1:
                    reduced_numbers.append(next(iter(by_target)))
                    continue
                node = (arcs[0].name, tuple((frozenset(kinds), target) for target, kinds in by_target.items())) if arcs else False
            reduced_numbers.append(numbers.setdefault(node, len(reduced)))
            if reduced_numbers[-1] == len(reduced):
                reduced.append(node)
        return reduced, reduced_numbers[self.start]


def _contains(box: Box, row: Box) -> bool:
    """Return whether every path of a row is in a box."""
    return all(name in row and row[name] <= kinds for name, kinds in box.items())
