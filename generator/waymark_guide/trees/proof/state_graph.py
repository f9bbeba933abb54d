"""Every different state of a guide, and the answers that lead from one state to the next.

A state is the next question and the true comparisons that are still read. Paths only go forward, so the states form an acyclic graph. They are in
topological order: every edge leads to a later state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from waymark_guide.trees.engine.answers import MAX_FREE_OPTIONS, list_values, value_to_json
from waymark_guide.trees.engine.compiled_tree import Target
from waymark_guide.trees.engine.conditions import is_met

if TYPE_CHECKING:
    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion, CompiledTree
    from waymark_guide.trees.engine.conditions import Value

MOST_CHOICES = 32
"""The most possible answers to a question. A multi question with six options or more has too many for a page each."""


class Edge(NamedTuple):
    """One answer, and the state that it leads to."""

    value: Value
    to: int


@dataclass(frozen=True, slots=True)
class State:
    """A question with all that still matters of the earlier answers; or an end.

    Attributes:
        index: the position in the list of states.
        question: the question that is asked here; none at an end.
        end: the target of an end: an outcome by route, another tree, or the results; none at a question.
        witness: the answers of a shortest path to this state, by question key.
        edges: the state that each answer leads to.
    """

    index: int
    question: CompiledQuestion | None
    end: Target | None
    witness: dict[str, str | list[str]]
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class StateGraph:
    """All states, the start first, every edge leading to a later one."""

    tree: CompiledTree
    states: tuple[State, ...]

    @property
    def start(self) -> State:
        """The first state."""
        return self.states[0]

    @property
    def ends(self) -> tuple[State, ...]:
        """The states that ask no question."""
        return tuple(state for state in self.states if state.end is not None)


Detail = Literal["way", "lead", "results"]


def explore_states(tree: CompiledTree, *, limit: int, detail: Detail = "results") -> StateGraph | None:
    """List every state that some answers lead to.

    Args:
        tree: the guide.
        limit: the most states.
        detail: what distinguishes states. `way`: which questions are asked. `lead`: also which options are left. `results`: everything that a result
            shows, and for a ranked guide each answer that counts.

    Returns:
        The graph; none if there are more states than the limit, or a question has more than MOST_CHOICES answers.
    """
    if any(question.type == "multi" and _count_answers(question) > MOST_CHOICES for question in tree.questions):
        return None
    return _Exploration(tree, limit, detail).run()


def _count_answers(question: CompiledQuestion) -> int:
    free = sum(not option.exclusive for option in question.options)
    return (1 << min(free, MAX_FREE_OPTIONS + 1)) - 1 + len(question.options) - free


class _Key(NamedTuple):
    """Two states with the same key are one state."""

    question_index: int
    truths: int
    counted: tuple[tuple[int, Value], ...]
    end: Target | None


@dataclass(slots=True)
class _OpenState:
    """A state whose edges are not all known yet."""

    witness: dict[str, str | list[str]]
    edges: list[tuple[Value, _Key]] = field(default_factory=list)


class _Exploration:
    """List the states question by question. All states of a question are known before any of them is left."""

    def __init__(self, tree: CompiledTree, limit: int, detail: Detail) -> None:
        self.tree = tree
        self.limit = limit
        self.reads = {"way": tree.needed_bits.questions, "lead": tree.needed_bits.leaders, "results": tree.needed_bits.result}[detail]
        self.counts = detail == "results" and tree.result.mode == "ranked"
        self.last = len(tree.questions)
        self.at: list[dict[_Key, _OpenState]] = [{} for _ in range(self.last + 1)]

    def run(self) -> StateGraph | None:
        self._arrive(0, 0, (), None, {})
        for index, question in enumerate(self.tree.questions):
            for key, found in self.at[index].items():
                for value in list_values(question):
                    found.edges.append((value, self._follow_answer(question, key, found, value)))
            if sum(map(len, self.at)) > self.limit:
                return None
        return self._make_graph()

    def _follow_answer(self, question: CompiledQuestion, key: _Key, found: _OpenState, value: Value) -> _Key:
        choice = self.tree.choice(question.index, value)
        counted = (*key.counted, (question.index, value)) if self.counts and choice.effects else key.counted
        witness = {**found.witness, question.key: value_to_json(question, value)}
        truths = key.truths | choice.truths
        if choice.next is None:
            return self._arrive(question.index + 1, truths, counted, None, witness)
        end = None if choice.next.to == "question" else choice.next
        return self._arrive(choice.next.index, truths, counted, end, witness)

    def _arrive(
        self, index: int, truths: int, counted: tuple[tuple[int, Value], ...], end: Target | None, witness: dict[str, str | list[str]]
    ) -> _Key:
        while index < self.last and not is_met(self.tree.questions[index].ask_condition, truths):
            index += 1
        if index == self.last and end is None:
            end = Target("results", "", index)
        key = _Key(index, truths & self.reads[index], counted, end)
        open_state = self.at[index].setdefault(key, _OpenState(witness))
        if len(witness) < len(open_state.witness):
            open_state.witness = witness
        return key

    def _make_graph(self) -> StateGraph:
        listed = [(key, found) for states in self.at for key, found in states.items()]
        numbers = {key: number for number, (key, _) in enumerate(listed)}
        return StateGraph(
            self.tree,
            tuple(
                State(
                    index=number,
                    question=self.tree.questions[key.question_index] if key.end is None else None,
                    end=key.end,
                    witness=found.witness,
                    edges=tuple(Edge(value, numbers[to]) for value, to in found.edges),
                )
                for number, (key, found) in enumerate(listed)
            ),
        )
