"""Every distinguishable state of a guide, and the answers that lead from one to the next.

A state is the next question and what anything ahead still reads. Runs only go forward, so the states form a graph without circles, listed here in
such an order that every edge leads to a later state: path counts, witnesses and longest paths each take one pass.
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
"""A question with more possible answers (a multi question with six options or more) has no page for each of them."""


class Edge(NamedTuple):
    """One answer, and the state that it leads to."""

    value: Value
    to: int


@dataclass(frozen=True, slots=True)
class State:
    """A question to be asked with all that still matters of the answers before it; or an end.

    Attributes:
        question: the question that is asked here; none at an end.
        end: how it ends: an outcome by route, another tree, or the results; none at a question.
        witness: the answers of one of the shortest ways here: the first one found.
        edges: where each answer leads.
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
        """Where everyone begins."""
        return self.states[0]

    @property
    def ends(self) -> tuple[State, ...]:
        """The states at which nothing is asked any more."""
        return tuple(state for state in self.states if state.end is not None)


Detail = Literal["way", "lead", "results"]


def explore_states(tree: CompiledTree, *, limit: int, apart: Detail = "results") -> StateGraph | None:
    """Every state that some answers lead to.

    Args:
        tree: the guide.
        limit: how many states are worth having.
        apart: what tells states apart: `way`, what is asked; `lead`, also which options are left in; `results`, everything that a result shows,
            for a ranked guide each answer that counts.

    Returns:
        The graph; none where there are more states than the limit, or a question takes so many answers that they cannot be listed.
    """
    if any(question.type == "multi" and _count_answers(question) > MOST_CHOICES for question in tree.questions):
        return None
    return _Exploration(tree, limit, apart).run()


def _count_answers(question: CompiledQuestion) -> int:
    free = sum(not option.exclusive for option in question.options)
    return (1 << min(free, MAX_FREE_OPTIONS + 1)) - 1 + len(question.options) - free


class _Key(NamedTuple):
    """What makes two states the same."""

    question_index: int
    truths: int
    counted: tuple[tuple[int, Value], ...]
    end: Target | None


@dataclass(slots=True)
class _OpenState:
    """A state on its way to being listed."""

    witness: dict[str, str | list[str]]
    edges: list[tuple[Value, _Key]] = field(default_factory=list)


class _Exploration:
    """States by the place of their question, so that each is complete before anything ahead is looked at."""

    def __init__(self, tree: CompiledTree, limit: int, apart: Detail) -> None:
        self.tree = tree
        self.limit = limit
        self.reads = {"way": tree.needed_bits.questions, "lead": tree.needed_bits.leaders, "results": tree.needed_bits.result}[apart]
        self.counts = apart == "results" and tree.result.mode == "ranked"
        self.last = len(tree.questions)
        self.at: list[dict[_Key, _OpenState]] = [{} for _ in range(self.last + 1)]

    def run(self) -> StateGraph | None:
        self._reach(0, 0, (), None, {})
        for index, question in enumerate(self.tree.questions):
            for key, found in self.at[index].items():
                for value in list_values(question):
                    found.edges.append((value, self._answer(question, key, found, value)))
            if sum(map(len, self.at)) > self.limit:
                return None
        return self._graph()

    def _answer(self, question: CompiledQuestion, key: _Key, found: _OpenState, value: Value) -> _Key:
        choice = self.tree.choice(question.index, value)
        counted = (*key.counted, (question.index, value)) if self.counts and choice.effects else key.counted
        witness = {**found.witness, question.key: value_to_json(question, value)}
        truths = key.truths | choice.truths
        if choice.next is None:
            return self._reach(question.index + 1, truths, counted, None, witness)
        end = None if choice.next.to == "question" else choice.next
        return self._reach(choice.next.index, truths, counted, end, witness)

    def _reach(
        self, index: int, truths: int, counted: tuple[tuple[int, Value], ...], end: Target | None, witness: dict[str, str | list[str]]
    ) -> _Key:
        while index < self.last and not is_met(self.tree.questions[index].ask_condition, truths):
            index += 1
        if index == self.last and end is None:
            end = Target("results", "", index)
        key = _Key(index, truths & self.reads[index], counted, end)
        known = self.at[index].setdefault(key, _OpenState(witness))
        if len(witness) < len(known.witness):
            known.witness = witness
        return key

    def _graph(self) -> StateGraph:
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
