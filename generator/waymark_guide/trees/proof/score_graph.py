"""The points of a ranked guide on the graph of its states: the points of each move, and the outcomes that take part at each end."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.leaders import find_candidates
from waymark_guide.trees.engine.scoring import Scores, read_weights
from waymark_guide.trees.proof.reach import get_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.scoring import Points
    from waymark_guide.trees.proof.paths import Paths


class PointsGroup(NamedTuple):
    """Answers that give the same points, with the first of them."""

    value: Value
    points: Points
    values: tuple[Value, ...]


class ScoreGraph:
    """One ranked guide with one set of weights. All points are whole numbers, multiplied by the weights.

    Attributes:
        points_groups: by question index and move, the different points that its answers give.
        groups: by the indices of the outcomes that take part, the end states.
    """

    def __init__(self, paths: Paths, weights: Mapping[str, object] | None = None) -> None:
        """Add up the points of every answer.

        Args:
            paths: the states; they must distinguish all that decides which options are left.
            weights: weights by factor id that replace the author's.
        """
        self.paths = paths
        self.tree = paths.tree
        self.weights = read_weights(paths.tree, weights)
        self.scores = Scores(paths.tree, self.weights)
        self.points_groups: list[list[tuple[PointsGroup, ...]]] = []
        for index, moves in enumerate(paths.moves):
            here = []
            for move in moves:
                found: dict[Points, list[Value]] = {}
                for value in move.values:
                    found.setdefault(self.points(index, value), []).append(value)
                here.append(tuple(PointsGroup(values[0], points, tuple(values)) for points, values in found.items()))
            self.points_groups.append(here)
        self.groups: dict[tuple[int, ...], list[int]] = {}
        for state, target in paths.ends.items():
            left = find_candidates(paths.tree, get_end(paths, state)) if target.to == "results" else ()
            if left:
                self.groups.setdefault(left, []).append(state)

    def points(self, index: int, value: Value) -> Points:
        """Return the points that one answer gives each outcome, by outcome index."""
        return self.scores.points(self.tree.choice(index, value))

    def total_by_factor(self, path: Iterable[tuple[int, Value]]) -> list[list[int]]:
        """Add up the points, without weights, of the answers on a path. The result is by outcome index and factor index."""
        totals = [[0] * len(self.weights) for _ in self.tree.outcomes]
        for state, value in path:
            for effect in self.tree.choice(self.paths.question_indices[state], value).effects:
                totals[effect.outcome][effect.factor] += effect.points
        return totals

    @cached_property
    def ranked_path_count(self) -> int:
        """The number of paths that end in a ranking."""
        return sum(self.paths.path_counts[state] for ends in self.groups.values() for state in ends)

    def find_most_leads(self, outcome: int) -> list[tuple[int, ...]]:
        """Return by state and other outcome the largest lead, in points, of one outcome at that state."""
        return self._find_leads(outcome, max)

    def find_least_leads(self, outcome: int) -> list[tuple[int, ...]]:
        """Return by state and other outcome the smallest lead, in points, of one outcome at that state."""
        return self._find_leads(outcome, min)

    def gains(self, outcome: int, pick: Pick) -> list[list[tuple[int, ...]]]:
        """Return by question index, move and other outcome the most or the fewest points that one outcome gains on it."""
        return [
            [pick_by_column(pick, [tuple(group.points[outcome] - each for each in group.points) for group in groups]) for groups in moves]
            for moves in self.points_groups
        ]

    def _find_leads(self, outcome: int, pick: Pick) -> list[tuple[int, ...]]:
        paths = self.paths
        leads: list[tuple[int, ...]] = [()] * len(paths.question_indices)
        leads[0] = (0,) * len(self.tree.outcomes)
        gains = self.gains(outcome, pick)
        for state in paths.iterate_forward():
            for gain, to in zip(gains[paths.question_indices[state]], paths.steps[state], strict=True):
                there = tuple(map(int.__add__, leads[state], gain))
                leads[to] = tuple(map(pick, leads[to], there)) if leads[to] else there
        return leads


Pick = Callable[[int, int], int]
"""`max` or `min` of two numbers."""


def pick_by_column(pick: Pick, rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the largest or the smallest value of each column."""
    return tuple(map(pick, *rows)) if len(rows) > 1 else rows[0]
