"""Two versions of a guide, followed together: one graph of every way to answer both.

A question that both versions ask is answered once. Where they ask in another order, an answer waits until the other version asks for it. A version
that does not have the chosen answer cannot be followed any further; the other goes on alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.compiled_tree import Target
from waymark_guide.trees.engine.conditions import is_met
from waymark_guide.trees.engine.leaders import can_appear, find_candidates
from waymark_guide.trees.engine.replay import End as RunEnd
from waymark_guide.trees.engine.scoring import Scores, read_weights

if TYPE_CHECKING:
    from collections.abc import Callable

    from waymark_guide.trees.diff.counterparts import Counterparts, ValuePair
    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion, CompiledTree
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.scoring import Points

MAX_NODES = 60_000


class VersionRun(NamedTuple):
    """One version on its way: the place of the question that it asks next, and what it remembers."""

    place: int
    truths: int


class VersionEnd(NamedTuple):
    """One version at its end, in shared names.

    Attributes:
        leads: what comes first; none where the points decide among the contenders.
        contenders: the places of the options that the points decide among.
        beside: what is shown beside the result.
    """

    leads: tuple[str, ...] | None
    contenders: tuple[int, ...]
    beside: tuple[str, ...]


class PendingAnswer(NamedTuple):
    """An answer that was given, and that a version may still ask for.

    Attributes:
        owed: whether no version that has this answer has asked for it yet.
    """

    name: str
    kind: int
    old: bool
    new: bool
    owed: bool


class ProductState(NamedTuple):
    """Where both versions are; none for one that cannot be followed any further."""

    old: VersionRun | VersionEnd | None
    new: VersionRun | VersionEnd | None
    kept: tuple[PendingAnswer, ...] = ()


class AnswerKind(NamedTuple):
    """Answers to a question that neither version tells apart."""

    pairs: tuple[ValuePair, ...]

    @property
    def old(self) -> Value | None:
        """One of them, as the old version takes it."""
        return self.pairs[0].old

    @property
    def new(self) -> Value | None:
        """The same, as the new version takes it."""
        return self.pairs[0].new


class Transition(NamedTuple):
    """Where an answer leads, and the points that it brings in each version; none where it brings no points."""

    to: ProductState
    old: Points | None
    new: Points | None


class Edge(NamedTuple):
    """A kind of answer to a question, how many answers it holds, the node that it leads to, and its points."""

    name: str
    kind: int
    times: int
    to: int
    old: Points | None
    new: Points | None


@dataclass(slots=True)
class ProductNode:
    """A place of the graph: its edges, or at the end of both versions how they ended."""

    both: ProductState
    edges: list[Edge] = field(default_factory=list)

    @property
    def is_end(self) -> bool:
        """Whether nothing is asked any more."""
        return not isinstance(self.both.old, VersionRun) and not isinstance(self.both.new, VersionRun)


class VersionRunner:
    """One of the two versions.

    Attributes:
        names: for each place, the shared name of what is asked there.
        ahead: for each place, the shared names of what may be asked from there on, each with how far ahead that is at least.
    """

    def __init__(self, tree: CompiledTree, names: tuple[str, ...], outcome_names: tuple[str, ...], tree_name: Callable[[str], str]) -> None:
        """Prepare one version."""
        self.tree = tree
        self.names = names
        self.outcome_names = outcome_names
        self.tree_name = tree_name
        self.last = len(tree.questions)
        self.scores = Scores(tree, read_weights(tree, None)) if tree.result.mode == "ranked" else None
        self.ahead: list[dict[str, int]] = [{}]
        for name in reversed(names):
            self.ahead.append({**{each: far + 1 for each, far in self.ahead[-1].items()}, name: 0})
        self.ahead.reverse()

    def start(self) -> VersionRun | VersionEnd:
        """Before the first question."""
        return self._reach(0, 0)

    def take(self, run: VersionRun, value: Value) -> tuple[VersionRun | VersionEnd, Points | None]:
        """Answer the question that is asked."""
        choice = self.tree.choice(run.place, value)
        truths = run.truths | choice.truths
        points = self.scores.points(choice) if self.scores and choice.effects else None
        if choice.next is None:
            return self._reach(run.place + 1, truths), points
        if choice.next.to == "question":
            return self._reach(choice.next.index, truths), points
        return self._end(choice.next, truths), points

    def _reach(self, place: int, truths: int) -> VersionRun | VersionEnd:
        while place < self.last and not is_met(self.tree.questions[place].ask_condition, truths):
            place += 1
        if place == self.last:
            return self._end(Target("results", "", place), truths)
        return VersionRun(place, truths & self.tree.needed_bits.result[place])

    def _end(self, target: Target, truths: int) -> VersionEnd:
        if target.to == "tree":
            return VersionEnd((f"tree:{self.tree_name(target.id)}",), (), ())
        left = find_candidates(self.tree, RunEnd(target, truths, ()))
        beside = tuple(
            sorted(
                self.outcome_names[place]
                for place, outcome in enumerate(self.tree.outcomes)
                if outcome.role != "option" and place not in left and can_appear(outcome, truths)
            )
        )
        if self.scores and target.to == "results" and len(left) > 1:
            return VersionEnd(None, left, beside)
        return VersionEnd(tuple(sorted(self.outcome_names[place] for place in left)), (), beside)

    def behaviour(self, name: str, value: Value | None) -> object:
        """All that an answer means to this version, wherever it asks for it."""
        if value is None:
            return None
        choices = [self.tree.choice(place, value) for place, each in enumerate(self.names) if each == name]
        return tuple((choice.truths, choice.next, self.scores.points(choice) if self.scores and choice.effects else None) for choice in choices)


class VersionPair:
    """The two versions, and how they are followed together."""

    def __init__(self, counterparts: Counterparts) -> None:
        """Prepare both versions."""
        self.counterparts = counterparts
        old, new = counterparts.old.compiled, counterparts.new.compiled
        trees = counterparts.new.trees
        before, after = _outcome_names(counterparts)
        self.old = VersionRunner(old, tuple(counterparts.key(question.key) for question in old.questions), before, lambda tree: trees.get(tree, tree))
        self.new = VersionRunner(new, tuple(question.key for question in new.questions), after, lambda tree: tree)
        self._kinds: dict[str, tuple[AnswerKind, ...]] = {}

    @cached_property
    def shared_outcomes(self) -> tuple[tuple[int, int], ...]:
        """The places of each outcome that both versions have, in the old and in the new one."""
        places = {outcome.id: place for place, outcome in enumerate(self.new.tree.outcomes)}
        found = ((place, self.counterparts.outcome(outcome.id)) for place, outcome in enumerate(self.old.tree.outcomes))
        return tuple((place, places[now.id]) for place, now in found if now is not None)

    def kinds(self, name: str) -> tuple[AnswerKind, ...]:
        """The answers to a question, those that neither version tells apart as one."""
        known = self._kinds.get(name)
        if known is None:
            groups: dict[object, list[ValuePair]] = {}
            for pair in self.counterparts.pairs(name):
                groups.setdefault((self.old.behaviour(name, pair.old), self.new.behaviour(name, pair.new)), []).append(pair)
            known = self._kinds[name] = tuple(AnswerKind(tuple(pairs)) for pairs in groups.values())
        return known

    def question(self, name: str) -> CompiledQuestion:
        """A question under its shared name, as the new version words it where it has it."""
        for side in (self.new, self.old):
            if name in side.names:
                return side.tree.questions[side.names.index(name)]
        raise KeyError(name)

    def start(self) -> ProductState:
        """Both versions before their first question."""
        return ProductState(self.old.start(), self.new.start())

    def asks(self, both: ProductState) -> str:
        """The question to answer next: where the versions differ, the one that the other version asks for latest, so that little has to wait."""
        waiting = []
        for side, other_side, run, other in ((self.old, self.new, both.old, both.new), (self.new, self.old, both.new, both.old)):
            if isinstance(run, VersionRun):
                name = side.names[run.place]
                far = other_side.ahead[other.place].get(name, inf) if isinstance(other, VersionRun) else inf
                waiting.append((far, name))
        return max(waiting, key=lambda each: each[0])[1]

    def step(self, both: ProductState, name: str, number: int) -> Transition | None:
        """Answer a question for both versions; none where nobody could give that answer."""
        old, new = both.old, both.new
        kept = {each.name: each for each in both.kept}
        kept[name] = PendingAnswer(name, number, old=True, new=True, owed=True)
        sums: dict[str, Points | None] = {"old": None, "new": None}
        moved = True
        while moved:
            moved = False
            if isinstance(old, VersionRun) and self.old.names[old.place] in kept:
                old, points, given = self._take(self.old, old, kept, "old")
                sums["old"] = add_points(sums["old"], points)
                kept[given.name] = given
                moved = True
            if isinstance(new, VersionRun) and self.new.names[new.place] in kept:
                new, points, given = self._take(self.new, new, kept, "new")
                sums["new"] = add_points(sums["new"], points)
                kept[given.name] = given
                moved = True
        left = []
        for each in kept.values():
            may_ask = each._replace(old=each.old and _may_ask(self.old, old, each.name), new=each.new and _may_ask(self.new, new, each.name))
            if may_ask.old or may_ask.new:
                left.append(may_ask)
            elif each.owed:
                return None
        if old is None and new is None:
            return None
        return Transition(ProductState(old, new, tuple(sorted(left))), sums["old"], sums["new"])

    def _take(self, side: VersionRunner, run: VersionRun, kept: dict[str, PendingAnswer], which: str) -> tuple[VersionRun | VersionEnd | None, Points | None, PendingAnswer]:
        given = kept[side.names[run.place]]
        kind = self.kinds(given.name)[given.kind]
        value = kind.old if which == "old" else kind.new
        given = given._replace(old=False) if which == "old" else given._replace(new=False)
        if value is None:
            return None, None, given
        after, points = side.take(run, value)
        return after, points, given._replace(owed=False)


def _may_ask(side: VersionRunner, run: VersionRun | VersionEnd | None, name: str) -> bool:
    return isinstance(run, VersionRun) and name in side.ahead[run.place]


def add_points(one: Points | None, other: Points | None) -> Points | None:
    """Two sums of points as one."""
    if one is None or other is None:
        return one or other
    return tuple(map(int.__add__, one, other))


def _outcome_names(counterparts: Counterparts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The shared name of each outcome, in the old and in the new version; with what it has become, where its force or its approach changed."""
    after = {outcome.id: outcome.id for outcome in counterparts.new.compiled.outcomes}
    before = []
    for outcome in counterparts.old.compiled.outcomes:
        now = counterparts.outcome(outcome.id)
        if now is None:
            before.append(outcome.id)
            continue
        marks = [(str(one), str(other)) for one, other in ((outcome.modality, now.modality), (outcome.approach, now.approach)) if one != other]
        if marks:
            after[now.id] = f"{now.id} ({', '.join(other for _, other in marks)})"
        before.append(f"{now.id} ({', '.join(one for one, _ in marks)})" if marks else now.id)
    return tuple(before), tuple(after.values())


@dataclass(frozen=True, slots=True)
class ProductGraph:
    """Every place that some answers lead both versions to, the start first, every edge leading to a later one."""

    pairing: VersionPair
    nodes: tuple[ProductNode, ...]


def build_product_graph(pairing: VersionPair, *, limit: int = MAX_NODES) -> ProductGraph | None:
    """Follow both versions everywhere; none where there are more nodes than the limit."""
    start = pairing.start()
    nodes = {start: ProductNode(start)}
    found: dict[ProductState, list[tuple[str, int, int, Transition]]] = {}
    by_progress: dict[int, list[ProductState]] = {_progress(pairing, start): [start]}
    order: list[ProductState] = []
    while by_progress:
        for both in by_progress.pop(min(by_progress)):
            order.append(both)
            if nodes[both].is_end:
                continue
            name = pairing.asks(both)
            steps = found[both] = []
            for number, kind in enumerate(pairing.kinds(name)):
                step = pairing.step(both, name, number)
                if step is None:
                    continue
                steps.append((name, number, len(kind.pairs), step))
                if step.to not in nodes:
                    nodes[step.to] = ProductNode(step.to)
                    by_progress.setdefault(_progress(pairing, step.to), []).append(step.to)
            if len(nodes) > limit:
                return None
    numbers = {both: number for number, both in enumerate(order)}
    for both, steps in found.items():
        nodes[both].edges = [Edge(name, kind, times, numbers[step.to], step.old, step.new) for name, kind, times, step in steps]
    return ProductGraph(pairing, tuple(nodes[both] for both in order))


def _progress(pairing: VersionPair, both: ProductState) -> int:
    """How far both are together; every step takes it further."""
    old = both.old.place if isinstance(both.old, VersionRun) else pairing.old.last + 1
    new = both.new.place if isinstance(both.new, VersionRun) else pairing.new.last + 1
    return old + new
