"""The points of a ranked guide, laid on the graph of its states: what each move brings each outcome, and who takes part at each end."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.trees.reach import end_of
from generator.trees.scoring import Scores, weights_of
from generator.trees.standing import candidates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.trees.conditions import Value
    from generator.trees.paths import Paths
    from generator.trees.scoring import Points


class Bid(NamedTuple):
    """Answers that bring the same points: the first one, and how many they are."""

    value: Value
    points: Points
    answers: int


class Race:
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
        self.weights = weights_of(paths.tree, weights)
        scores = Scores(paths.tree, self.weights)
        self.bids: list[list[tuple[Bid, ...]]] = []
        for place, moves in enumerate(paths.moves):
            here = []
            for move in moves:
                found: dict[Points, list[Value]] = {}
                for value in move.values:
                    found.setdefault(scores.points(paths.tree.choice(place, value)), []).append(value)
                here.append(tuple(Bid(values[0], points, len(values)) for points, values in found.items()))
            self.bids.append(here)
        self.groups: dict[tuple[int, ...], list[int]] = {}
        for state, target in paths.ends.items():
            left = candidates(paths.tree, end_of(paths, state)) if target.to == "results" else ()
            if left:
                self.groups.setdefault(left, []).append(state)

    @cached_property
    def ranked_ways(self) -> int:
        """How many ways end in a ranking."""
        return sum(self.paths.ways[state] for ends in self.groups.values() for state in ends)

    def most_leads(self, outcome: int) -> list[tuple[int, ...]]:
        """By state, for each outcome the most by which one outcome can lead it when readers get there."""
        paths = self.paths
        nobody = (0,) * len(self.tree.outcomes)
        most: list[tuple[int, ...]] = [()] * len(paths.places)
        most[0] = nobody
        gains = [[_best(bids, outcome) for bids in moves] for moves in self.bids]
        for state in paths.forward():
            here = most[state]
            for gain, to in zip(gains[paths.places[state]], paths.steps[state], strict=True):
                there = tuple(map(int.__add__, here, gain))
                most[to] = tuple(map(max, most[to], there)) if most[to] else there
        return most


def _best(bids: tuple[Bid, ...], outcome: int) -> tuple[int, ...]:
    ahead = [tuple(bid.points[outcome] - each for each in bid.points) for bid in bids]
    return ahead[0] if len(ahead) == 1 else tuple(map(max, *ahead))
