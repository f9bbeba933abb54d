"""List every run of a small tree, with what its result shows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from tests.trees.naive_engine import Naive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.trees.naive_engine import Run, Value

    from waymark_guide.model.tree import Outcome, Question, Tree

Answers = dict[str, "Value"]


class Listing:
    """Every run of a tree, one by one."""

    def __init__(self, tree: Tree) -> None:
        """Follow every answer to every question that is asked."""
        self.tree = tree
        self.naive = Naive(tree)
        self.runs = list(self._runs({}))
        self.ranked = [run for run in self.runs if run.end == "results" and self.naive.left_in(run)] if tree.result.mode == "ranked" else []

    def _runs(self, answers: Answers) -> Iterator[Run]:
        run = self.naive.run(answers)
        if run.waits_for is None:
            yield run
            return
        key = self.naive.root(run.waits_for).id
        for value in self.naive.values(key):
            yield from self._runs({**answers, key: value})

    def values_at(self, run: Run, placement: str) -> Value:
        """Return the answer at a placement of a question."""
        return run.asked[self.naive.root(placement).id]

    def shown(self, run: Run) -> tuple[str, ...]:
        """Return the ids of the outcomes that are shown at the end of a run."""
        left = self.naive.left_in(run)
        if self.tree.result.mode == "first" and run.end == "results":
            left = left[:1]
        jumps = (run.end or "").startswith("tree:")
        other_roles = [each.id for each in self.tree.outcomes if each.role != "option" and not jumps and self.naive.appears(each.id, run)]
        return tuple(dict.fromkeys([*left, *other_roles]))

    def is_listed_as_ruled_out(self, outcome: Outcome, run: Run) -> bool:
        """Whether the result lists an outcome as ruled out."""
        if outcome.not_if is None or not self.naive.true(outcome.not_if, run.asked):
            return False
        if run.end == f"outcome:{outcome.id}":
            return True
        may = outcome.role == "option" and not outcome.only_by_route
        return run.end == "results" and may and (outcome.when is None or self.naive.true(outcome.when, run.asked))

    def view(self, run: Run) -> Any:
        """Return everything that a result shows at the end of a run."""
        shown = self.shown(run)
        ranked = self.tree.result.mode == "ranked" and run.end == "results"
        scores = tuple(tuple(self.by_factor[0][each, id(run)]) for each in self.naive.left_in(run)) if ranked else ()
        jump = run.end if (run.end or "").startswith("tree:") else None
        return jump, shown, scores, tuple(each.id for each in self.tree.outcomes if self.is_listed_as_ruled_out(each, run))

    @cached_property
    def by_factor(self) -> tuple[dict[tuple[str, int], list[int]]]:
        """The points of each outcome on each factor at the end of each run."""
        found = {}
        for run in self.runs:
            for outcome in self.tree.outcomes:
                totals = dict.fromkeys((factor.id for factor in self.tree.factors), 0)
                for placement in run.placements:
                    self._add(totals, self.naive.by_id[placement], outcome.id, self.values_at(run, placement))
                found[outcome.id, id(run)] = list(totals.values())
        return (found,)

    @staticmethod
    def _add(totals: dict[str, int], question: Question, outcome: str, value: Value) -> None:
        for option in question.options:
            if option.id in value:
                for factor, effect in option.effects.get(outcome, {}).items():
                    totals[factor] += effect.points
                for factor, effect in question.effects.get(outcome, {}).items():
                    totals[factor] += effect.points * (option.share or 0)

    def points(self, outcome: str, run: Run, weights: list[int] | None = None) -> int:
        """Return the score of an outcome under some weights."""
        chosen = weights or [factor.weight for factor in self.tree.factors]
        return sum(weight * points for weight, points in zip(chosen, self.by_factor[0][outcome, id(run)], strict=True))
