"""A second engine that is as simple as possible: it follows one run at a time, reads conditions as written, and lists all completions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.tree import Question, Tree

Value = tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """One run: the answers, the question that lacks an answer, or else the end."""

    asked: dict[str, Value]
    placements: tuple[str, ...]
    waits_for: str | None
    end: str | None


class Naive:
    """The simple engine of one tree, without compilation."""

    def __init__(self, tree: Tree) -> None:
        """Keep the tree as its author wrote it."""
        self.tree = tree
        self.by_id = {question.id: question for question in tree.questions}

    def root(self, question: str) -> Question:
        """Return the first placement of a question."""
        same = self.by_id[question].same_as
        return self.root(same) if same else self.by_id[question]

    def values(self, question: str) -> list[Value]:
        """List every answer to a question."""
        root = self.root(question)
        if root.type != "multi":
            return [(option.id,) for option in root.options]
        free = [option.id for option in root.options if not option.exclusive]
        sets = [each for size in range(1, len(free) + 1) for each in combinations(free, size)]
        return sets + [(option.id,) for option in root.options if option.exclusive]

    def true(self, raw: Any, asked: Mapping[str, Value]) -> bool:
        """Whether a condition, as written, is true for the answers."""
        if isinstance(raw, list):
            return any(self.true(part, asked) for part in raw)
        return all(self._clause(key, value, asked) for key, value in raw.items())

    def _clause(self, key: str, value: Any, asked: Mapping[str, Value]) -> bool:
        if key == "any":
            return any(self.true(part, asked) for part in value)
        if key == "all":
            return all(self.true(part, asked) for part in value)
        if key == "not":
            return not self.true(value, asked)
        chosen = asked.get(self.root(key).id)
        return chosen is not None and self._compare(value, chosen)

    def _compare(self, value: Any, chosen: Value) -> bool:
        if value == "answered":
            return True
        if isinstance(value, dict):
            [(test, options)] = value.items()
            some = any(option in ([options] if isinstance(options, str) else options) for option in chosen)
            return not some if test == "has_none" else some
        return chosen[0] in ([value] if isinstance(value, str) else value)

    def run(self, answers: Mapping[str, Value]) -> Run:
        """Follow known answers from the first question on."""
        asked: dict[str, Value] = {}
        placements: list[str] = []
        index = 0
        ids = [question.id for question in self.tree.questions]
        while index < len(ids):
            question = self.tree.questions[index]
            root = self.root(question.id)
            if root.id in asked or (question.ask_if is not None and not self.true(question.ask_if, asked)):
                index += 1
                continue
            if root.id not in answers:
                return Run(asked, tuple(placements), question.id, None)
            value = asked[root.id] = answers[root.id]
            placements.append(question.id)
            routes = [option.next for option in question.options if option.id in value and option.next]
            if not routes:
                index += 1
            elif routes[0] in ids:
                index = ids.index(routes[0])
            else:
                return Run(asked, tuple(placements), None, routes[0])
        return Run(asked, tuple(placements), None, "results")

    def completions(self, answers: Mapping[str, Value | None]) -> Iterator[dict[str, Value]]:
        """List every way to fill in the unknown answers (those that are none)."""
        keys = list(answers)
        for values in product(*(self.values(key) if answers[key] is None else [answers[key]] for key in keys)):
            yield dict(zip(keys, values, strict=True))

    def left_in(self, run: Run) -> list[str]:
        """Return the ids of the options that are left at the end of a run."""
        by_id = {outcome.id: outcome for outcome in self.tree.outcomes}
        end = run.end or ""
        if end.startswith("outcome:"):
            outcome = by_id[end.removeprefix("outcome:")]
            return [] if outcome.not_if is not None and self.true(outcome.not_if, run.asked) else [outcome.id]
        return (
            []
            if end.startswith("tree:")
            else [outcome.id for outcome in self.tree.outcomes if outcome.role == "option" and self.appears(outcome.id, run)]
        )

    def appears(self, outcome_id: str, run: Run) -> bool:
        """Whether an outcome's own conditions let it appear at the end of a run."""
        outcome = next(each for each in self.tree.outcomes if each.id == outcome_id)
        if outcome.only_by_route or (outcome.when is not None and not self.true(outcome.when, run.asked)):
            return False
        return outcome.not_if is None or not self.true(outcome.not_if, run.asked)

    def score(self, outcome: str, run: Run) -> int:
        """Return the score of an outcome at the end of a run."""
        return sum(self.points(outcome, run, placement) for placement in run.placements)

    def points(self, outcome: str, run: Run, placement: str) -> int:
        """Return the points that one answer of a run gives an outcome."""
        weights = {factor.id: factor.weight for factor in self.tree.factors}
        question = self.by_id[placement]
        total = 0
        for option in question.options:
            if option.id in run.asked[self.root(placement).id]:
                for factor, effect in option.effects.get(outcome, {}).items():
                    total += weights[factor] * effect.points
                for factor, effect in question.effects.get(outcome, {}).items():
                    total += weights[factor] * effect.points * (option.share or 0)
        return total

    def leads(self, run: Run) -> frozenset[str]:
        """Return the ids of what comes first at the end of a run."""
        if run.end and run.end.startswith("tree:"):
            return frozenset({run.end})
        left = self.left_in(run)
        if run.end != "results" or not left:
            return frozenset(left)
        if self.tree.result.mode == "first":
            return frozenset(left[:1])
        if self.tree.result.mode == "all":
            return frozenset(left)
        best = max(self.score(outcome, run) for outcome in left)
        return frozenset(outcome for outcome in left if self.score(outcome, run) == best)

    def next(self, answers: Mapping[str, Value | None]) -> str | None:
        """Return the next question: the earliest that lacks an answer in any completion."""
        waits = {self.run(each).waits_for for each in self.completions(answers)}
        return next((question.id for question in self.tree.questions if question.id in waits), None)

    def left(self, answers: Mapping[str, Value | None]) -> tuple[int, int]:
        """Count the fewest and the most questions left, by trying every answer."""
        question = self.next(answers)
        if question is None:
            return 0, 0
        counts = [self.left({**answers, self.root(question).id: value}) for value in self.values(question)]
        return 1 + min(low for low, _ in counts), 1 + max(high for _, high in counts)
