"""Every path through a guide, as a graph of states: the number of paths, the longest, the shortest, and one path to any state.

A state is the next question and the true comparisons that are still read. Paths only go forward, so each figure takes one pass over the states. The
number of paths does not matter. Answers that differ only in their points are one move: a question with 255 answers may have one move only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.answers import value_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.trees.engine.compiled_tree import CompiledTree, Target
    from waymark_guide.trees.engine.conditions import Value

Witness = dict[str, str | list[str]]
"""Answers by question key, as `waymark answer` takes them: an option id, or a list of them for a multi question."""


class Move(NamedTuple):
    """The answers to one question that lead to the same state.

    Attributes:
        truths: int, one bit a comparison that these answers make true.
        next: the route of these answers, if they have one.
    """

    truths: int
    next: Target | None
    values: tuple[Value, ...]


class Via(NamedTuple):
    """The last step of a shortest path to a state: the state before, and the answer given there."""

    state: int
    value: Value


@dataclass(frozen=True, slots=True)
class Growth:
    """Why there are too many states, or too many answers to one question.

    Attributes:
        states: the number of states when the search stopped.
        question: the id of the question with the most states; none if the results have the most.
        remembered: the keys of the earlier questions whose answers must be distinguished until then.
        readers: what reads these answers after it: `question ID` or `outcome ID`.
        answers: the number of possible answers to the question, if that alone is too large; otherwise 0.
    """

    states: int
    question: str | None
    remembered: tuple[str, ...]
    readers: tuple[str, ...]
    answers: int = 0


@dataclass(eq=False)
class Paths:
    """All states, as lists by state. State 0 is the start, and every step leads to a later layer.

    Attributes:
        reads: by question index, the comparisons that are read from there on: int, one bit a comparison.
        moves: by question index, the moves of the question.
        question_indices: by state, the index of its question; past the last one at an end.
        truths: by state, the comparisons that are true and still read: int, one bit a comparison.
        depths: by state, the smallest number of answers that lead to it.
        via: by state, the last step of a shortest path to it.
        steps: by state, the state that each move of its question leads to; empty at an end.
        layers: by question index, its states; the ends are the last layer.
        ends: by state, the target of each end.
        passed: by question index, the truths with which the question is not asked, each with the last step before.
    """

    tree: CompiledTree
    reads: tuple[int, ...]
    moves: list[tuple[Move, ...]]
    question_indices: list[int] = field(default_factory=list)
    truths: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    via: list[Via] = field(default_factory=list)
    steps: list[tuple[int, ...]] = field(default_factory=list)
    layers: list[list[int]] = field(default_factory=list)
    ends: dict[int, Target] = field(default_factory=dict)
    passed: list[dict[int, Via]] = field(default_factory=list)

    @cached_property
    def path_counts(self) -> list[int]:
        """By state, the exact number of paths to it."""
        counts = [0] * len(self.question_indices)
        counts[0] = 1
        for state in self.iterate_forward():
            for move, to in zip(self.moves[self.question_indices[state]], self.steps[state], strict=True):
                counts[to] += counts[state] * len(move.values)
        return counts

    @cached_property
    def onward_counts(self) -> list[int]:
        """By state, the exact number of paths from it to an end."""
        onward = [int(state in self.ends) for state in range(len(self.question_indices))]
        for state in self.iterate_backward():
            onward[state] = sum(
                len(move.values) * onward[to] for move, to in zip(self.moves[self.question_indices[state]], self.steps[state], strict=True)
            )
        return onward

    @property
    def count(self) -> int:
        """The number of complete paths."""
        return self.onward_counts[0]

    @cached_property
    def longest(self) -> tuple[int, Witness]:
        """The largest number of questions on one path, with the answers of that path."""
        most = [0] * len(self.question_indices)
        for state in self.iterate_backward():
            most[state] = 1 + max((most[to] for to in self.steps[state]), default=0)
        answers: Witness = {}
        state = 0
        while self.steps[state]:
            move, to = max(zip(self.moves[self.question_indices[state]], self.steps[state], strict=True), key=lambda step: most[step[1]])
            answers |= self.format_answer(state, move.values[0])
            state = to
        return most[0], answers

    @property
    def shortest(self) -> tuple[int, Witness]:
        """The smallest number of questions on one path, with the answers of that path."""
        state = min(self.ends, key=self.depths.__getitem__, default=0)
        return self.depths[state], self.get_witness(state)

    def iterate_forward(self) -> Iterator[int]:
        """Yield the states that ask a question, each after all states that lead to it."""
        for layer in self.layers[:-1]:
            yield from layer

    def iterate_backward(self) -> Iterator[int]:
        """Yield the states that ask a question, each after all states that it leads to."""
        for layer in reversed(self.layers[:-1]):
            yield from layer

    def find_nearest_state(self, index: int) -> int | None:
        """Find a state with the fewest answers before it that asks a question; none if no path asks it."""
        return min(self.layers[index], key=self.depths.__getitem__, default=None)

    def format_answer(self, state: int, value: Value) -> Witness:
        """Return one answer at a state, by the key of its question."""
        question = self.tree.questions[self.question_indices[state]]
        return {question.key: value_to_json(question, value)}

    def get_witness(self, state: int) -> Witness:
        """Return the answers of a shortest path to a state."""
        return self.get_answers_after(self.via[state]) if state else {}

    def get_answers_after(self, via: Via) -> Witness:
        """Return the answers up to one step, with the answer of that step."""
        steps = [via]
        while steps[-1].state:
            steps.append(self.via[steps[-1].state])
        return self.collect_answers(reversed(steps))

    def collect_answers(self, steps_taken: Iterable[tuple[int, Value]]) -> Witness:
        """Return the answers of some (state, answer) steps."""
        answers: Witness = {}
        for state, value in steps_taken:
            answers |= self.format_answer(state, value)
        return answers
