"""One version of a guide, run one answer at a time: which question it asks next, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.compiled_tree import Target
from waymark_guide.trees.engine.conditions import is_met
from waymark_guide.trees.engine.leaders import can_appear, find_candidates
from waymark_guide.trees.engine.replay import End
from waymark_guide.trees.engine.scoring import Scores, read_weights

if TYPE_CHECKING:
    from collections.abc import Callable

    from waymark_guide.trees.diff.change_graph import Result
    from waymark_guide.trees.engine.compiled_tree import CompiledTree
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.scoring import Points


class VersionRun(NamedTuple):
    """A version before a question: the index of the question, and the true comparisons that something later still reads, as bits."""

    question_index: int
    truths: int


class VersionEnd(NamedTuple):
    """A version at its end. Outcomes have their shared names.

    Attributes:
        result: what comes first; none where the points decide among the candidates.
        candidates: the indexes of the options that the points decide among.
        other_outcomes: the outcomes of other roles that are shown next to the result.
    """

    result: Result | None
    candidates: tuple[int, ...]
    other_outcomes: Result


class VersionRunner:
    """Runs one of the two versions.

    Attributes:
        names: the shared name of each question, by index.
        end_index: the index after the last question.
        ahead: for each index, the shared names of the questions that may be asked from there on, each with how many questions ahead it is at least.
    """

    def __init__(self, tree: CompiledTree, names: tuple[str, ...], outcome_names: tuple[str, ...], name_tree: Callable[[str], str]) -> None:
        """Prepare one version.

        Args:
            tree: the version.
            names: the shared name of each question, by index.
            outcome_names: the shared name of each outcome, by index.
            name_tree: gives the shared name of another guide for its id.
        """
        self.tree = tree
        self.names = names
        self.outcome_names = outcome_names
        self.name_tree = name_tree
        self.end_index = len(tree.questions)
        self.scores = Scores(tree, read_weights(tree, None)) if tree.result.mode == "ranked" else None
        self.ahead: list[dict[str, int]] = [{}]
        for name in reversed(names):
            self.ahead.append({**{other: distance + 1 for other, distance in self.ahead[-1].items()}, name: 0})
        self.ahead.reverse()

    def start(self) -> VersionRun | VersionEnd:
        """Return the state before the first question."""
        return self._go_to(0, 0)

    def answer(self, run: VersionRun, value: Value) -> tuple[VersionRun | VersionEnd, Points | None]:
        """Answer the question that is asked. Return the next state and the points of the answer; none where it brings no points."""
        choice = self.tree.choice(run.question_index, value)
        truths = run.truths | choice.truths
        points = self.scores.points(choice) if self.scores and choice.effects else None
        if choice.next is None:
            return self._go_to(run.question_index + 1, truths), points
        if choice.next.to == "question":
            return self._go_to(choice.next.index, truths), points
        return self._end(choice.next, truths), points

    def may_ask(self, run: VersionRun | VersionEnd | None, name: str) -> bool:
        """Return whether a question may still be asked."""
        return isinstance(run, VersionRun) and name in self.ahead[run.question_index]

    def list_effects(self, name: str, value: Value | None) -> tuple[object, ...] | None:
        """List all effects of an answer, wherever this version asks for it; none where it has no such answer. Equal lists mean equal answers."""
        if value is None:
            return None
        choices = [self.tree.choice(index, value) for index, other in enumerate(self.names) if other == name]
        return tuple((choice.truths, choice.next, self.scores.points(choice) if self.scores and choice.effects else None) for choice in choices)

    def _go_to(self, index: int, truths: int) -> VersionRun | VersionEnd:
        """Go to the first question from an index on that is asked, or to the end."""
        while index < self.end_index and not is_met(self.tree.questions[index].ask_condition, truths):
            index += 1
        if index == self.end_index:
            return self._end(Target("results", "", index), truths)
        return VersionRun(index, truths & self.tree.needed_bits.result[index])

    def _end(self, target: Target, truths: int) -> VersionEnd:
        if target.to == "tree":
            return VersionEnd((f"tree:{self.name_tree(target.id)}",), (), ())
        candidates = find_candidates(self.tree, End(target, truths, ()))
        others = sorted(
            self.outcome_names[index]
            for index, outcome in enumerate(self.tree.outcomes)
            if outcome.role != "option" and index not in candidates and can_appear(outcome, truths)
        )
        if self.scores and target.to == "results" and len(candidates) > 1:
            return VersionEnd(None, candidates, tuple(others))
        return VersionEnd(tuple(sorted(self.outcome_names[index] for index in candidates)), (), tuple(others))
