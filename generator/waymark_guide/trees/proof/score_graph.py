"""The points of a ranked guide, laid on the graph of its states: what each move brings each outcome, and who takes part at each end."""

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
    """Answers that bring the same points: the first one stands for all."""

    value: Value
    points: Points
    values: tuple[Value, ...]


class ScoreGraph:
    """One ranked guide under one set of weights.

    Attributes:
        bids: by place and move, the different points that its answers bring.
        groups: the ends at which the same outcomes take part, by their places.
    """

    def __init__(self, paths: Paths, weights: Mapping[str, object] | None = None) -> None:
        """Add up the points of every answer.

        Args:
            paths: the states; they keep apart all that bears on which options are left.
            weights: other weights than the author's.
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
        """What one answer brings to each outcome."""
        return self.scores.points(self.tree.choice(index, value))

    def total_by_factor(self, path: Iterable[tuple[int, Value]]) -> list[list[int]]:
        """For each outcome, the points on each factor, without weights, of the answers on a way."""
        totals = [[0] * len(self.weights) for _ in self.tree.outcomes]
        for state, value in path:
            for effect in self.tree.choice(self.paths.question_indices[state], value).effects:
                totals[effect.outcome][effect.factor] += effect.points
        return totals

    @cached_property
    def ranked_path_count(self) -> int:
        """How many ways end in a ranking."""
        return sum(self.paths.path_counts[state] for ends in self.groups.values() for state in ends)

    def most_leads(self, outcome: int) -> list[tuple[int, ...]]:
        """By state, for each other outcome the most by which one outcome can lead it when readers get there."""
        return self._leads(outcome, max)

    def least_leads(self, outcome: int) -> list[tuple[int, ...]]:
        """The same for the least by which it leads."""
        return self._leads(outcome, min)

    def gains(self, outcome: int, pick: Pick) -> list[list[tuple[int, ...]]]:
        """By place and move, for each other outcome the most or the least by which one outcome gets ahead of it."""
        return [
            [pick_by_column(pick, [tuple(bid.points[outcome] - each for each in bid.points) for bid in bids]) for bids in moves]
            for moves in self.points_groups
        ]

    def _leads(self, outcome: int, pick: Pick) -> list[tuple[int, ...]]:
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
"""The larger of two, or the smaller."""


def pick_by_column(pick: Pick, rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Column by column, the largest or the smallest."""
    return tuple(map(pick, *rows)) if len(rows) > 1 else rows[0]
