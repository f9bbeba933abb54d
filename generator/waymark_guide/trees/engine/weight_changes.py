"""The weight at which the order at the top flips, factor by factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waymark_guide.trees.engine.leaders import Standing
    from waymark_guide.trees.engine.replay import Given, Replay
    from waymark_guide.trees.engine.scoring import Scores

MOST_WHOLE = 1_000


def shared(whole: int, among: Sequence[int]) -> list[int]:
    """A whole number shared out in these proportions: rounded down, and what is left goes to the largest remainders."""
    total = sum(among)
    shares = [whole * each // total for each in among]
    largest = sorted(range(len(among)), key=lambda place: -(whole * among[place] % total))
    for place in largest[: whole - sum(shares)]:
        shares[place] += 1
    return shares


def weights_flip(scores: Scores, given: Mapping[str, Given], followed: Replay, now: Standing | None) -> list[dict[str, Any]] | None:
    """For each factor the nearest whole weight at which something that is first now no longer is, and what is first then.

    The total stays the same; the other factors keep their proportions (equal ones where they count nothing). It must hold of the exact proportions
    and of the whole numbers that come nearest to them, `weights`, so that no rounding makes it up. `to` is none where there is no such weight;
    `beyond` says whether the same stays first all the way from there. None for the whole where points do not decide, or an answer is unknown.
    """
    known = all(len(given[scores.tree.questions[place].key].values) == 1 for place in followed.asked)
    if not now or len(now.contests) != 1 or not known or not 0 < sum(scores.weights) <= MOST_WHOLE:
        return None
    weighing = _Weighing(scores, given, followed, now)
    return [weighing.flip(factor) for factor in range(len(scores.weights))]


class _Weighing:
    """The points of each outcome that takes part, factor by factor, before any weight."""

    def __init__(self, scores: Scores, given: Mapping[str, Given], followed: Replay, now: Standing) -> None:
        self.tree = scores.tree
        self.weights = scores.weights
        self.total = sum(scores.weights)
        self.points = {outcome: [0] * len(self.weights) for outcome in now.contests[0].candidates}
        for place in followed.asked:
            for effect in self.tree.choice(place, given[self.tree.questions[place].key].values[0]).effects:
                if effect.outcome in self.points:
                    self.points[effect.outcome][effect.factor] += effect.points
        self.first = {place for place in self.points if self.tree.outcomes[place].id in now.leads}

    def flip(self, factor: int) -> dict[str, Any]:
        """The nearest flip on one factor; of two as near, the higher weight."""
        now = self.weights[factor]
        told: dict[str, Any] = {"factor": self.tree.factors[factor].id, "from": now, "to": None, "beyond": False, "result": [], "weights": None}
        others = self._others(factor)
        if not sum(others):
            return told
        for step in range(1, self.total + 1):
            for to in (now + step, now - step):
                leads = self._leads(self._exact(factor, to, others)) if 0 <= to <= self.total else self.first
                if self.first <= leads:
                    continue
                whole = shared(self.total - to, others)
                whole[factor] = to
                if self._leads(whole) == leads:
                    last = self._leads(self._exact(factor, self.total if to > now else 0, others))
                    ids = [outcome.id for place, outcome in enumerate(self.tree.outcomes) if place in leads]
                    weights = {each.id: weight for each, weight in zip(self.tree.factors, whole, strict=True)}
                    return told | {"to": to, "beyond": leads <= last, "result": ids, "weights": weights}
        return told

    def _others(self, factor: int) -> list[int]:
        """In what proportions the other factors share the rest."""
        others = [0 if place == factor else weight for place, weight in enumerate(self.weights)]
        return others if sum(others) else [int(place != factor) for place in range(len(others))]

    def _exact(self, factor: int, weight: int, others: list[int]) -> list[int]:
        """Weights in the exact proportions: as many times larger as it takes to stay whole."""
        exact = [(self.total - weight) * each for each in others]
        exact[factor] = weight * sum(others)
        return exact

    def _leads(self, weights: list[int]) -> set[int]:
        totals = {outcome: sum(map(int.__mul__, weights, points)) for outcome, points in self.points.items()}
        most = max(totals.values())
        return {outcome for outcome, score in totals.items() if score == most}
