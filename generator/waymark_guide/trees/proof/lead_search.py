"""Search for answers with which an option comes first, or prove that there are none.

Step 1 looks at each rival alone: if one rival is ahead on every path, that is the proof. Step 2 looks at all rivals together, with weights: if
no path makes the weighted sum of the leads reach zero, no path makes every lead reach zero. The weights move towards the rivals that were ahead on
the best path, until a path beats all rivals or the sum is below zero. Step 3 searches the remaining paths one by one, with both bounds.
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
        can_lead: none if the search stopped before it found an answer or a proof.
        witness: answers with which it comes first.
        behind: the id of one outcome that is always ahead of it, if there is one.
        nodes: how many partial paths the search visited.
    """

    can_lead: bool | None
    witness: Witness | None = None
    behind: str | None = None
    nodes: int = 0


def find_lead(graph: ScoreGraph, outcome: int, *, most_nodes: int = MOST_NODES) -> Lead:
    """Search for answers with which an outcome (by its index) comes first, alone or in a tie, or prove that there are none."""
    most = graph.find_most_leads(outcome)
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
        return Lead(can_lead=False)
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
            return Lead(can_lead=True, witness=graph.paths.collect_answers(path), nodes=nodes)
    if doubt:
        return Lead(can_lead=None, nodes=nodes)
    behind = graph.tree.outcomes[min(always_ahead)].id if always_ahead else None
    return Lead(can_lead=False, behind=behind, nodes=nodes)


class _OutOfNodesError(Exception):
    """The search visited as many nodes as it may."""


class _Step(NamedTuple):
    """One step: an answer, the state after it, and the points that it adds to the lead over each rival."""

    value: Value
    to: int
    gains: tuple[int, ...]


_Path = tuple[tuple[int, "Value"], ...]
"""(state, answer) for each step."""


class _Search:
    """The search over paths to ends at which the same outcomes take part."""

    def __init__(self, graph: ScoreGraph, outcome: int, group: tuple[int, ...], ends: list[int], most_nodes: int) -> None:
        self.graph = graph
        self.rivals = [rival for rival in group if rival != outcome]
        self.ends = frozenset(ends)
        self.most_nodes = most_nodes
        self.nodes = 0
        self.gains = [[[self._find_gains(group.points, outcome) for group in groups] for groups in moves] for moves in graph.points_groups]
        self.states = self._list_states_to_ends()
        self.most: dict[int, tuple[int, ...]] = {}
        self.steps: dict[int, list[_Step]] = {}
        self.failed: set[tuple[int, tuple[int, ...]]] = set()

    def _find_gains(self, points: tuple[int, ...], outcome: int) -> tuple[int, ...]:
        own = points[outcome]
        return tuple(own - points[rival] for rival in self.rivals)

    def _list_states_to_ends(self) -> list[int]:
        """List the states from which the ends can be reached, each after all states that it leads to."""
        paths = self.graph.paths
        leading = set(self.ends)
        found = []
        for state in paths.iterate_backward():
            if any(to in leading for to in paths.steps[state]):
                leading.add(state)
                found.append(state)
        return found

    def run(self) -> _Path | None:
        """Return a path on which the outcome comes first, or none. Raises _OutOfNodesError where the search is too long."""
        weights = [SCALE // max(1, len(self.rivals))] * len(self.rivals)
        closest = None
        for _ in range(ROUNDS):
            total, path, leads = self._find_best_path(weights)
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

    def _find_best_path(self, weights: list[int]) -> tuple[int, _Path, list[int]]:
        """Find the path with the largest weighted sum of leads. Returns (sum, path, lead over each rival in points)."""
        paths = self.graph.paths
        best = dict.fromkeys(self.ends, 0)
        chosen: dict[int, tuple[int, int]] = {}
        tops = [
            [max((sum(map(int.__mul__, weights, gains)), -number) for number, gains in enumerate(groups)) for groups in moves] for moves in self.gains
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

    def _search(self, weights: list[int]) -> _Path | None:
        """Search the paths depth first, without those that the bounds rule out."""
        paths = self.graph.paths
        zero = (0,) * (len(self.rivals) + 1)
        self.most = dict.fromkeys(self.ends, zero)
        weighed = [[[(*gains, sum(map(int.__mul__, weights, gains))) for gains in groups] for groups in moves] for moves in self.gains]
        for state in self.states:
            index = paths.question_indices[state]
            steps = [
                _Step(group.value, to, gains)
                for move, to in enumerate(paths.steps[state])
                if to in self.most
                for group, gains in zip(self.graph.points_groups[index][move], weighed[index][move], strict=True)
            ]
            after = [tuple(map(int.__add__, step.gains, self.most[step.to])) for step in steps]
            self.most[state] = pick_by_column(max, after)
            self.steps[state] = [step for _, step in sorted(zip(after, steps, strict=True), key=lambda pair: -pair[0][-1])]
        return self._search_from(0, zero)

    def _search_from(self, state: int, leads: tuple[int, ...]) -> _Path | None:
        if state in self.ends:
            return ()
        self.nodes += 1
        if self.nodes > self.most_nodes:
            raise _OutOfNodesError
        for step in self.steps[state]:
            after = tuple(map(int.__add__, leads, step.gains))
            if (step.to, after) in self.failed or min(map(int.__add__, after, self.most[step.to])) < 0:
                continue
            found = self._search_from(step.to, after)
            if found is not None:
                return ((state, step.value), *found)
        self.failed.add((state, leads))
        return None
