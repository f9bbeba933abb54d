"""Replay: from the answers alone, which questions were asked, which is asked next, and how every completion of the unknown answers ends.

A run goes through the questions in the order of the file. It remembers only the true comparisons that something later still reads. An unknown answer
lets the run continue in several states at once. The states of all completions are followed together, question by question, and equal states are
followed once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.answers import UNKNOWN, list_values
from waymark_guide.trees.engine.compiled_tree import Target
from waymark_guide.trees.engine.conditions import is_met

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.answers import Answers
    from waymark_guide.trees.engine.compiled_tree import Choice, CompiledTree
    from waymark_guide.trees.engine.conditions import Value

MAX_STATES = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """The possible answers to one question that make the same comparisons true and lead to the same target. Their points may differ.

    Attributes:
        truths: the comparisons that these answers make true, as bits.
        next: where these answers lead; none for the next question in the file.
        has_points: whether some of these answers bring points.
        is_change: whether the original answer is not among them.
    """

    truths: int
    next: Target | None
    choices: tuple[Choice, ...]
    has_points: bool
    is_change: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PossibleAnswers:
    """The possible answers to one question: one value if the answer is known, several if it is not.

    Attributes:
        original: the reader's answer, where a search tries other answers in its place.
        branches_by_index: a cache of `branches`, by the index of the question.
    """

    values: tuple[Value, ...]
    original: Value | None = None
    branches_by_index: dict[int, tuple[Branch, ...]] = field(default_factory=dict, repr=False)

    def branches(self, tree: CompiledTree, index: int) -> tuple[Branch, ...]:
        """Group the values by where they lead from the question at this index, and by the comparisons that they make true."""
        branches = self.branches_by_index.get(index)
        if branches is None:
            groups: dict[tuple[int, Target | None], list[Choice]] = {}
            for value in self.values:
                choice = tree.choice(index, value)
                groups.setdefault((choice.truths, choice.next), []).append(choice)
            branches = self.branches_by_index[index] = tuple(
                Branch(
                    truths,
                    target,
                    tuple(choices),
                    has_points=any(choice.effects for choice in choices),
                    is_change=self.original is not None and all(choice.value != self.original for choice in choices),
                )
                for (truths, target), choices in groups.items()
            )
        return branches


BranchId = tuple[int, int]
"""The index of a question, and the number of one of its branches (see `PossibleAnswers.branches`)."""


class State(NamedTuple):
    """What a run remembers.

    Attributes:
        truths: the true comparisons that something later reads, as bits.
        scored: the branches that brought points, where scores matter.
        changes: the branches on which the run differs from the original answers.
    """

    truths: int
    scored: tuple[BranchId, ...] = ()
    changes: tuple[BranchId, ...] = ()


class End(NamedTuple):
    """One way in which a run ends: its target, and the state there (see `State`)."""

    target: Target
    truths: int
    scored: tuple[BranchId, ...]
    changes: tuple[BranchId, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """What follows from the answers.

    Attributes:
        asked: the indexes of the questions whose answers were used in some completion, in the order of the file.
        waiting: by the index of a question without an answer, the states that reached it.
        ends: the ends of the other completions.
        is_complete: whether every completion was followed. If not, there were more states than the limit.
        is_cut: whether some completions were left out because they change too many answers.
    """

    asked: tuple[int, ...]
    waiting: Mapping[int, tuple[State, ...]]
    ends: tuple[End, ...]
    is_complete: bool
    is_cut: bool = False

    @property
    def next(self) -> int | None:
        """The index of the question to ask next: the earliest that has no answer in some completion."""
        return min(self.waiting, default=None)


def find_possible_answers(tree: CompiledTree, answers: Answers) -> dict[str, PossibleAnswers]:
    """List the possible answers to each question that has an answer, by the id under which the answer is stored."""
    possible = {}
    for question in tree.questions:
        value = answers.values.get(question.key)
        if value is not None and question.key not in possible:
            possible[question.key] = PossibleAnswers(list_values(question) if value == (UNKNOWN,) else (value,))
    return possible


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a replay goes.

    Attributes:
        states: the largest number of states.
        changes: the largest number of answers that may differ from the original ones. Of states that are otherwise equal, only the one with the
            fewest changes is followed.
    """

    states: int = MAX_STATES
    changes: int = 0


DEFAULT_LIMITS = Limits()


def replay(
    tree: CompiledTree,
    possible: Mapping[str, PossibleAnswers],
    needed_bits: tuple[int, ...],
    *,
    has_scores: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Replay:
    """Follow every completion of the answers from the first question.

    Args:
        tree: the guide.
        possible: the possible answers to each question, by the id under which the answer is stored.
        needed_bits: for each index of a question, the comparisons to remember there: one field of `tree.needed_bits`.
        has_scores: whether to remember the branches that brought points.
        limits: how far to go.
    """
    return _Walk(tree, possible, needed_bits, limits, has_scores=has_scores).walk({0: [State(0)]})


def resume(tree: CompiledTree, possible: Mapping[str, PossibleAnswers], needed_bits: tuple[int, ...], start: Mapping[int, Iterable[State]]) -> Replay:
    """Follow every completion from these states, given by the index of the question that each has reached. The arguments are those of `replay`."""
    return _Walk(tree, possible, needed_bits, DEFAULT_LIMITS, has_scores=False).walk(start)


class _Walk:
    """One replay: the states that have not ended, by the index of the question that they have reached, and the ends."""

    def __init__(
        self, tree: CompiledTree, possible: Mapping[str, PossibleAnswers], needed_bits: tuple[int, ...], limits: Limits, *, has_scores: bool
    ) -> None:
        self.tree = tree
        self.possible = possible
        self.needed_bits = needed_bits
        self.limits = limits
        self.has_scores = has_scores
        self.states: list[dict[tuple[int, tuple[BranchId, ...]], State]] = [{} for _ in tree.questions]
        self.ends: dict[tuple[Target, int, tuple[BranchId, ...]], End] = {}
        self.count = 0
        self.is_cut = False

    def walk(self, start: Mapping[int, Iterable[State]]) -> Replay:
        """Follow every state to its end, or to a question without an answer."""
        for index, states in start.items():
            for state in states:
                self._add_state(index, state)
        asked: list[int] = []
        waiting: dict[int, tuple[State, ...]] = {}
        for index, question in enumerate(self.tree.questions):
            asking = []
            for state in self.states[index].values():
                if is_met(question.ask_condition, state.truths):
                    asking.append(state)
                else:
                    self._add_state(index + 1, state)
            answers = self.possible.get(question.key)
            if asking and answers is None:
                waiting[index] = tuple(asking)
            elif asking and answers is not None:
                asked.append(index)
                for state in asking:
                    self._answer(index, state, answers)
        return Replay(tuple(asked), waiting, tuple(self.ends.values()), self.count <= self.limits.states, self.is_cut)

    def _answer(self, index: int, state: State, answers: PossibleAnswers) -> None:
        for number, branch in enumerate(answers.branches(self.tree, index)):
            scored = (*state.scored, (index, number)) if self.has_scores and branch.has_points else state.scored
            changes = (*state.changes, (index, number)) if branch.is_change else state.changes
            if len(changes) > self.limits.changes:
                self.is_cut = True
                continue
            after = State(state.truths | branch.truths, scored, changes)
            if branch.next is None:
                self._add_state(index + 1, after)
            elif branch.next.to == "question":
                self._add_state(branch.next.index, after)
            else:
                self._add_end(branch.next, after)

    def _add_state(self, index: int, state: State) -> None:
        if index == len(self.states):
            self._add_end(Target("results", "", index), state)
            return
        truths = state.truths & self.needed_bits[index]
        if self._is_better(state, self.states[index].get((truths, state.scored))):
            self.states[index][truths, state.scored] = State(truths, state.scored, state.changes)

    def _add_end(self, target: Target, state: State) -> None:
        truths = state.truths & self.needed_bits[-1]
        if self._is_better(state, self.ends.get((target, truths, state.scored))):
            self.ends[target, truths, state.scored] = End(target, truths, state.scored, state.changes)

    def _is_better(self, state: State, equal: State | End | None) -> bool:
        """Whether to store a state: it is new and within the limit, or it has fewer changes than the equal one that is stored."""
        if equal is not None:
            return len(state.changes) < len(equal.changes)
        self.count += 1
        return self.count <= self.limits.states
