"""Scores: whole numbers only, added up, never divided; and what they can still become while answers are unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.program import Choice, CompiledTree
    from waymark_guide.trees.engine.replay import Branch, Part

MOST_STEPS = 60_000
STEPS_A_LOOK = 4
MOST_WEIGHT = 1_000

Points = tuple[int, ...]
"""Weighted points, one number for each outcome in the order of the file."""


def weights_of(tree: CompiledTree, given: Mapping[str, object] | None) -> tuple[int, ...]:
    """The weight of each factor: the reader's own where it is a whole number from 0 to 1000, otherwise the author's."""
    return tuple(_weight((given or {}).get(factor.id), factor.weight) for factor in tree.factors)


def _weight(given: object, otherwise: int) -> int:
    return given if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= MOST_WEIGHT else otherwise


@dataclass(frozen=True, slots=True)
class Spread:
    """The points that one unknown answer may bring: every different possibility."""

    possible: tuple[Points, ...]
    least: dict[tuple[int, int], int] = field(default_factory=dict, repr=False)

    def least_lead(self, one: int, other: int) -> int:
        """The least that the answer can add to the lead of one outcome over another."""
        known = self.least.get((one, other))
        if known is None:
            known = self.least[one, other] = min(points[one] - points[other] for points in self.possible)
        return known


@dataclass(slots=True)
class Scores:
    """The points that answers bring under one set of weights, each worked out once.

    Attributes:
        steps: how many more steps the searches of `may_lead` may take, all together.
    """

    tree: CompiledTree
    weights: tuple[int, ...]
    steps: int = MOST_STEPS
    by_choice: dict[int, Points] = field(default_factory=dict, repr=False)
    by_branch: dict[int, Spread] = field(default_factory=dict, repr=False)
    branches: list[Branch] = field(default_factory=list, repr=False)

    def points(self, choice: Choice) -> Points:
        """What one answer brings to each outcome."""
        known = self.by_choice.get(id(choice))
        if known is None:
            totals = [0] * len(self.tree.outcomes)
            for effect in choice.effects:
                totals[effect.outcome] += self.weights[effect.factor] * effect.points
            known = self.by_choice[id(choice)] = tuple(totals)
        return known

    def spread(self, branch: Branch) -> Spread:
        """What the possible answers of a branch may bring."""
        known = self.by_branch.get(id(branch))
        if known is None:
            known = self.by_branch[id(branch)] = Spread(tuple(dict.fromkeys(self.points(choice) for choice in branch.choices)))
            self.branches.append(branch)  # keeps it alive, so that no other branch can take over its identity
        return known


@dataclass(frozen=True, slots=True)
class Contest:
    """The ranked outcomes at one end: what they have for certain, and what unknown answers may add.

    Attributes:
        candidates: the places of the outcomes that take part.
        parts: the answers that brought points.
    """

    candidates: tuple[int, ...]
    fixed: Points
    open: tuple[Spread, ...]
    parts: tuple[Part, ...]

    def low(self, outcome: int) -> int:
        """The lowest score that the outcome can have."""
        return self.fixed[outcome] + sum(min(points[outcome] for points in spread.possible) for spread in self.open)

    def high(self, outcome: int) -> int:
        """The highest score that the outcome can have."""
        return self.fixed[outcome] + sum(max(points[outcome] for points in spread.possible) for spread in self.open)

    def least_lead(self, one: int, other: int) -> int:
        """The least by which one outcome leads another; negative where it may fall behind."""
        return self.fixed[one] - self.fixed[other] + sum(spread.least_lead(one, other) for spread in self.open)

    def most_lead(self, one: int, other: int) -> int:
        """The most by which one outcome leads another."""
        return -self.least_lead(other, one)


def contest(scores: Scores, candidates: Iterable[int], parts: Mapping[Part, Branch]) -> Contest:
    """Add up what is certain, and keep apart what is not."""
    totals = [0] * len(scores.tree.outcomes)
    unsure = []
    for branch in parts.values():
        spread = scores.spread(branch)
        if len(spread.possible) == 1:
            totals = [total + points for total, points in zip(totals, spread.possible[0], strict=True)]
        else:
            unsure.append(spread)
    return Contest(tuple(candidates), tuple(totals), tuple(unsure), tuple(parts))


def may_lead(scores: Scores, contest: Contest, outcome: int) -> bool | None:
    """Whether an outcome comes first, alone or in a tie, in some completion.

    Exact, by branch and bound on the most that its lead over each rival can still become. None where the steps ran out first.
    """
    if contest.open:
        scores.steps -= STEPS_A_LOOK
        if scores.steps <= 0:
            return None
    rivals = []
    for rival in contest.candidates:
        if rival != outcome and contest.least_lead(outcome, rival) < 0:
            if contest.most_lead(outcome, rival) < 0:
                return False
            rivals.append(rival)
    return _Search(scores, contest, outcome, rivals).run() if rivals else True


class _Search:
    """One search for a completion in which the outcome is not behind any rival."""

    def __init__(self, scores: Scores, contest: Contest, outcome: int, rivals: list[int]) -> None:
        self.scores = scores
        self.start = [contest.fixed[outcome] - contest.fixed[rival] for rival in rivals]
        self.gains = [
            sorted(
                dict.fromkeys(tuple(points[outcome] - points[rival] for rival in rivals) for points in spread.possible),
                key=lambda gains: -sum(gains),
            )
            for spread in contest.open
        ]
        self.best = [[0] * len(rivals)]
        for gains in reversed(self.gains):
            self.best.append([ahead + max(gain) for ahead, gain in zip(self.best[-1], zip(*gains, strict=True), strict=True)])
        self.best.reverse()

    def run(self) -> bool | None:
        return self._from(0, self.start)

    def _from(self, depth: int, leads: list[int]) -> bool | None:
        if any(lead + best < 0 for lead, best in zip(leads, self.best[depth], strict=True)):
            return False
        if depth == len(self.gains):
            return True
        answer: bool | None = False
        for gains in self.gains[depth]:
            if self.scores.steps <= 0:
                return None
            self.scores.steps -= 1
            found = self._from(depth + 1, [lead + gain for lead, gain in zip(leads, gains, strict=True)])
            if found:
                return True
            answer = None if found is None else answer
        return answer
