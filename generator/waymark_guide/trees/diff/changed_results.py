"""What becomes of the result on every path of two versions: exact where the graph allows, otherwise of a sample with a fixed seed.

Without points, the paired graph holds each result. With points, a path can change only where it meets an answer that counts otherwise than before, or
an end that other options reach; only such paths are followed with their points, and an option is forgotten once it cannot lead any more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.diff.change_graph import Arc, Box, ChangeGraph, ResultPair
from waymark_guide.trees.diff.version_product import VersionEnd, VersionRun, build_product_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from waymark_guide.trees.diff.change_graph import Result
    from waymark_guide.trees.diff.version_product import ProductGraph, ProductNode, ProductState, VersionPair, VersionRunner
    from waymark_guide.trees.engine.scoring import Points

MAX_STATES = 40_000
MAX_GAINS = 1_500_000
SAMPLE_SIZE = 4_000
SEED = 20261122

RelativeScores = tuple[int | None, ...]
"""Points by place, the best at 0; none for an option that cannot lead any more."""


@dataclass(frozen=True, slots=True)
class ResultComparison:
    """How the paths of both versions end.

    Attributes:
        totals: how many paths lead to each end. Of a sample: how many of the sample do, among the paths that can change.
        beside: the same for what is shown beside the result, always exact; empty where the graph is too large.
        graph: where to look for conditions; none for a sample.
        paths: how many paths can be followed in both versions; none where they could not be counted.
        added: how many only the new version has. removed: how many only the old one has.
        sample: how many paths the sample holds; 0 where every path was counted.
        sampled_from: how many paths it was drawn from; none where they could not be counted.
        boxes: for a sample, the smallest box round the paths to each end.
    """

    totals: Counter[ResultPair]
    beside: Counter[ResultPair]
    graph: tuple[ChangeGraph, int] | None
    paths: int | None
    added: int = 0
    removed: int = 0
    sample: int = 0
    sampled_from: int | None = None
    boxes: dict[ResultPair, Box] | None = None


def compare_results(pairing: VersionPair) -> ResultComparison:
    """Compare the result of every path."""
    paired = build_product_graph(pairing)
    if paired is None:
        return _far_sample(pairing)
    beside_graph, beside_start = _unscored(paired, lambda end: end.beside)
    beside = beside_graph.totals(beside_start)
    added = sum(count for move, count in beside.items() if move.old is None)
    removed = sum(count for move, count in beside.items() if move.new is None)
    paths = sum(beside.values()) - added - removed
    moved = Counter({move: count for move, count in beside.items() if move.is_change})
    if not pairing.old.scores and not pairing.new.scores:
        graph, start = _unscored(paired, lambda end: end.leads or ())
        return ResultComparison(graph.totals(start), moved, (graph, start), paths, added, removed)
    scored = _Scored(paired)
    built = scored.graph()
    if built is not None:
        return ResultComparison(built[0].totals(built[1]), moved, built, paths, added, removed)
    totals, boxes = scored.sample()
    return ResultComparison(totals, moved, None, paths, added, removed, SAMPLE_SIZE, scored.affected[0][0], boxes)


def _unscored(paired: ProductGraph, result: Callable[[VersionEnd], Result]) -> tuple[ChangeGraph, int]:
    """The paired graph with its ends labelled by something that does not need points."""
    graph = ChangeGraph()
    numbers: list[int] = [0] * len(paired.nodes)
    for number in range(len(paired.nodes) - 1, -1, -1):
        node = paired.nodes[number]
        if node.is_end:
            ends = (result(end) if isinstance(end, VersionEnd) else None for end in (node.both.old, node.both.new))
            numbers[number] = graph.end(ResultPair(*ends))
        else:
            numbers[number] = graph.fork([Arc(edge.name, edge.kind, edge.times, numbers[edge.to]) for edge in node.edges])
    return graph, numbers[0]


class _State(NamedTuple):
    """A node with the standings in both versions; none for both where no path from here on can change."""

    node: int
    old: RelativeScores | None
    new: RelativeScores | None
    touched: bool


class _Scored:
    """The paired graph of two versions of which at least one is ranked."""

    def __init__(self, paired: ProductGraph) -> None:
        self.paired = paired
        self.nodes = paired.nodes
        self.pairing = paired.pairing
        self.old = _Chances(paired, self.pairing.old, "old")
        self.new = _Chances(paired, self.pairing.new, "new")
        self.affected = self._affected()

    def _touches(self, old: Points | None, new: Points | None) -> bool:
        """Whether points differ for an option that both versions have."""
        if old is new or not (self.pairing.old.scores and self.pairing.new.scores):
            return False
        return any((old[one] if old else 0) != (new[other] if new else 0) for one, other in self.pairing.shared_outcomes)

    def _may_change(self, both: ProductState, *, touched: bool) -> bool:
        """Whether the result may differ at an end."""
        old, new = both.old, both.new
        if not isinstance(old, VersionEnd) or not isinstance(new, VersionEnd):
            return False
        if old.leads is not None or new.leads is not None:
            return old.leads != new.leads
        contend = {self.pairing.old.outcome_names[place] for place in old.contenders}
        return touched or contend != {self.pairing.new.outcome_names[place] for place in new.contenders}

    def _affected(self) -> list[tuple[int, int]]:
        """For each node, how many paths from there may change: where nothing has counted otherwise so far, and where something has."""
        found: list[tuple[int, int]] = [(0, 0)] * len(self.nodes)
        for number in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[number]
            if node.is_end:
                found[number] = (int(self._may_change(node.both, touched=False)), int(self._may_change(node.both, touched=True)))
            else:
                found[number] = (
                    sum(edge.times * found[edge.to][self._touches(edge.old, edge.new)] for edge in node.edges),
                    sum(edge.times * found[edge.to][1] for edge in node.edges),
                )
        return found

    def graph(self) -> tuple[ChangeGraph, int] | None:
        """Every path that may change, followed with its points; none where that takes too many states."""
        start = self._state(0, (0,) * self.old.count, (0,) * self.new.count, touched=False)
        at: dict[int, dict[_State, None]] = {0: {start: None}}
        arcs: dict[_State, list[tuple[str, int, int, _State]]] = {}
        count = 0
        for number, node in enumerate(self.nodes):
            for state in at.get(number, ()):
                onward = arcs[state] = []
                for edge in node.edges:
                    to = self._after(state, edge.to, edge.old, edge.new)
                    at.setdefault(edge.to, {})[to] = None
                    onward.append((edge.name, edge.kind, edge.times, to))
            count += len(at.get(number, ()))
            if count > MAX_STATES + len(self.nodes):
                return None
        graph = ChangeGraph()
        numbers: dict[_State, int] = {}
        for state in reversed(arcs):
            node = self.nodes[state.node]
            if node.is_end:
                numbers[state] = graph.end(self._move(node.both, state))
            else:
                numbers[state] = graph.fork([Arc(name, kind, times, numbers[to]) for name, kind, times, to in arcs[state]])
        return graph, numbers[start]

    def _state(self, number: int, old: RelativeScores, new: RelativeScores, *, touched: bool) -> _State:
        if not self.affected[number][touched]:
            return _State(number, None, None, touched=False)
        return _State(number, self.old.pruned(number, old), self.new.pruned(number, new), touched)

    def _after(self, state: _State, to: int, old: Points | None, new: Points | None) -> _State:
        if state.old is None or state.new is None:
            return _State(to, None, None, touched=False)
        return self._state(to, _summed(state.old, old), _summed(state.new, new), touched=state.touched or self._touches(old, new))

    def _move(self, both: ProductState, state: _State) -> ResultPair:
        if state.old is None or state.new is None:
            return ResultPair(() if isinstance(both.old, VersionEnd) else None, () if isinstance(both.new, VersionEnd) else None)
        return ResultPair(_leads(self.pairing.old, both.old, state.old), _leads(self.pairing.new, both.new, state.new))

    def sample(self) -> tuple[Counter[ResultPair], dict[ResultPair, Box]]:
        """Follow a sample of the paths that may change, each as likely as any other, with a fixed seed."""
        random = Random(SEED)  # noqa: S311 (a fixed sample, not a secret)
        totals: Counter[ResultPair] = Counter()
        boxes = _Boxes()
        for _ in range(SAMPLE_SIZE):
            state = _State(0, (0,) * self.old.count, (0,) * self.new.count, touched=False)
            way: dict[str, int] = {}
            while not self.nodes[state.node].is_end:
                state = self._drawn(random, state, way)
            move = self._move(self.nodes[state.node].both, state)
            totals[move] += 1
            boxes.put(move, way)
        return totals, boxes.found

    def _drawn(self, random: Random, state: _State, way: dict[str, int]) -> _State:
        chance = random.randrange(self.affected[state.node][state.touched])
        for edge in self.nodes[state.node].edges:
            touched = state.touched or self._touches(edge.old, edge.new)
            chance -= edge.times * self.affected[edge.to][touched]
            if chance < 0:
                way[edge.name] = edge.kind
                return _State(edge.to, _summed(state.old or (), edge.old), _summed(state.new or (), edge.new), touched)
        message = "The counts of the graph do not add up."
        raise AssertionError(message)


class _Chances:
    """What each option of one version can still become, by node."""

    def __init__(self, paired: ProductGraph, side: VersionRunner, which: str) -> None:
        self.count = len(side.tree.outcomes) if side.scores else 0
        self.nodes = paired.nodes
        self.which = which
        self.possible: list[frozenset[int]] = [frozenset()] * len(self.nodes)
        self.certain: list[frozenset[int] | None] = [None] * len(self.nodes)
        for number in range(len(self.nodes) - 1, -1, -1):
            self._look(number, self.nodes[number])
        edges = sum(len(node.edges) for node in self.nodes)
        self.gains: list[dict[tuple[int, int], int]] | None = self._gains() if self.count and edges * self.count**2 <= MAX_GAINS else None

    def _look(self, number: int, node: ProductNode) -> None:
        """Which options contend at some end from here, and which at every one."""
        if node.is_end:
            end = getattr(node.both, self.which)
            if isinstance(end, VersionEnd) and end.leads is None:
                self.possible[number] = self.certain[number] = frozenset(end.contenders)
            return
        below = [each for edge in node.edges if (each := self.certain[edge.to]) is not None]
        self.possible[number] = frozenset().union(*(self.possible[edge.to] for edge in node.edges))
        self.certain[number] = frozenset.intersection(*below) if below else None

    def _gains(self) -> list[dict[tuple[int, int], int]]:
        """For each node, the most that one option can still gain on another."""
        pairs = [(one, other) for one in range(self.count) for other in range(self.count) if one != other]
        found: list[dict[tuple[int, int], int]] = [{}] * len(self.nodes)
        nothing = dict.fromkeys(pairs, 0)
        for number in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[number]
            if not node.edges:
                found[number] = nothing
                continue
            best = dict.fromkeys(pairs, -(1 << 60))
            for edge in node.edges:
                points = edge.old if self.which == "old" else edge.new
                onward = found[edge.to]
                for pair in pairs:
                    gain = onward[pair] + (points[pair[0]] - points[pair[1]] if points else 0)
                    best[pair] = max(best[pair], gain)
            found[number] = best
        return found

    def pruned(self, number: int, standings: RelativeScores) -> RelativeScores:
        """The standings without options that cannot lead at any end from here, the best of the others at 0."""
        if not self.count:
            return ()
        possible, certain = self.possible[number], self.certain[number] or frozenset()
        left = {place: points for place, points in enumerate(standings) if points is not None and place in possible}
        if self.gains is not None:
            gains = self.gains[number]
            sure = [(place, points) for place, points in left.items() if place in certain]
            left = {
                place: points
                for place, points in left.items()
                if not any(points + gains[place, rival] < ahead for rival, ahead in sure if rival != place)
            }
        best = max(left.values(), default=0)
        return tuple(left[place] - best if place in left else None for place in range(self.count))


def _summed(standings: RelativeScores, points: Points | None) -> RelativeScores:
    if points is None:
        return standings
    return tuple(None if one is None else one + other for one, other in zip(standings, points, strict=True))


def _leads(side: VersionRunner, end: VersionRun | VersionEnd | None, standings: RelativeScores) -> Result | None:
    """What comes first at an end."""
    if not isinstance(end, VersionEnd):
        return None
    if end.leads is not None:
        return end.leads
    scores = {place: points for place in end.contenders if (points := standings[place]) is not None}
    best = max(scores.values())
    return tuple(sorted(side.outcome_names[place] for place, points in scores.items() if points == best))


class _Boxes:
    """The smallest box round the paths of a sample, by their ends."""

    def __init__(self) -> None:
        self.found: dict[ResultPair, Box] = {}

    def put(self, move: ResultPair, way: dict[str, int]) -> None:
        known = self.found.get(move)
        if known is None:
            self.found[move] = {name: frozenset({kind}) for name, kind in way.items()}
        else:
            self.found[move] = {name: kinds | {way[name]} for name, kinds in known.items() if name in way}


def _far_sample(pairing: VersionPair) -> ResultComparison:
    """Follow some of the paths of versions that are too large to be followed everywhere, each answer as likely as any other."""
    random = Random(SEED)  # noqa: S311 (a fixed sample, not a secret)
    totals: Counter[ResultPair] = Counter()
    beside: Counter[ResultPair] = Counter()
    boxes = _Boxes()
    for _ in range(SAMPLE_SIZE):
        way: dict[str, int] = {}
        for move, shown in _far_path(pairing, random, way):
            totals[move] += 1
            beside[shown] += shown.is_change
            boxes.put(move, way)
    return ResultComparison(totals, +beside, None, None, sample=sum(totals.values()), boxes=boxes.found)


def _far_path(pairing: VersionPair, random: Random, way: dict[str, int]) -> Iterator[tuple[ResultPair, ResultPair]]:
    """One path to an end of both versions; nothing where it comes to an answer that nobody could give."""
    both = pairing.start()
    old: RelativeScores = (0,) * len(pairing.old.tree.outcomes)
    new: RelativeScores = (0,) * len(pairing.new.tree.outcomes)
    while isinstance(both.old, VersionRun) or isinstance(both.new, VersionRun):
        name = pairing.asks(both)
        kinds = pairing.kinds(name)
        number = random.choices(range(len(kinds)), [len(kind.pairs) for kind in kinds])[0]
        step = pairing.step(both, name, number)
        if step is None:
            return
        way[name] = number
        both, old, new = step.to, _summed(old, step.old), _summed(new, step.new)
    shown = (end.beside if isinstance(end, VersionEnd) else None for end in (both.old, both.new))
    yield ResultPair(_leads(pairing.old, both.old, old), _leads(pairing.new, both.new, new)), ResultPair(*shown)
