"""Make the decision table: for a ranked guide every answer and its points; for the others the rows that say which answers lead where.

The rows come from the state graph, which is reduced from its ends backwards, as a decision diagram is: answers that lead to the same result become
one group, a question whose answers all lead to the same result is left out, and equal subgraphs are shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.evaluation import find_leader_ids
from waymark_guide.trees.proof.state_graph import explore_states

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.compiled_tree import CompiledTree
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.proof.state_graph import State

MOST_STATES = 20_000
MOST_ROWS = 2_000


class Cell(NamedTuple):
    """The points of one answer for one outcome on one factor. `adds` is points times weight."""

    outcome: str
    factor: str
    points: int
    adds: int
    reason: str
    sources: tuple[str, ...]


class Score(NamedTuple):
    """One answer with its cells."""

    question: str
    option: str
    cells: tuple[Cell, ...]


class Step(NamedTuple):
    """One question with the answers that stay on this row."""

    question: str
    values: tuple[Value, ...]


class Row(NamedTuple):
    """Answers, and what they lead to: outcome ids, or `tree:ID`."""

    steps: tuple[Step, ...]
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """The table of one guide: `scores` where it is ranked, otherwise `rows`."""

    tree: CompiledTree
    scores: tuple[Score, ...] = ()
    rows: tuple[Row, ...] = ()


def make_decision_table(tree: CompiledTree, *, limit: int = MOST_ROWS) -> DecisionTable | None:
    """Make the table of a guide. Returns none if it would have more rows than the limit, or has more than MOST_STATES states."""
    if tree.result.mode == "ranked":
        return DecisionTable(tree, scores=tuple(_list_scores(tree)))
    graph = explore_states(tree, limit=MOST_STATES, detail="lead")
    if graph is None:
        return None
    rows = []
    for row in _ReducedGraph(tree, graph.states).rows():
        rows.append(row)
        if len(rows) > limit:
            return None
    return DecisionTable(tree, rows=tuple(rows))


def _list_scores(tree: CompiledTree) -> Iterator[Score]:
    for question in tree.questions:
        for option in question.options:
            cells = tuple(
                Cell(
                    outcome=tree.outcomes[effect.outcome].id,
                    factor=tree.factors[effect.factor].id,
                    points=effect.points,
                    adds=effect.points * tree.factors[effect.factor].weight,
                    reason=tree.reasons[effect.reason].text,
                    sources=tree.reasons[effect.reason].sources,
                )
                for effect in option.effects
            )
            if cells:
                yield Score(question.id, option.id, cells)


@dataclass(frozen=True, slots=True)
class _Node:
    """A question that matters here, with its answers grouped by where they lead; or a result."""

    question: str
    groups: tuple[tuple[tuple[Value, ...], int], ...]
    leads: tuple[str, ...]


class _ReducedGraph:
    """The states of a guide, with equivalent states merged."""

    def __init__(self, tree: CompiledTree, states: tuple[State, ...]) -> None:
        self.nodes: list[_Node] = []
        self.numbers: dict[_Node, int] = {}
        self.node_of: dict[int, int] = {}
        for state in reversed(states):
            self.node_of[state.index] = self._add_end(tree, state) if state.question is None else self._add_question(state, state.question.id)

    def _add_end(self, tree: CompiledTree, state: State) -> int:
        return self._number_node(_Node("", (), find_leader_ids(tree, state.witness) or ()))

    def _add_question(self, state: State, question: str) -> int:
        groups: dict[int, list[Value]] = {}
        for value, to in state.edges:
            groups.setdefault(self.node_of[to], []).append(value)
        if len(groups) == 1:
            return next(iter(groups))
        return self._number_node(_Node(question, tuple((tuple(values), to) for to, values in groups.items()), ()))

    def _number_node(self, node: _Node) -> int:
        number = self.numbers.setdefault(node, len(self.nodes))
        if number == len(self.nodes):
            self.nodes.append(node)
        return number

    def rows(self) -> Iterator[Row]:
        yield from self._list_rows(self.node_of[0], ())

    def _list_rows(self, number: int, steps: tuple[Step, ...]) -> Iterator[Row]:
        node = self.nodes[number]
        if not node.question:
            yield Row(steps, node.leads)
        for values, to in node.groups:
            yield from self._list_rows(to, (*steps, Step(node.question, values)))
