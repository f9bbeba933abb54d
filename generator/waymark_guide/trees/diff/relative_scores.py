"""The relative scores of the options of one version on the way to an end, and which options can still lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.trees.diff.version_run import VersionEnd

if TYPE_CHECKING:
    from waymark_guide.trees.diff.change_graph import Result
    from waymark_guide.trees.diff.version_product import ProductGraph, ProductNode, Side
    from waymark_guide.trees.diff.version_run import VersionRun, VersionRunner
    from waymark_guide.trees.engine.scoring import Points

MAX_COMPARISONS = 1_500_000

RelativeScores = tuple[int | None, ...]
"""The points of each option by index, less those of the best option; none for an option that cannot lead any more."""


class ScorePruner:
    """Drops the options of one version that cannot lead any more, so that more paths come to the same state.

    Attributes:
        count: how many outcomes the version has; 0 where it does not rank them.
        possible: for each node, the options that are candidates at some end from there.
        certain: for each node, the options that are candidates at every end from there; none where it leads to no ranked end.
        gains: for each node, the most that one option can still gain on another; none where that takes too many comparisons.
    """

    def __init__(self, graph: ProductGraph, runner: VersionRunner, side: Side) -> None:
        """Look through the graph once, from the ends backwards."""
        self.count = len(runner.tree.outcomes) if runner.scores else 0
        self.nodes = graph.nodes
        self.side = side
        self.possible: list[frozenset[int]] = [frozenset()] * len(self.nodes)
        self.certain: list[frozenset[int] | None] = [None] * len(self.nodes)
        for number in range(len(self.nodes) - 1, -1, -1):
            self._find_candidates(number, self.nodes[number])
        edges = sum(len(node.edges) for node in self.nodes)
        self.gains = self._find_gains() if self.count and edges * self.count**2 <= MAX_COMPARISONS else None

    def _find_candidates(self, number: int, node: ProductNode) -> None:
        if node.is_end:
            end = node.state.old if self.side == "old" else node.state.new
            if isinstance(end, VersionEnd) and end.result is None:
                self.possible[number] = self.certain[number] = frozenset(end.candidates)
            return
        certain = [each for edge in node.edges if (each := self.certain[edge.target]) is not None]
        self.possible[number] = frozenset().union(*(self.possible[edge.target] for edge in node.edges))
        self.certain[number] = frozenset.intersection(*certain) if certain else None

    def _find_gains(self) -> list[dict[tuple[int, int], int]]:
        pairs = [(one, other) for one in range(self.count) for other in range(self.count) if one != other]
        gains: list[dict[tuple[int, int], int]] = [{}] * len(self.nodes)
        no_gain = dict.fromkeys(pairs, 0)
        for number in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[number]
            if not node.edges:
                gains[number] = no_gain
                continue
            best = dict.fromkeys(pairs, -(1 << 60))
            for edge in node.edges:
                points = edge.old_points if self.side == "old" else edge.new_points
                later = gains[edge.target]
                for pair in pairs:
                    gain = later[pair] + (points[pair[0]] - points[pair[1]] if points else 0)
                    best[pair] = max(best[pair], gain)
            gains[number] = best
        return gains

    def prune(self, number: int, scores: RelativeScores) -> RelativeScores:
        """Drop the options that cannot lead at any end from a node, and set the best of the others to 0."""
        if not self.count:
            return ()
        possible, certain = self.possible[number], self.certain[number] or frozenset()
        left = {index: points for index, points in enumerate(scores) if points is not None and index in possible}
        if self.gains is not None:
            gains = self.gains[number]
            rivals = [(index, points) for index, points in left.items() if index in certain]
            left = {
                index: points
                for index, points in left.items()
                if not any(points + gains[index, rival] < ahead for rival, ahead in rivals if rival != index)
            }
        best = max(left.values(), default=0)
        return tuple(left[index] - best if index in left else None for index in range(self.count))


def add_to_scores(scores: RelativeScores, points: Points | None) -> RelativeScores:
    """Add the points of an answer to the scores."""
    if points is None:
        return scores
    return tuple(None if score is None else score + more for score, more in zip(scores, points, strict=True))


def find_result(runner: VersionRunner, end: VersionRun | VersionEnd | None, scores: RelativeScores) -> Result | None:
    """Find what comes first at an end; none where the version did not reach one."""
    if not isinstance(end, VersionEnd):
        return None
    if end.result is not None:
        return end.result
    points_by_index = {index: points for index in end.candidates if (points := scores[index]) is not None}
    best = max(points_by_index.values())
    return tuple(sorted(runner.outcome_names[index] for index, points in points_by_index.items() if points == best))
