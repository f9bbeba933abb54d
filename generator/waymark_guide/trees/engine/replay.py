"""Replay: from the answers alone, what was asked, what is asked next, and how every completion of the unknowns ends.

A run is at one place of the file and remembers only the comparisons that something ahead still reads. An unknown answer lets the run go on in
several states at once, so the states of all completions are walked together, place by place, and equal ones are walked once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.answers import UNKNOWN, every_value
from waymark_guide.trees.engine.conditions import holds
from waymark_guide.trees.engine.program import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.answers import Answers
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.program import Choice, CompiledTree

MOST_STATES = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """The possible answers to one question that nothing ahead tells apart, except by their points.

    Attributes:
        changes: whether the answer that was kept is not among them.
    """

    truths: int
    next: Target | None
    choices: tuple[Choice, ...]
    scores: bool
    changes: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a question's answer may be: one value where it is known, several where it is not.

    Attributes:
        kept: the one that was given, where other answers are tried in its place.
    """

    values: tuple[Value, ...]
    kept: Value | None = None
    by_place: dict[int, tuple[Branch, ...]] = field(default_factory=dict, repr=False)

    def branches(self, tree: CompiledTree, place: int) -> tuple[Branch, ...]:
        """The values, grouped by where they lead and what they make true."""
        known = self.by_place.get(place)
        if known is None:
            groups: dict[tuple[int, Target | None], list[Choice]] = {}
            for value in self.values:
                choice = tree.choice(place, value)
                groups.setdefault((choice.truths, choice.next), []).append(choice)
            known = self.by_place[place] = tuple(
                Branch(
                    truths,
                    target,
                    tuple(choices),
                    scores=any(choice.effects for choice in choices),
                    changes=self.kept is not None and all(choice.value != self.kept for choice in choices),
                )
                for (truths, target), choices in groups.items()
            )
        return known


Part = tuple[int, int]
"""The place of a question and the number of the branch taken there: what a score is made of."""


class State(NamedTuple):
    """What a run remembers: true comparisons, where scores matter the branches that brought points, and those on which it left the answers kept."""

    truths: int
    parts: tuple[Part, ...] = ()
    changes: tuple[Part, ...] = ()


class End(NamedTuple):
    """One way in which a run ends."""

    target: Target
    truths: int
    parts: tuple[Part, ...]
    changes: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """What follows from the answers.

    Attributes:
        asked: the places whose answers were used in some completion, in the order of the file.
        waiting: by place, the states that wait for an answer there; the first one is asked next.
        ends: how the other completions end.
        whole: whether every completion was followed; otherwise there were too many states.
        cut: whether some were left because they change too many answers.
    """

    asked: tuple[int, ...]
    waiting: Mapping[int, tuple[State, ...]]
    ends: tuple[End, ...]
    whole: bool
    cut: bool = False

    @property
    def next(self) -> int | None:
        """The place of the question to ask next: the earliest without an answer in any completion."""
        return min(self.waiting, default=None)


def givens(tree: CompiledTree, answers: Answers) -> dict[str, Given]:
    """What each answer may be."""
    found = {}
    for question in tree.questions:
        value = answers.values.get(question.key)
        if value is not None and question.key not in found:
            found[question.key] = Given(every_value(question) if value == (UNKNOWN,) else (value,))
    return found


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a walk goes.

    Attributes:
        states: the most states that it takes.
        changes: the most answers that it leaves for others. States that differ in nothing else are one, with the fewest changes.
    """

    states: int = MOST_STATES
    changes: int = 0


UNCHANGED = Bounds()


def replay(tree: CompiledTree, given: Mapping[str, Given], reads: tuple[int, ...], *, scored: bool = False, bounds: Bounds = UNCHANGED) -> Replay:
    """Follow every completion of the answers.

    Args:
        tree: the guide.
        given: what each answer may be, by the id under which it is kept.
        reads: for each place, the comparisons to remember: one of `tree.reads`.
        scored: whether to remember the branches that brought points too.
        bounds: how far to go.
    """
    return _Walk(tree, given, reads, bounds, scored=scored).walk({0: [State(0)]})


class _Walk:
    """The states that are still on their way, by place."""

    def __init__(self, tree: CompiledTree, given: Mapping[str, Given], reads: tuple[int, ...], bounds: Bounds, *, scored: bool) -> None:
        self.tree = tree
        self.given = given
        self.reads = reads
        self.bounds = bounds
        self.scored = scored
        self.at: list[dict[tuple[int, tuple[Part, ...]], State]] = [{} for _ in tree.questions]
        self.ends: dict[tuple[Target, int, tuple[Part, ...]], End] = {}
        self.count = 0
        self.cut = False

    def walk(self, start: Mapping[int, Iterable[State]]) -> Replay:
        """Take every state to its end, or to a question without an answer."""
        for place, states in start.items():
            for state in states:
                self._reach(place, state)
        asked: list[int] = []
        waiting: dict[int, tuple[State, ...]] = {}
        for place, question in enumerate(self.tree.questions):
            here = []
            for state in self.at[place].values():
                if holds(question.asks, state.truths):
                    here.append(state)
                else:
                    self._reach(place + 1, state)
            given = self.given.get(question.key)
            if here and given is None:
                waiting[place] = tuple(here)
            elif here and given is not None:
                asked.append(place)
                for state in here:
                    self._answer(place, state, given)
        return Replay(tuple(asked), waiting, tuple(self.ends.values()), self.count <= self.bounds.states, self.cut)

    def _answer(self, place: int, state: State, given: Given) -> None:
        for number, branch in enumerate(given.branches(self.tree, place)):
            parts = (*state.parts, (place, number)) if self.scored and branch.scores else state.parts
            changes = (*state.changes, (place, number)) if branch.changes else state.changes
            if len(changes) > self.bounds.changes:
                self.cut = True
                continue
            after = State(state.truths | branch.truths, parts, changes)
            if branch.next is None:
                self._reach(place + 1, after)
            elif branch.next.to == "question":
                self._reach(branch.next.place, after)
            else:
                self._finish(branch.next, after)

    def _reach(self, place: int, state: State) -> None:
        if place == len(self.at):
            self._finish(Target("results", "", place), state)
            return
        truths = state.truths & self.reads[place]
        known = self.at[place].get((truths, state.parts))
        if self._is_better(state, known):
            self.at[place][truths, state.parts] = State(truths, state.parts, state.changes)

    def _finish(self, target: Target, state: State) -> None:
        truths = state.truths & self.reads[-1]
        known = self.ends.get((target, truths, state.parts))
        if self._is_better(state, known):
            self.ends[target, truths, state.parts] = End(target, truths, state.parts, state.changes)

    def _is_better(self, state: State, known: State | End | None) -> bool:
        if known is not None:
            return len(state.changes) < len(known.changes)
        self.count += 1
        return self.count <= self.bounds.states


def resume(tree: CompiledTree, given: Mapping[str, Given], reads: tuple[int, ...], start: Mapping[int, Iterable[State]]) -> Replay:
    """Follow states that are already under way."""
    return _Walk(tree, given, reads, UNCHANGED, scored=False).walk(start)
