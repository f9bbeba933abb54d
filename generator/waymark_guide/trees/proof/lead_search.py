"""Whether an option can ever come first: answers that bring it there, or a proof that none do.

First each rival alone: where one is ahead whatever the answers, that is the proof. Then all rivals together, each with a weight: if no way makes the
weighted sum of the leads reach zero, no way makes every lead reach it; the weights move towards the rivals that were ahead on the best way so far,
until a way beats them all or the sum falls below zero. What is still open after that is searched, way by way, with both bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.proof.score_graph import pick_by_column

if TYPE_CHECKING:
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.proof.paths import Witness
    from waymark_guide.trees.proof.score_graph import ScoreGraph

MOST_NODES = 20_000
ROUNDS = 60
SCALE = 1_000_000
"""The weights of the rivals add up to about this; whole numbers, so that a proof has no rounding in it."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Whether an outcome can come first, alone or in a tie.

    Attributes:
        can: none where the search ended before it was known.
        witness: answers that bring it first.
        behind: an outcome that is ahead of it whatever the answers, where one alone is the reason.
        nodes: how many ways were begun before it was known.
    """

    can: bool | None
    witness: Witness | None = None
    behind: str | None = None
    nodes: int = 0


def find_lead(graph: ScoreGraph, outcome: int, *, most_nodes: int = MOST_NODES) -> Lead:
    """Search for answers that bring an outcome first among those that take part, or prove that there are none."""
    most = graph.most_leads(outcome)
    open_ends: list[tuple[int, tuple[int, ...], list[int]]] = []
    always_ahead: set[int] | None = None
    for group, ends in graph.groups.items():
        if outcome not in group:
            continue
        ahead = {rival for rival in group if all(most[end][rival] < 0 for end in ends)}
        always_ahead = ahead if always_ahead is None else always_ahead & ahead
        within = [end for end in ends if all(most[end][rival] >= 0 for rival in group)]
        if within:
            open_ends.append((max(min(most[end][rival] for rival in group) for end in within), group, within))
    if always_ahead is None:
        return Lead(can=False)
    nodes = 0
    doubt = False
    for _, group, within in sorted(open_ends, key=lambda each: -each[0]):
        search = _Search(graph, outcome, group, within, most_nodes - nodes)
        try:
            path = search.run()
        except _OutOfNodesError:
            doubt, path = True, None
        nodes += search.nodes
        if path is not None:
            return Lead(can=True, witness=graph.paths.collect_answers(path), nodes=nodes)
    if doubt:
        return Lead(can=None, nodes=nodes)
    behind = graph.tree.outcomes[min(always_ahead)].id if always_ahead else None
    return Lead(can=False, behind=behind, nodes=nodes)


class _OutOfNodesError(Exception):
    """The search was stopped before it was done."""


class _Step(NamedTuple):
    """One way on: its answer, the state after it, and what it adds to the lead over each rival."""

    value: Value
    to: int
    gains: tuple[int, ...]


_Way = tuple[tuple[int, "Value"], ...]
"""States and the answers given there."""


class _Search:
    """The ways to some ends at which the same outcomes take part."""

    def __init__(self, graph: ScoreGraph, outcome: int, group: tuple[int, ...], ends: list[int], most_nodes: int) -> None:
        self.graph = graph
        self.rivals = [rival for rival in group if rival != outcome]
        self.ends = frozenset(ends)
        self.most_nodes = most_nodes
        self.nodes = 0
        self.gains = [[[self._gains(bid.points, outcome) for bid in bids] for bids in moves] for moves in graph.points_groups]
        self.states = self._on_the_way()
        self.most: dict[int, tuple[int, ...]] = {}
        self.steps: dict[int, list[_Step]] = {}
        self.failed: set[tuple[int, tuple[int, ...]]] = set()

    def _gains(self, points: tuple[int, ...], outcome: int) -> tuple[int, ...]:
        own = points[outcome]
        return tuple(own - points[rival] for rival in self.rivals)

    def _on_the_way(self) -> list[int]:
        """The states from which the ends can be reached, each after all that it leads to."""
        paths = self.graph.paths
        leading = set(self.ends)
        found = []
        for state in paths.iterate_backward():
            if any(to in leading for to in paths.steps[state]):
                leading.add(state)
                found.append(state)
        return found

    def run(self) -> _Way | None:
        """A way that brings the outcome first; none where there is none."""
        weights = [SCALE // max(1, len(self.rivals))] * len(self.rivals)
        closest = None
        for _ in range(ROUNDS):
            total, path, leads = self._best_way(weights)
            self.nodes += 1
            if min(leads, default=0) >= 0:
                return path
            if total < 0:
                return None
            if closest is None or total < closest[0]:
                closest = (total, weights)
            size = sum(lead * lead for lead in leads)
            weights = [max(0, weight - 3 * (total + 1) * lead // (2 * size)) for weight, lead in zip(weights, leads, strict=True)]
        return self._search(closest[1] if closest else weights)

    def _best_way(self, weights: list[int]) -> tuple[int, _Way, list[int]]:
        """The way with the largest weighted sum of leads, with the sum and the leads."""
        paths = self.graph.paths
        best = dict.fromkeys(self.ends, 0)
        chosen: dict[int, tuple[int, int]] = {}
        tops = [
            [max((sum(map(int.__mul__, weights, gains)), -number) for number, gains in enumerate(bids)) for bids in moves] for moves in self.gains
        ]
        for state in self.states:
            here = tops[paths.question_indices[state]]
            total, move = max((here[move][0] + best[to], -move) for move, to in enumerate(paths.steps[state]) if to in best)
            best[state] = total
            chosen[state] = -move, -here[-move][1]
        path = []
        leads = [0] * len(self.rivals)
        state = 0
        while state in chosen:
            move, number = chosen[state]
            index = paths.question_indices[state]
            path.append((state, self.graph.points_groups[index][move][number].value))
            leads = list(map(int.__add__, leads, self.gains[index][move][number]))
            state = paths.steps[state][move]
        return best[0], tuple(path), leads

    def _search(self, weights: list[int]) -> _Way | None:
        """Try the ways one after another, leaving out those that the bounds rule out."""
        paths = self.graph.paths
        zero = (0,) * (len(self.rivals) + 1)
        self.most = dict.fromkeys(self.ends, zero)
        weighed = [[[(*gains, sum(map(int.__mul__, weights, gains))) for gains in bids] for bids in moves] for moves in self.gains]
        for state in self.states:
            index = paths.question_indices[state]
            steps = [
                _Step(bid.value, to, gains)
                for move, to in enumerate(paths.steps[state])
                if to in self.most
                for bid, gains in zip(self.graph.points_groups[index][move], weighed[index][move], strict=True)
            ]
            after = [tuple(map(int.__add__, step.gains, self.most[step.to])) for step in steps]
            self.most[state] = pick_by_column(max, after)
            self.steps[state] = [step for _, step in sorted(zip(after, steps, strict=True), key=lambda pair: -pair[0][-1])]
        return self._from(0, zero)

    def _from(self, state: int, leads: tuple[int, ...]) -> _Way | None:
        if state in self.ends:
            return ()
        self.nodes += 1
        if self.nodes > self.most_nodes:
            raise _OutOfNodesError
        for step in self.steps[state]:
            after = tuple(map(int.__add__, leads, step.gains))
            if (step.to, after) in self.failed or min(map(int.__add__, after, self.most[step.to])) < 0:
                continue
            found = self._from(step.to, after)
            if found is not None:
                return ((state, step.value), *found)
        self.failed.add((state, leads))
        return None
