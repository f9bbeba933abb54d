"""A graph of answers whose ends hold the result in both versions. It counts the paths to each end; equal subgraphs are stored once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Result = tuple[str, ...]
"""The shared names of the outcomes that come first."""

Box = dict[str, frozenset[int]]
"""A set of paths: those on which each of these questions was asked, with an answer of one of these kinds (indexes)."""


class ResultPair(NamedTuple):
    """The result of a path in both versions; none where only the other version can be followed."""

    old: Result | None
    new: Result | None

    @property
    def is_change(self) -> bool:
        """Whether both versions have a result, and the two differ."""
        return self.old is not None and self.new is not None and self.old != self.new

    @property
    def is_shared(self) -> bool:
        """Whether both versions have a result."""
        return self.old is not None and self.new is not None


class Arc(NamedTuple):
    """A kind of answer to a question.

    Attributes:
        name: the shared name of the question.
        kind: the index of the kind of answer.
        answer_count: how many answers the kind holds.
        target: the number of the node that it leads to.
    """

    name: str
    kind: int
    answer_count: int
    target: int


class _Node(NamedTuple):
    results: ResultPair | None
    arcs: tuple[Arc, ...]


class ChangeGraph:
    """A graph that is built from the ends backwards: every arc leads to a node with a lower number.

    Attributes:
        nodes: the nodes by number.
        steps: how much work `count_paths_in` has done, for callers that limit it.
    """

    def __init__(self) -> None:
        """Make an empty graph."""
        self.nodes: list[_Node] = []
        self._numbers: dict[_Node, int] = {}
        self.steps = 0

    def add_end(self, results: ResultPair) -> int:
        """Add an end unless it exists, and return its number."""
        return self._add(_Node(results, ()))

    def add_question(self, arcs: Sequence[Arc]) -> int:
        """Add a question with these arcs unless it exists, and return its number."""
        return self._add(_Node(None, tuple(arcs)))

    def _add(self, node: _Node) -> int:
        number = self._numbers.setdefault(node, len(self.nodes))
        if number == len(self.nodes):
            self.nodes.append(node)
        return number

    def count_paths(self, start: int) -> Counter[ResultPair]:
        """Count the paths from a node to each end."""
        paths = [0] * (start + 1)
        paths[start] = 1
        totals: Counter[ResultPair] = Counter()
        for number in range(start, -1, -1):
            results, arcs = self.nodes[number]
            if paths[number] and results is not None:
                totals[results] += paths[number]
            elif paths[number]:
                for arc in arcs:
                    paths[arc.target] += paths[number] * arc.answer_count
        return totals

    def count_paths_in(self, start: int, box: Mapping[str, frozenset[int]]) -> Counter[ResultPair]:
        """Count the paths of a box from a node to each end.

        At each node, `paths` holds the number of paths by the set of the box's questions that they have answered (one bit a question).
        """
        bits = {name: 1 << index for index, name in enumerate(box)}
        all_bits = (1 << len(box)) - 1
        paths: list[dict[int, int]] = [{} for _ in range(start + 1)]
        paths[start][0] = 1
        totals: Counter[ResultPair] = Counter()
        for number in range(start, -1, -1):
            results, arcs = self.nodes[number]
            if results is not None:
                totals[results] += paths[number].get(all_bits, 0)
            elif paths[number]:
                self.steps += len(arcs) * len(paths[number])
                for arc in arcs:
                    kinds = box.get(arc.name)
                    if kinds is None or arc.kind in kinds:
                        bit = bits.get(arc.name, 0)
                        target = paths[arc.target]
                        for answered, count in paths[number].items():
                            target[answered | bit] = target.get(answered | bit, 0) + count * arc.answer_count
        return +totals

    def find_smallest_box(self, start: int, results: ResultPair) -> Box:
        """Find the smallest box that holds every path from a node to an end. It names the questions that are on all of these paths."""
        leads = self._find_leading_nodes(start, results)
        on_every_path: list[frozenset[str] | None] = [None] * (start + 1)
        on_every_path[start] = frozenset()
        kinds: dict[str, set[int]] = {}
        for number in range(start, -1, -1):
            here = on_every_path[number]
            if here is None or not leads[number]:
                continue
            for arc in self.nodes[number].arcs:
                if leads[arc.target]:
                    kinds.setdefault(arc.name, set()).add(arc.kind)
                    after, other_paths = here | {arc.name}, on_every_path[arc.target]
                    on_every_path[arc.target] = after if other_paths is None else other_paths & after
        names = on_every_path[self._numbers[_Node(results, ())]] or frozenset()
        return {name: frozenset(kinds[name]) for name in kinds if name in names}

    def _find_leading_nodes(self, start: int, results: ResultPair) -> list[bool]:
        """Return for each node up to the start whether some path leads from it to the end."""
        leads = [False] * (start + 1)
        for number in range(start + 1):
            node = self.nodes[number]
            leads[number] = node.results == results if node.results is not None else any(leads[arc.target] for arc in node.arcs)
        return leads
