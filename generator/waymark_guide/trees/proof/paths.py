"""Every way through a guide, as a graph of states: how many ways there are, the longest, the shortest, and one to any state.

A state is the next question and what anything ahead still reads. Ways only go forward, so each figure takes one pass over the states, whatever the
number of ways. Answers that nothing ahead tells apart, except by their points, are one move: a question with 255 answers may have one move only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.answers import MAX_FREE_OPTIONS, value_to_json, list_values
from waymark_guide.trees.engine.conditions import bits_of, comparisons_of, is_met
from waymark_guide.trees.engine.compiled_tree import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.trees.engine.conditions import Condition, Value
    from waymark_guide.trees.engine.compiled_tree import CompiledTree

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
        places: by state, the place of its question; past the last one at an end.
        truths: by state, the comparisons that are true and still read.
        depths: by state, the fewest answers that lead to it.
        steps: by state, the state that each move of its place leads to.
        layers: by place, its states; the ends are the last layer.
        ends: how each end ends.
        skipped: by place, the truths with which readers pass its question by, each with the last step before.
    """

    tree: CompiledTree
    reads: tuple[int, ...]
    moves: list[tuple[Move, ...]]
    places: list[int] = field(default_factory=list)
    truths: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    via: list[Via] = field(default_factory=list)
    steps: list[tuple[int, ...]] = field(default_factory=list)
    layers: list[list[int]] = field(default_factory=list)
    ends: dict[int, Target] = field(default_factory=dict)
    skipped: list[dict[int, Via]] = field(default_factory=list)

    @cached_property
    def ways(self) -> list[int]:
        """By state, how many ways lead to it: exact, however large."""
        ways = [0] * len(self.places)
        ways[0] = 1
        for state in self.forward():
            for move, to in zip(self.moves[self.places[state]], self.steps[state], strict=True):
                ways[to] += ways[state] * len(move.values)
        return ways

    @cached_property
    def onward(self) -> list[int]:
        """By state, how many ways lead from it to an end."""
        onward = [int(state in self.ends) for state in range(len(self.places))]
        for state in self.backward():
            onward[state] = sum(len(move.values) * onward[to] for move, to in zip(self.moves[self.places[state]], self.steps[state], strict=True))
        return onward

    @property
    def count(self) -> int:
        """How many complete ways there are."""
        return self.onward[0]

    @cached_property
    def longest(self) -> tuple[int, Witness]:
        """The most questions on one way, with its answers."""
        most = [0] * len(self.places)
        for state in self.backward():
            most[state] = 1 + max((most[to] for to in self.steps[state]), default=0)
        answers: Witness = {}
        state = 0
        while self.steps[state]:
            move, onwards = max(zip(self.moves[self.places[state]], self.steps[state], strict=True), key=lambda step: most[step[1]])
            answers |= self.given(state, move.values[0])
            state = onwards
        return most[0], answers

    @property
    def shortest(self) -> tuple[int, Witness]:
        """The fewest questions on one way, with its answers."""
        state = min(self.ends, key=self.depths.__getitem__, default=0)
        return self.depths[state], self.witness(state)

    def forward(self) -> Iterator[int]:
        """The states at which something is asked, each after all that lead to it."""
        for layer in self.layers[:-1]:
            yield from layer

    def backward(self) -> Iterator[int]:
        """The states at which something is asked, each after all that it leads to."""
        for layer in reversed(self.layers[:-1]):
            yield from layer

    def first(self, place: int) -> int | None:
        """One of the states nearest to the start at which the question of a place is asked, if it ever is."""
        return min(self.layers[place], key=self.depths.__getitem__, default=None)

    def given(self, state: int, value: Value) -> Witness:
        """One answer at a state, by the id under which it is kept."""
        question = self.tree.questions[self.places[state]]
        return {question.key: value_to_json(question, value)}

    def witness(self, state: int) -> Witness:
        """The answers of one of the shortest ways to a state."""
        return self.after(self.via[state]) if state else {}

    def after(self, via: Via) -> Witness:
        """The answers up to and with one step."""
        steps = [via]
        while steps[-1].state:
            steps.append(self.via[steps[-1].state])
        return self.answers(reversed(steps))

    def answers(self, way: Iterable[tuple[int, Value]]) -> Witness:
        """The answers given at some states."""
        answers: Witness = {}
        for state, value in way:
            answers |= self.given(state, value)
        return answers


def remembered(tree: CompiledTree, ends: int) -> tuple[int, ...]:
    """For each place, the comparisons that a question from there on reads, and those that are wanted at the end."""
    kept = [ends]
    for question in reversed(tree.questions):
        kept.append(kept[-1] | bits_of(question.ask_condition))
    return tuple(reversed(kept))


def explore_paths(tree: CompiledTree, reads: tuple[int, ...], *, limit: int, watch: str | None = None) -> Paths | Growth:
    """Every state that some answers lead to, or why there are more than the limit.

    Args:
        tree: the guide.
        reads: for each place, the comparisons to keep apart, such as `remembered` gives.
        limit: how many states are worth having.
        watch: a question's key; states are then also told apart by whether it was asked (`watched`, one more bit).
    """
    for question in tree.questions:
        free = sum(not option.exclusive for option in question.options)
        if question.type == "multi" and free > MAX_FREE_OPTIONS:
            return Growth(0, question.id, (), (), answers=(1 << free) - 1 + len(question.options) - free)
    watched = watch_bit(tree) if watch else 0
    reads = tuple(bits | watched for bits in reads)
    moves = [_moves(tree, place, reads[place + 1], watched if question.key == watch else 0) for place, question in enumerate(tree.questions)]
    return _Exploration(Paths(tree, reads, moves), limit).run()


def watch_bit(tree: CompiledTree) -> int:
    """The bit that says, where a question is watched, that it was asked."""
    return 1 << len(tree.comparisons.by_words)


def _moves(tree: CompiledTree, place: int, reads: int, asked: int) -> tuple[Move, ...]:
    groups: dict[tuple[int, Target | None], list[Value]] = {}
    for value in list_values(tree.questions[place]):
        choice = tree.choice(place, value)
        groups.setdefault(((choice.truths | asked) & reads, choice.next), []).append(value)
    return tuple(Move(truths, target, tuple(values)) for (truths, target), values in groups.items())


class _TooMany(Exception):  # noqa: N818 (it never leaves this module)
    pass


class _Exploration:
    """States place by place, so that each is complete before anything ahead is looked at."""

    def __init__(self, paths: Paths, limit: int) -> None:
        self.paths = paths
        self.limit = limit
        self.asks = [question.ask_condition for question in paths.tree.questions]
        self.last = len(self.asks)
        self.results = Target("results", "", self.last)
        self.landed: list[dict[int, int]] = [{} for _ in range(self.last + 1)]
        self.ended: dict[Target, dict[int, int]] = {self.results: self.landed[-1]}

    def run(self) -> Paths | Growth:
        paths = self.paths
        paths.layers = [[] for _ in range(self.last + 1)]
        paths.skipped = [{} for _ in range(self.last)]
        try:
            self._land(0, 0, None, Via(0, ()))
            for place in range(self.last):
                self._leave(place)
        except _TooMany:
            return self._growth()
        return paths

    def _leave(self, place: int) -> None:
        paths = self.paths
        depths, steps, via = paths.depths, paths.steps, paths.via
        leaving = []
        for move in paths.moves[place]:
            landing = move.next.index if move.next else place + 1
            end = move.next if move.next and move.next.to != "question" else None
            known = self.ended.setdefault(end, {}) if end else self.landed[landing]
            leaving.append((move.truths, paths.reads[landing], known, landing, end, move.values[0]))
        for state in paths.layers[place]:
            have = paths.truths[state]
            depth = depths[state] + 1
            leads = []
            for truths, reads, known, landing, end, value in leaving:
                kept = (have | truths) & reads
                to = known.get(kept)
                if to is None:
                    to = self._land(landing, kept, end, Via(state, value))
                elif depth < depths[to]:
                    depths[to] = depth
                    via[to] = Via(state, value)
                leads.append(to)
            steps[state] = tuple(leads)

    def _land(self, place: int, truths: int, end: Target | None, via: Via) -> int:
        """The state of those who come to a place: that of the first question from there on that they are asked."""
        paths = self.paths
        if end is not None and end.to != "results":
            return self._state(self.ended[end], truths, self.last, end, via)
        passed = []
        while truths not in self.landed[place]:
            if place == self.last or is_met(self.asks[place], truths):
                self._state(self.landed[place], truths, place, self.results if place == self.last else None, via)
                break
            passed.append((place, truths))
            paths.skipped[place].setdefault(truths, via)
            place += 1
            truths &= paths.reads[place]
        to = self.landed[place][truths]
        for each, kept in passed:
            self.landed[each][kept] = to
        if passed and paths.depths[via.state] + 1 < paths.depths[to]:
            paths.depths[to] = paths.depths[via.state] + 1
            paths.via[to] = via
        return to

    def _state(self, known: dict[int, int], truths: int, place: int, end: Target | None, via: Via) -> int:
        paths = self.paths
        state = len(paths.places)
        if state == self.limit:
            raise _TooMany
        known[truths] = state
        paths.places.append(place)
        paths.truths.append(truths)
        paths.depths.append(paths.depths[via.state] + 1 if state else 0)
        paths.via.append(via)
        paths.steps.append(())
        paths.layers[place].append(state)
        if end is not None:
            paths.ends[state] = end
        return state

    def _growth(self) -> Growth:
        tree, paths = self.paths.tree, self.paths
        place = max(range(self.last + 1), key=lambda each: len(paths.layers[each]))
        bits = paths.reads[place]
        kept = [each.question for each in tree.comparisons.by_words.values() if each.bit & bits]
        before = {question.key for question in tree.questions[:place]}
        conditions: list[tuple[str, Condition | None]] = [(f"question {question.id}", question.ask_if) for question in tree.questions[place:]]
        for outcome in tree.outcomes:
            conditions += [(f"outcome {outcome.id}", outcome.when), (f"outcome {outcome.id}", outcome.not_if)]
        return Growth(
            states=len(paths.places),
            question=tree.questions[place].id if place < self.last else None,
            remembered=tuple(dict.fromkeys(key for key in kept if key in before)),
            readers=tuple(
                dict.fromkeys(
                    name for name, condition in conditions if any(each.bit & bits and each.question in before for each in comparisons_of(condition))
                )
            ),
        )
