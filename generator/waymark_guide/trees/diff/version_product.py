"""The product of two versions of a guide: one graph of every path through both.

A question that both versions ask is answered once. Where the versions ask in a different order, an answer waits until the other version asks for it.
A version that does not have the chosen answer cannot be followed any further; the other version continues alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

from waymark_guide.trees.diff.version_run import VersionEnd, VersionRun, VersionRunner

if TYPE_CHECKING:
    from waymark_guide.trees.diff.counterparts import Counterparts, ValuePair
    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.scoring import Points

MAX_NODES = 60_000
Side = Literal["old", "new"]


class PendingAnswer(NamedTuple):
    """An answer that was given and that a version may still ask for.

    Attributes:
        name: the shared name of the question.
        kind: the index of the kind of answer.
        old: whether the old version may still ask for it.
        new: whether the new version may still ask for it.
        is_owed: whether no version that has this answer has asked for it yet.
    """

    name: str
    kind: int
    old: bool
    new: bool
    is_owed: bool


class ProductState(NamedTuple):
    """The states of both versions; none for a version that cannot be followed any further."""

    old: VersionRun | VersionEnd | None
    new: VersionRun | VersionEnd | None
    pending: tuple[PendingAnswer, ...] = ()


class AnswerKind(NamedTuple):
    """Answers to a question that have the same effects in each version."""

    pairs: tuple[ValuePair, ...]

    @property
    def old(self) -> Value | None:
        """One of the answers, as the old version has it."""
        return self.pairs[0].old

    @property
    def new(self) -> Value | None:
        """The same answer, as the new version has it."""
        return self.pairs[0].new


class Transition(NamedTuple):
    """The state that an answer leads to, and the points that it brings in each version; none where it brings no points."""

    target: ProductState
    old_points: Points | None
    new_points: Points | None


class Edge(NamedTuple):
    """A transition of the finished graph.

    Attributes:
        name: the shared name of the question.
        kind: the index of the kind of answer.
        answer_count: how many answers the kind holds.
        target: the number of the node that it leads to.
        old_points: the points in the old version; none where it brings no points.
        new_points: the points in the new version; none where it brings no points.
    """

    name: str
    kind: int
    answer_count: int
    target: int
    old_points: Points | None
    new_points: Points | None


@dataclass(slots=True)
class ProductNode:
    """A state of the product, and the edges that leave it."""

    state: ProductState
    edges: list[Edge] = field(default_factory=list)

    @property
    def is_end(self) -> bool:
        """Whether no version asks a question any more."""
        return not isinstance(self.state.old, VersionRun) and not isinstance(self.state.new, VersionRun)


class VersionPair:
    """The two versions, and how they are run together."""

    def __init__(self, counterparts: Counterparts) -> None:
        """Prepare both versions."""
        self.counterparts = counterparts
        old, new = counterparts.old.compiled, counterparts.new.compiled
        renamed_trees = counterparts.new.renamed_trees
        old_outcomes, new_outcomes = _name_outcomes(counterparts)
        old_names = tuple(counterparts.get_shared_name(question.key) for question in old.questions)
        self.old = VersionRunner(old, old_names, old_outcomes, lambda tree: renamed_trees.get(tree, tree))
        self.new = VersionRunner(new, tuple(question.key for question in new.questions), new_outcomes, lambda tree: tree)
        self._kinds: dict[str, tuple[AnswerKind, ...]] = {}

    @cached_property
    def shared_outcome_indexes(self) -> tuple[tuple[int, int], ...]:
        """For each outcome that both versions have, its index in the old and in the new version."""
        new_indexes = {outcome.id: index for index, outcome in enumerate(self.new.tree.outcomes)}
        pairs = ((index, self.counterparts.find_outcome(outcome.id)) for index, outcome in enumerate(self.old.tree.outcomes))
        return tuple((index, new_indexes[now.id]) for index, now in pairs if now is not None)

    def list_kinds(self, name: str) -> tuple[AnswerKind, ...]:
        """List the kinds of answers to a question."""
        kinds = self._kinds.get(name)
        if kinds is None:
            groups: dict[object, list[ValuePair]] = {}
            for pair in self.counterparts.list_value_pairs(name):
                groups.setdefault((self.old.list_effects(name, pair.old), self.new.list_effects(name, pair.new)), []).append(pair)
            kinds = self._kinds[name] = tuple(AnswerKind(tuple(pairs)) for pairs in groups.values())
        return kinds

    def find_question(self, name: str) -> CompiledQuestion:
        """Find a question by its shared name, in the new version if it has the question.

        Raises:
            KeyError: neither version has the question.
        """
        for runner in (self.new, self.old):
            if name in runner.names:
                return runner.tree.questions[runner.names.index(name)]
        raise KeyError(name)

    def start(self) -> ProductState:
        """Return the state of both versions before their first question."""
        return ProductState(self.old.start(), self.new.start())

    def choose_question(self, state: ProductState) -> str:
        """Choose the question to answer next. Of two, it is the one that the other version asks later, so that few answers have to wait."""
        choices = []
        for runner, run, other_runner, other in ((self.old, state.old, self.new, state.new), (self.new, state.new, self.old, state.old)):
            if isinstance(run, VersionRun):
                name = runner.names[run.question_index]
                distance = other_runner.ahead[other.question_index].get(name, inf) if isinstance(other, VersionRun) else inf
                choices.append((distance, name))
        return max(choices, key=lambda choice: choice[0])[1]

    def answer(self, state: ProductState, name: str, kind: int) -> Transition | None:
        """Answer a question in both versions; none where no reader can give that answer."""
        pending = {each.name: each for each in state.pending} | {name: PendingAnswer(name, kind, old=True, new=True, is_owed=True)}
        old, old_points = self._run(self.old, state.old, pending, "old")
        new, new_points = self._run(self.new, state.new, pending, "new")
        if old is None and new is None:
            return None
        still_pending = []
        for each in pending.values():
            now = each._replace(old=each.old and self.old.may_ask(old, each.name), new=each.new and self.new.may_ask(new, each.name))
            if now.old or now.new:
                still_pending.append(now)
            elif each.is_owed:
                return None
        return Transition(ProductState(old, new, tuple(sorted(still_pending))), old_points, new_points)

    def _run(
        self, runner: VersionRunner, run: VersionRun | VersionEnd | None, pending: dict[str, PendingAnswer], side: Side
    ) -> tuple[VersionRun | VersionEnd | None, Points | None]:
        """Run one version for as long as it asks for pending answers, and update these. Return its state and the sum of the points."""
        points: Points | None = None
        while isinstance(run, VersionRun) and (answer := pending.get(runner.names[run.question_index])) is not None:
            kind = self.list_kinds(answer.name)[answer.kind]
            value = kind.old if side == "old" else kind.new
            pending[answer.name] = answer = answer._replace(old=False) if side == "old" else answer._replace(new=False)
            if value is None:
                return None, points
            pending[answer.name] = answer._replace(is_owed=False)
            run, more = runner.answer(run, value)
            points = add_points(points, more)
        return run, points


def add_points(one: Points | None, other: Points | None) -> Points | None:
    """Add two lists of points, outcome by outcome; none counts as no points."""
    if one is None or other is None:
        return one or other
    return tuple(map(int.__add__, one, other))


def _name_outcomes(counterparts: Counterparts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the shared name of each outcome, in the old and in the new version.

    Where the modality or the approach of an outcome changed, the names hold the old and the new one, so that the change counts as another result.
    """
    new_names = {outcome.id: outcome.id for outcome in counterparts.new.compiled.outcomes}
    old_names = []
    for outcome in counterparts.old.compiled.outcomes:
        now = counterparts.find_outcome(outcome.id)
        if now is None:
            old_names.append(outcome.id)
            continue
        changes = [(str(one), str(other)) for one, other in ((outcome.modality, now.modality), (outcome.approach, now.approach)) if one != other]
        if changes:
            new_names[now.id] = f"{now.id} ({', '.join(other for _, other in changes)})"
        old_names.append(f"{now.id} ({', '.join(one for one, _ in changes)})" if changes else now.id)
    return tuple(old_names), tuple(new_names.values())


@dataclass(frozen=True, slots=True)
class ProductGraph:
    """Every state that some answers lead to. The start comes first, and every edge leads to a later node."""

    versions: VersionPair
    nodes: tuple[ProductNode, ...]


def build_product_graph(versions: VersionPair, *, limit: int = MAX_NODES) -> ProductGraph | None:
    """Follow every answer in both versions; none where there are more nodes than the limit."""
    start = versions.start()
    nodes = {start: ProductNode(start)}
    transitions: dict[ProductState, list[tuple[str, int, int, Transition]]] = {}
    by_progress: dict[int, list[ProductState]] = {_measure_progress(versions, start): [start]}
    order: list[ProductState] = []
    while by_progress:
        for state in by_progress.pop(min(by_progress)):
            order.append(state)
            if nodes[state].is_end:
                continue
            name = versions.choose_question(state)
            from_here = transitions[state] = []
            for number, kind in enumerate(versions.list_kinds(name)):
                transition = versions.answer(state, name, number)
                if transition is None:
                    continue
                target = transition.target
                from_here.append((name, number, len(kind.pairs), transition))
                if target not in nodes:
                    nodes[target] = ProductNode(target)
                    by_progress.setdefault(_measure_progress(versions, target), []).append(target)
            if len(nodes) > limit:
                return None
    numbers = {state: number for number, state in enumerate(order)}
    for state, from_here in transitions.items():
        nodes[state].edges = [
            Edge(name, kind, count, numbers[each.target], each.old_points, each.new_points) for name, kind, count, each in from_here
        ]
    return ProductGraph(versions, tuple(nodes[state] for state in order))


def _measure_progress(versions: VersionPair, state: ProductState) -> int:
    """Return the sum of the indexes that the versions have reached. Every transition makes it larger."""
    old = state.old.question_index if isinstance(state.old, VersionRun) else versions.old.end_index + 1
    new = state.new.question_index if isinstance(state.new, VersionRun) else versions.new.end_index + 1
    return old + new
