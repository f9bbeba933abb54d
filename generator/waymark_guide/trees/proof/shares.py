"""Count how often a ranked guide ends in a tie, in a close call, or in an order that depends on the weights.

All paths are counted if the different scores can be listed. Otherwise the figures come from a fixed sample in which every path is equally likely.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.proof.equivalence import find_counting_outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.scoring import Points
    from waymark_guide.trees.proof.paths import Witness
    from waymark_guide.trees.proof.score_graph import ScoreGraph

SEED = 20261122
SAMPLE = 1_000
MOST_SCORES = 60_000
FRAGILE_WITHIN = 5
"""The most points of weight (of 100 in all) to move from one factor to another in the test whether the order changes."""
MOST_EXAMPLES = 10


class Example(NamedTuple):
    """Answers of one such path, its outcomes, and the number of such paths counted or sampled."""

    outcomes: tuple[str, ...]
    paths: int
    witness: Witness


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the paths that end in a ranking.

    Attributes:
        paths: the number of paths for which it is true.
        of: the number of paths counted or sampled.
        exact: whether every path was counted.
        examples: the most frequent ones, each with answers.
    """

    paths: int
    of: int
    exact: bool
    examples: tuple[Example, ...] = ()

    @property
    def percent(self) -> int:
        """The share in per cent, rounded to a whole number."""
        return (200 * self.paths + self.of) // (2 * self.of) if self.of else 0


class _Ending(NamedTuple):
    """Paths that end with the same scores: the outcomes that take part, their points, the number of paths, and one path."""

    group: tuple[int, ...]
    points: Points
    paths: int
    path: tuple[tuple[int, Value], ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The three shares of one guide."""

    ties: Share
    close_calls: Share
    fragile: Share


def count_shares(graph: ScoreGraph) -> Shares:
    """Count ties, close calls and fragile orders; take a sample if there is too much to count."""
    counted = _Count(graph).list_endings()
    sampled = None if graph.ranked_path_count <= SAMPLE and counted is not None else _sample_endings(graph)
    endings = sampled if counted is None else counted
    within = graph.tree.result.close_call_within
    exact = counted is not None
    return Shares(
        ties=_make_share(graph, endings or [], _find_tied, exact=exact),
        close_calls=_make_share(graph, endings or [], lambda ending: _find_close(ending, within), exact=exact),
        fragile=_make_share(graph, sampled if sampled is not None else _list_endings(graph), _Transfers(graph).find_overtaker, exact=sampled is None),
    )


def _make_share(graph: ScoreGraph, endings: Iterable[_Ending], test: Callable[[_Ending], tuple[int, ...]], *, exact: bool) -> Share:
    found: dict[tuple[int, ...], tuple[int, _Ending]] = {}
    of = 0
    for ending in endings:
        of += ending.paths
        outcomes = test(ending)
        if outcomes:
            paths, first = found.get(outcomes, (0, ending))
            found[outcomes] = (paths + ending.paths, first)
    most = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:MOST_EXAMPLES]
    examples = tuple(
        Example(tuple(graph.tree.outcomes[index].id for index in outcomes), paths, graph.paths.collect_answers(first.path))
        for outcomes, (paths, first) in most
    )
    return Share(sum(paths for paths, _ in found.values()), of, exact, examples)


def _find_leaders(ending: _Ending) -> tuple[int, ...]:
    best = max(ending.points[index] for index in ending.group)
    return tuple(index for index in ending.group if ending.points[index] == best)


def _find_tied(ending: _Ending) -> tuple[int, ...]:
    leaders = _find_leaders(ending)
    return leaders if len(leaders) > 1 else ()


def _find_close(ending: _Ending, within: int) -> tuple[int, ...]:
    best = max(ending.points[index] for index in ending.group)
    close = tuple(index for index in ending.group if best - ending.points[index] <= within)
    return close if len(close) > 1 else ()


class _Count:
    """The different scores with which a path can arrive at each state, each with the number of paths."""

    def __init__(self, graph: ScoreGraph) -> None:
        self.graph = graph
        self.ahead = find_counting_outcomes(graph.paths)
        self.counted = [tuple(index for index in range(len(graph.tree.outcomes)) if mask >> index & 1) for mask in self.ahead]
        self.at: list[dict[Points, int]] = [{} for _ in graph.paths.question_indices]
        self.before: dict[tuple[int, Points], tuple[int, Points, Value]] = {}

    def list_endings(self) -> list[_Ending] | None:
        """Every different ending; none where there are too many scores to list."""
        paths = self.graph.paths
        self.at[0][(0,) * len(self.graph.tree.outcomes)] = 1
        for state in paths.iterate_forward():
            for groups, to in zip(self.graph.points_groups[paths.question_indices[state]], paths.steps[state], strict=True):
                for points, count in self.at[state].items():
                    for group in groups:
                        after = self._reduce_points(to, tuple(map(int.__add__, points, group.points)))
                        self.at[to][after] = self.at[to].get(after, 0) + count * len(group.values)
                        self.before.setdefault((to, after), (state, points, group.value))
                if len(self.before) > MOST_SCORES:
                    return None
        return [
            _Ending(group, points, count, self._trace_path(state, points))
            for group, ends in self.graph.groups.items()
            for state in ends
            for points, count in self.at[state].items()
        ]

    def _reduce_points(self, state: int, points: Points) -> Points:
        """Return the scores of the outcomes that may still take part, relative to the first of them, and 0 for the others."""
        counted = self.counted[state]
        if not counted:
            return (0,) * len(points)
        base = points[counted[0]]
        reduced = [0] * len(points)
        for index in counted:
            reduced[index] = points[index] - base
        return tuple(reduced)

    def _trace_path(self, state: int, points: Points) -> tuple[tuple[int, Value], ...]:
        path = []
        while (state, points) in self.before:
            state, points, value = self.before[state, points]
            path.append((state, value))
        return tuple(reversed(path))


def _list_endings(graph: ScoreGraph) -> Iterator[_Ending]:
    """List every path that ends in a ranking, one by one."""
    group_of = {state: group for group, ends in graph.groups.items() for state in ends}
    paths = graph.paths
    pending: list[tuple[int, Points, tuple[tuple[int, Value], ...], int]] = [(0, (0,) * len(graph.tree.outcomes), (), 1)]
    while pending:
        state, points, path, count = pending.pop()
        if state in group_of:
            yield _Ending(group_of[state], points, count, path)
        for groups, to in zip(graph.points_groups[paths.question_indices[state]], paths.steps[state], strict=True) if paths.steps[state] else ():
            pending += [
                (to, tuple(map(int.__add__, points, group.points)), (*path, (state, value)), count) for group in groups for value in group.values
            ]


def _sample_endings(graph: ScoreGraph) -> list[_Ending]:
    """Take a fixed sample of the paths that end in a ranking, each equally likely."""
    paths = graph.paths
    group_of = {state: group for group, ends in graph.groups.items() for state in ends}
    onward = [int(state in group_of) for state in range(len(paths.question_indices))]
    for state in paths.iterate_backward():
        onward[state] = sum(
            len(move.values) * onward[to] for move, to in zip(paths.moves[paths.question_indices[state]], paths.steps[state], strict=True)
        )
    if not onward[0]:
        return []
    random = Random(SEED)  # noqa: S311 (a fixed sample, not a secret)
    found = []
    for _ in range(SAMPLE):
        state, path = 0, []
        points = (0,) * len(graph.tree.outcomes)
        while state not in group_of:
            number = random.randrange(onward[state])
            for move, to in enumerate(paths.steps[state]):
                values = paths.moves[paths.question_indices[state]][move].values
                if number < len(values) * onward[to]:
                    break
                number -= len(values) * onward[to]
            value = values[number // onward[to]]
            path.append((state, value))
            points = tuple(map(int.__add__, points, graph.points(paths.question_indices[state], value)))
            state = to
        found.append(_Ending(group_of[state], points, 1, tuple(path)))
    return found


class _Transfers:
    """All transfers of a few points of weight from one factor to another."""

    def __init__(self, graph: ScoreGraph) -> None:
        self.graph = graph
        factors = range(len(graph.weights))
        self.moves = [
            (one, other, min(FRAGILE_WITHIN, graph.weights[one])) for one in factors for other in factors if one != other and graph.weights[one] > 0
        ]

    def find_overtaker(self, ending: _Ending) -> tuple[int, ...]:
        """Return the index of the first leader and of an outcome that a transfer puts ahead of all leaders; empty if none does."""
        leaders = _find_leaders(ending)
        if len(leaders) == len(ending.group):
            return ()
        totals = self.graph.total_by_factor(ending.path)
        for one, other, points in self.moves:
            after = {index: ending.points[index] + points * (totals[index][other] - totals[index][one]) for index in ending.group}
            best = max(after.values())
            if all(after[index] < best for index in leaders):
                return leaders[0], next(index for index, score in after.items() if score == best)
        return ()
