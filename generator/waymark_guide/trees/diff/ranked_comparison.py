"""Compares the results of two versions of which at least one is ranked.

A path can change its result only where it meets an answer with other points than before, or an end with other candidates. Only such paths are
followed with their scores, and an option is dropped once it cannot lead any more.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.diff.change_graph import Arc, ChangeGraph, ResultPair
from waymark_guide.trees.diff.path_sample import SAMPLE_SIZE, SEED, BoxCollector
from waymark_guide.trees.diff.relative_scores import RelativeScores, ScorePruner, add_to_scores, find_result
from waymark_guide.trees.diff.version_run import VersionEnd

if TYPE_CHECKING:
    from waymark_guide.trees.diff.change_graph import Box
    from waymark_guide.trees.diff.version_product import Edge, ProductGraph, ProductState
    from waymark_guide.trees.engine.scoring import Points

MAX_STATES = 40_000


class _State(NamedTuple):
    """A node with the scores in both versions; none for both where no path from there can change its result.

    Attributes:
        node: the number of the node.
        has_other_points: whether an answer on the way had other points in the new version.
    """

    node: int
    old: RelativeScores | None
    new: RelativeScores | None
    has_other_points: bool


class RankedComparison:
    """The product graph of two versions, and which of its paths can change their result.

    Attributes:
        changeable: for each node, how many paths from there can change: where no answer so far had other points, and where one had.
    """

    def __init__(self, graph: ProductGraph) -> None:
        """Find the paths that can change."""
        self.nodes = graph.nodes
        self.versions = graph.versions
        self.old = ScorePruner(graph, self.versions.old, "old")
        self.new = ScorePruner(graph, self.versions.new, "new")
        self.changeable = self._count_changeable()

    def _has_other_points(self, old: Points | None, new: Points | None) -> bool:
        """Return whether points differ for an option that both versions have."""
        if old is new or not (self.versions.old.scores and self.versions.new.scores):
            return False
        return any((old[one] if old else 0) != (new[other] if new else 0) for one, other in self.versions.shared_outcome_indexes)

    def _can_change(self, state: ProductState, *, has_other_points: bool) -> bool:
        """Return whether the result can differ at an end."""
        old, new = state.old, state.new
        if not isinstance(old, VersionEnd) or not isinstance(new, VersionEnd):
            return False
        if old.result is not None or new.result is not None:
            return old.result != new.result
        old_names = {self.versions.old.outcome_names[index] for index in old.candidates}
        return has_other_points or old_names != {self.versions.new.outcome_names[index] for index in new.candidates}

    def _count_changeable(self) -> list[tuple[int, int]]:
        counts: list[tuple[int, int]] = [(0, 0)] * len(self.nodes)
        for number in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[number]
            if node.is_end:
                same, other = (self._can_change(node.state, has_other_points=each) for each in (False, True))
                counts[number] = (int(same), int(other))
            else:
                counts[number] = (
                    sum(edge.answer_count * counts[edge.target][self._has_other_points(edge.old_points, edge.new_points)] for edge in node.edges),
                    sum(edge.answer_count * counts[edge.target][1] for edge in node.edges),
                )
        return counts

    def build_graph(self) -> tuple[ChangeGraph, int] | None:
        """Follow every path that can change with its scores; none where that takes too many states.

        Returns:
            The graph, and the number of its start.
        """
        start = self._make_state(0, (0,) * self.old.count, (0,) * self.new.count, has_other_points=False)
        by_node: dict[int, dict[_State, None]] = {0: {start: None}}
        arcs: dict[_State, list[tuple[Edge, _State]]] = {}
        count = 0
        for number, node in enumerate(self.nodes):
            for state in by_node.get(number, ()):
                arcs[state] = [(edge, self._follow(state, edge)) for edge in node.edges]
                for edge, target in arcs[state]:
                    by_node.setdefault(edge.target, {})[target] = None
            count += len(by_node.get(number, ()))
            if count > MAX_STATES + len(self.nodes):
                return None
        graph = ChangeGraph()
        numbers: dict[_State, int] = {}
        for state in reversed(arcs):
            node = self.nodes[state.node]
            if node.is_end:
                numbers[state] = graph.add_end(self._find_results(node.state, state))
            else:
                numbers[state] = graph.add_question([Arc(*edge[:3], numbers[target]) for edge, target in arcs[state]])
        return graph, numbers[start]

    def _make_state(self, number: int, old: RelativeScores, new: RelativeScores, *, has_other_points: bool) -> _State:
        if not self.changeable[number][has_other_points]:
            return _State(number, None, None, has_other_points=False)
        return _State(number, self.old.prune(number, old), self.new.prune(number, new), has_other_points)

    def _follow(self, state: _State, edge: Edge) -> _State:
        if state.old is None or state.new is None:
            return _State(edge.target, None, None, has_other_points=False)
        old, new = add_to_scores(state.old, edge.old_points), add_to_scores(state.new, edge.new_points)
        has_other_points = state.has_other_points or self._has_other_points(edge.old_points, edge.new_points)
        return self._make_state(edge.target, old, new, has_other_points=has_other_points)

    def _find_results(self, ends: ProductState, state: _State) -> ResultPair:
        """Find the results at an end. Where they cannot differ, both have an empty result."""
        if state.old is None or state.new is None:
            return ResultPair(() if isinstance(ends.old, VersionEnd) else None, () if isinstance(ends.new, VersionEnd) else None)
        return ResultPair(find_result(self.versions.old, ends.old, state.old), find_result(self.versions.new, ends.new, state.new))

    def sample_paths(self) -> tuple[Counter[ResultPair], dict[ResultPair, Box]]:
        """Follow a sample of the paths that can change, each as likely as any other, with a fixed seed.

        Returns:
            How many of the sample lead to each end, and the smallest box of each end.
        """
        random = Random(SEED)  # noqa: S311 (a fixed sample, not a secret)
        counts: Counter[ResultPair] = Counter()
        collector = BoxCollector()
        for _ in range(SAMPLE_SIZE):
            state = _State(0, (0,) * self.old.count, (0,) * self.new.count, has_other_points=False)
            path: dict[str, int] = {}
            while not self.nodes[state.node].is_end:
                state = self._draw(random, state, path)
            results = self._find_results(self.nodes[state.node].state, state)
            counts[results] += 1
            collector.add(results, path)
        return counts, collector.boxes

    def _draw(self, random: Random, state: _State, path: dict[str, int]) -> _State:
        """Draw the next answer, and write it into `path`."""
        chance = random.randrange(self.changeable[state.node][state.has_other_points])
        for edge in self.nodes[state.node].edges:
            has_other_points = state.has_other_points or self._has_other_points(edge.old_points, edge.new_points)
            chance -= edge.answer_count * self.changeable[edge.target][has_other_points]
            if chance < 0:
                path[edge.name] = edge.kind
                old, new = add_to_scores(state.old or (), edge.old_points), add_to_scores(state.new or (), edge.new_points)
                return _State(edge.target, old, new, has_other_points)
        message = "The counts of the graph do not add up."
        raise AssertionError(message)
