"""Every way through a guide, as a graph of states: how many ways there are, the longest, the shortest, and one to any state.

A state is the next question and what anything ahead still reads. Ways only go forward, so each figure takes one pass over the states, whatever the
number of ways. Answers that nothing ahead tells apart, except by their points, are one move: a question with 255 answers may have one move only.
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
"""Answers as `waymark answer` takes them."""


class Move(NamedTuple):
    """The answers to one question that lead the same way: the first one stands for all."""

    truths: int
    next: Target | None
    values: tuple[Value, ...]


class Via(NamedTuple):
    """The last step of one of the shortest ways to a state."""

    state: int
    value: Value


@dataclass(frozen=True, slots=True)
class Growth:
    """Why there are too many states, or too many answers to one question.

    Attributes:
        states: how many were looked at.
        question: where there are most: the question that is asked there, or none at the results.
        remembered: the questions whose answers must be kept apart until then.
        readers: what still reads them there: `question ID` or `outcome ID`.
        answers: how many sets of answers the question takes, where that alone is too many to list; otherwise 0.
    """

    states: int
    question: str | None
    remembered: tuple[str, ...]
    readers: tuple[str, ...]
    answers: int = 0


@dataclass(eq=False)
class Paths:
    """All states, as lists by state; state 0 is the start, and every step leads to a later layer.

    Attributes:
        moves: by place, what can be answered there.
        question_indices: by state, the index of its question; past the last one at an end.
        truths: by state, the comparisons that are true and still read.
        depths: by state, the fewest answers that lead to it.
        steps: by state, the state that each move of its place leads to.
        layers: by place, its states; the ends are the last layer.
        ends: how each end ends.
        passed: by question index, the truths with which readers pass its question by, each with the last step before.
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
        """By state, how many ways lead to it: exact, however large."""
        ways = [0] * len(self.question_indices)
        ways[0] = 1
        for state in self.iterate_forward():
            for move, to in zip(self.moves[self.question_indices[state]], self.steps[state], strict=True):
                ways[to] += ways[state] * len(move.values)
        return ways

    @cached_property
    def onward_counts(self) -> list[int]:
        """By state, how many ways lead from it to an end."""
        onward = [int(state in self.ends) for state in range(len(self.question_indices))]
        for state in self.iterate_backward():
            onward[state] = sum(
                len(move.values) * onward[to] for move, to in zip(self.moves[self.question_indices[state]], self.steps[state], strict=True)
            )
        return onward

    @property
    def count(self) -> int:
        """How many complete ways there are."""
        return self.onward_counts[0]

    @cached_property
    def longest(self) -> tuple[int, Witness]:
        """The most questions on one way, with its answers."""
        most = [0] * len(self.question_indices)
        for state in self.iterate_backward():
            most[state] = 1 + max((most[to] for to in self.steps[state]), default=0)
        answers: Witness = {}
        state = 0
        while self.steps[state]:
            move, onwards = max(zip(self.moves[self.question_indices[state]], self.steps[state], strict=True), key=lambda step: most[step[1]])
            answers |= self.format_answer(state, move.values[0])
            state = onwards
        return most[0], answers

    @property
    def shortest(self) -> tuple[int, Witness]:
        """The fewest questions on one way, with its answers."""
        state = min(self.ends, key=self.depths.__getitem__, default=0)
        return self.depths[state], self.get_witness(state)

    def iterate_forward(self) -> Iterator[int]:
        """The states at which something is asked, each after all that lead to it."""
        for layer in self.layers[:-1]:
            yield from layer

    def iterate_backward(self) -> Iterator[int]:
        """The states at which something is asked, each after all that it leads to."""
        for layer in reversed(self.layers[:-1]):
            yield from layer

    def find_nearest_state(self, index: int) -> int | None:
        """One of the states nearest to the start at which the question of a place is asked, if it ever is."""
        return min(self.layers[index], key=self.depths.__getitem__, default=None)

    def format_answer(self, state: int, value: Value) -> Witness:
        """One answer at a state, by the id under which it is kept."""
        question = self.tree.questions[self.question_indices[state]]
        return {question.key: value_to_json(question, value)}

    def get_witness(self, state: int) -> Witness:
        """The answers of one of the shortest ways to a state."""
        return self.get_answers_after(self.via[state]) if state else {}

    def get_answers_after(self, via: Via) -> Witness:
        """The answers up to and with one step."""
        steps = [via]
        while steps[-1].state:
            steps.append(self.via[steps[-1].state])
        return self.collect_answers(reversed(steps))

    def collect_answers(self, way: Iterable[tuple[int, Value]]) -> Witness:
        """The answers given at some states."""
        answers: Witness = {}
        for state, value in way:
            answers |= self.format_answer(state, value)
        return answers
