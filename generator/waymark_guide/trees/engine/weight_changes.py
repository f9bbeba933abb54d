"""Finds, for each factor, the weight at which something else comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waymark_guide.trees.engine.leaders import Leaders
    from waymark_guide.trees.engine.replay import PossibleAnswers, Replay
    from waymark_guide.trees.engine.scoring import Scores

MAX_TOTAL = 1_000
"""The largest sum of all weights for which the search is made."""


def apportion(total: int, proportions: Sequence[int]) -> list[int]:
    """Divide a whole number in these proportions by the largest remainder method.

    Every share is rounded down. What is left goes, one each, to the largest remainders; of equal remainders, to the earlier.
    """
    whole = sum(proportions)
    shares = [total * each // whole for each in proportions]
    largest = sorted(range(len(proportions)), key=lambda index: -(total * proportions[index] % whole))
    for index in largest[: total - sum(shares)]:
        shares[index] += 1
    return shares


def find_weight_changes(
    scores: Scores, possible: Mapping[str, PossibleAnswers], replayed: Replay, leaders: Leaders | None
) -> list[dict[str, Any]] | None:
    """Return, for each factor, the nearest whole weight at which something that comes first no longer does, and what comes first then.

    The sum of all weights stays the same. The other factors keep their proportions; equal ones if they all weigh nothing. The change must be true
    both with the exact proportions and with the nearest whole numbers, `weights`, because rounding must not cause it. `to` is none if there is no
    such weight. `beyond` says whether the same outcomes stay first from `to` to the end of the scale. The whole list is none if points do not
    decide, or if an answer is unknown.
    """
    is_known = all(len(possible[scores.tree.questions[index].key].values) == 1 for index in replayed.asked)
    if not leaders or len(leaders.score_ranges) != 1 or not is_known or not 0 < sum(scores.weights) <= MAX_TOTAL:
        return None
    search = _Search(scores, possible, replayed, leaders)
    return [search.find_change(factor) for factor in range(len(scores.weights))]


class _Search:
    """The search for one result.

    Attributes:
        points: for each ranked outcome, by index, its unweighted points on each factor.
        first: the indexes of the outcomes that come first.
    """

    def __init__(self, scores: Scores, possible: Mapping[str, PossibleAnswers], replayed: Replay, leaders: Leaders) -> None:
        self.tree = scores.tree
        self.weights = scores.weights
        self.total = sum(scores.weights)
        self.points = {outcome: [0] * len(self.weights) for outcome in leaders.score_ranges[0].candidates}
        for index in replayed.asked:
            for effect in self.tree.choice(index, possible[self.tree.questions[index].key].values[0]).effects:
                if effect.outcome in self.points:
                    self.points[effect.outcome][effect.factor] += effect.points
        self.first = {index for index in self.points if self.tree.outcomes[index].id in leaders.ids}

    def find_change(self, factor: int) -> dict[str, Any]:
        """Find the nearest change on one factor. Of two at the same distance, it is the one with the higher weight."""
        before = self.weights[factor]
        change: dict[str, Any] = {"factor": self.tree.factors[factor].id, "from": before, "to": None, "beyond": False, "result": [], "weights": None}
        others = self._proportions_without(factor)
        if not sum(others):
            return change
        for step in range(1, self.total + 1):
            for to in (before + step, before - step):
                first = self._find_first(self._exact_weights(factor, to, others)) if 0 <= to <= self.total else self.first
                if self.first <= first:
                    continue
                whole = apportion(self.total - to, others)
                whole[factor] = to
                if self._find_first(whole) == first:
                    last = self._find_first(self._exact_weights(factor, self.total if to > before else 0, others))
                    ids = [outcome.id for index, outcome in enumerate(self.tree.outcomes) if index in first]
                    weights = {each.id: weight for each, weight in zip(self.tree.factors, whole, strict=True)}
                    return change | {"to": to, "beyond": first <= last, "result": ids, "weights": weights}
        return change

    def _proportions_without(self, factor: int) -> list[int]:
        """Return the proportions in which the other factors share the rest; 0 for the factor itself."""
        others = [0 if index == factor else weight for index, weight in enumerate(self.weights)]
        return others if sum(others) else [int(index != factor) for index in range(len(others))]

    def _exact_weights(self, factor: int, weight: int, others: list[int]) -> list[int]:
        """Return weights in the exact proportions, multiplied by `sum(others)` to keep them whole."""
        exact = [(self.total - weight) * each for each in others]
        exact[factor] = weight * sum(others)
        return exact

    def _find_first(self, weights: list[int]) -> set[int]:
        totals = {outcome: sum(map(int.__mul__, weights, points)) for outcome, points in self.points.items()}
        most = max(totals.values())
        return {outcome for outcome, score in totals.items() if score == most}
