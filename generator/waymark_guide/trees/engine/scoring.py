"""Scores: weighted points as whole numbers, and the range that each score can have while answers are unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.compiled_tree import Choice, CompiledTree
    from waymark_guide.trees.engine.replay import Branch, BranchId

MAX_STEPS = 60_000
STEPS_PER_CALL = 4
"""How many steps a call of `can_lead` costs before it searches."""
MAX_WEIGHT = 1_000

Points = tuple[int, ...]
"""Weighted points (points times weight), one number for each outcome in the order of the file."""


def read_weights(tree: CompiledTree, own: Mapping[str, object] | None) -> tuple[int, ...]:
    """Return the weight of each factor: the reader's own if it is a whole number from 0 to `MAX_WEIGHT`, otherwise the author's."""
    return tuple(_read_weight((own or {}).get(factor.id), factor.weight) for factor in tree.factors)


def _read_weight(own: object, default: int) -> int:
    return own if isinstance(own, int) and not isinstance(own, bool) and 0 <= own <= MAX_WEIGHT else default


@dataclass(frozen=True, slots=True)
class PossiblePoints:
    """The points that one unknown answer may bring: each different possibility once."""

    possibilities: tuple[Points, ...]
    least_leads: dict[tuple[int, int], int] = field(default_factory=dict, repr=False)

    def least_lead(self, one: int, other: int) -> int:
        """Return the least that the answer can add to the lead of one outcome over another, both given by index."""
        least = self.least_leads.get((one, other))
        if least is None:
            least = self.least_leads[one, other] = min(points[one] - points[other] for points in self.possibilities)
        return least


@dataclass(slots=True)
class Scores:
    """The points that answers bring under one set of weights, each calculated once.

    Attributes:
        weights: one for each factor, in the order of the file.
        steps: how many more steps all searches of `can_lead` together may take.
    """

    tree: CompiledTree
    weights: tuple[int, ...]
    steps: int = MAX_STEPS
    by_choice: dict[int, Points] = field(default_factory=dict, repr=False)
    by_branch: dict[int, PossiblePoints] = field(default_factory=dict, repr=False)
    branches: list[Branch] = field(default_factory=list, repr=False)

    def points(self, choice: Choice) -> Points:
        """Return the weighted points that one answer brings to each outcome."""
        points = self.by_choice.get(id(choice))
        if points is None:
            totals = [0] * len(self.tree.outcomes)
            for effect in choice.effects:
                totals[effect.outcome] += self.weights[effect.factor] * effect.points
            points = self.by_choice[id(choice)] = tuple(totals)
        return points

    def possible_points(self, branch: Branch) -> PossiblePoints:
        """Return the points that the answers of a branch may bring."""
        possible = self.by_branch.get(id(branch))
        if possible is None:
            possible = self.by_branch[id(branch)] = PossiblePoints(tuple(dict.fromkeys(self.points(choice) for choice in branch.choices)))
            self.branches.append(branch)  # keeps the branch alive: a new object could otherwise get the same id
        return possible


@dataclass(frozen=True, slots=True)
class ScoreRanges:
    """The scores of the ranked outcomes at one end: the certain points, and what unknown answers may add. Outcomes are given by index.

    Attributes:
        candidates: the indexes of the ranked outcomes.
        fixed: the certain points of every outcome.
        open: what each unknown answer may add.
        scored: the branches that brought points.
    """

    candidates: tuple[int, ...]
    fixed: Points
    open: tuple[PossiblePoints, ...]
    scored: tuple[BranchId, ...]

    def low(self, outcome: int) -> int:
        """Return the lowest score that the outcome can have."""
        return self.fixed[outcome] + sum(min(points[outcome] for points in possible.possibilities) for possible in self.open)

    def high(self, outcome: int) -> int:
        """Return the highest score that the outcome can have."""
        return self.fixed[outcome] + sum(max(points[outcome] for points in possible.possibilities) for possible in self.open)

    def least_lead(self, one: int, other: int) -> int:
        """Return the least by which one outcome leads another. It is negative if it may fall behind."""
        return self.fixed[one] - self.fixed[other] + sum(possible.least_lead(one, other) for possible in self.open)

    def most_lead(self, one: int, other: int) -> int:
        """Return the most by which one outcome leads another."""
        return -self.least_lead(other, one)


def compute_score_ranges(scores: Scores, candidates: Iterable[int], scored: Mapping[BranchId, Branch]) -> ScoreRanges:
    """Add up the points of the branches that are certain, and keep those that are not certain apart."""
    totals = [0] * len(scores.tree.outcomes)
    unsure = []
    for branch in scored.values():
        possible = scores.possible_points(branch)
        if len(possible.possibilities) == 1:
            totals = [total + points for total, points in zip(totals, possible.possibilities[0], strict=True)]
        else:
            unsure.append(possible)
    return ScoreRanges(tuple(candidates), tuple(totals), tuple(unsure), tuple(scored))


def can_lead(scores: Scores, ranges: ScoreRanges, outcome: int) -> bool | None:
    """Return whether an outcome comes first, alone or in a tie, in some completion; none if the steps ran out first.

    The search is exact. It is a branch and bound: it bounds how large the lead over each rival can still become.
    """
    if ranges.open:
        scores.steps -= STEPS_PER_CALL
        if scores.steps <= 0:
            return None
    rivals = []
    for rival in ranges.candidates:
        if rival != outcome and ranges.least_lead(outcome, rival) < 0:
            if ranges.most_lead(outcome, rival) < 0:
                return False
            rivals.append(rival)
    return _Search(scores, ranges, outcome, rivals).run() if rivals else True


class _Search:
    """One search for a completion in which the outcome is not behind any rival.

    Attributes:
        start: the lead over each rival from certain points.
        gains: for each unknown answer, the different vectors that it may add to the leads, those with the largest sum first.
        best: for each depth of the search, the most that the unknown answers from there on can add to the lead over each rival.
    """

    def __init__(self, scores: Scores, ranges: ScoreRanges, outcome: int, rivals: list[int]) -> None:
        self.scores = scores
        self.start = [ranges.fixed[outcome] - ranges.fixed[rival] for rival in rivals]
        self.gains = [
            sorted(
                dict.fromkeys(tuple(points[outcome] - points[rival] for rival in rivals) for points in possible.possibilities),
                key=lambda gains: -sum(gains),
            )
            for possible in ranges.open
        ]
        self.best = [[0] * len(rivals)]
        for gains in reversed(self.gains):
            self.best.append([later + max(gain) for later, gain in zip(self.best[-1], zip(*gains, strict=True), strict=True)])
        self.best.reverse()

    def run(self) -> bool | None:
        return self._search_from(0, self.start)

    def _search_from(self, depth: int, leads: list[int]) -> bool | None:
        if any(lead + best < 0 for lead, best in zip(leads, self.best[depth], strict=True)):
            return False
        if depth == len(self.gains):
            return True
        answer: bool | None = False
        for gains in self.gains[depth]:
            if self.scores.steps <= 0:
                return None
            self.scores.steps -= 1
            found = self._search_from(depth + 1, [lead + gain for lead, gain in zip(leads, gains, strict=True)])
            if found:
                return True
            answer = None if found is None else answer
        return answer
