"""How often a ranked guide ends in a tie, in a close call, or in an order that hangs on the weights.

Counted through all ways where the different scores can be listed; otherwise over a fixed sample in which every way is as likely as any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.proof.equivalence import counting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.scoring import Points
    from waymark_guide.trees.proof.paths import Witness
    from waymark_guide.trees.proof.score_graph import Race

SEED = 20261122
SAMPLE = 1_000
MOST_SCORES = 60_000
FRAGILE_WITHIN = 5
"""Points of weight, of 100 in all, that are moved from one factor to another to see whether the order holds."""
MOST_EXAMPLES = 10


class Example(NamedTuple):
    """Answers for which it is so, with the outcomes that it is about and the number of ways counted or sampled."""

    outcomes: tuple[str, ...]
    paths: int
    witness: Witness


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the ways that end in a ranking.

    Attributes:
        paths: the ways for which it is so.
        of: all that were counted or sampled.
        exact: whether every way was counted.
        examples: the most frequent ones, each with answers.
    """

    paths: int
    of: int
    exact: bool
    examples: tuple[Example, ...] = ()

    @property
    def percent(self) -> int:
        """The share, rounded to a whole number."""
        return (200 * self.paths + self.of) // (2 * self.of) if self.of else 0


class _Ending(NamedTuple):
    """Ways that end with the same scores: who takes part, by how much each is ahead, how many ways, and one of them."""

    group: tuple[int, ...]
    points: Points
    paths: int
    way: tuple[tuple[int, Value], ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The three shares of one guide."""

    ties: Share
    close_calls: Share
    fragile: Share


def shares(race: Race) -> Shares:
    """Count, or where there is too much to count, sample."""
    counted = _Count(race).endings()
    sampled = None if race.ranked_ways <= SAMPLE and counted is not None else _sampled(race)
    endings = sampled if counted is None else counted
    within = race.tree.result.close_call_within
    exact = counted is not None
    return Shares(
        ties=_share(race, endings or [], _tied, exact=exact),
        close_calls=_share(race, endings or [], lambda ending: _close(ending, within), exact=exact),
        fragile=_share(race, sampled if sampled is not None else _listed(race), _Transfers(race).overtaken, exact=sampled is None),
    )


def _share(race: Race, endings: Iterable[_Ending], test: Callable[[_Ending], tuple[int, ...]], *, exact: bool) -> Share:
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
        Example(tuple(race.tree.outcomes[place].id for place in outcomes), paths, race.paths.answers(first.way)) for outcomes, (paths, first) in most
    )
    return Share(sum(paths for paths, _ in found.values()), of, exact, examples)


def _leaders(ending: _Ending) -> tuple[int, ...]:
    best = max(ending.points[place] for place in ending.group)
    return tuple(place for place in ending.group if ending.points[place] == best)


def _tied(ending: _Ending) -> tuple[int, ...]:
    leaders = _leaders(ending)
    return leaders if len(leaders) > 1 else ()


def _close(ending: _Ending, within: int) -> tuple[int, ...]:
    best = max(ending.points[place] for place in ending.group)
    close = tuple(place for place in ending.group if best - ending.points[place] <= within)
    return close if len(close) > 1 else ()


class _Count:
    """The different scores with which readers may get to each state, each with the number of ways."""

    def __init__(self, race: Race) -> None:
        self.race = race
        self.ahead = counting(race.paths)
        self.counted = [tuple(place for place in range(len(race.tree.outcomes)) if mask >> place & 1) for mask in self.ahead]
        self.at: list[dict[Points, int]] = [{} for _ in race.paths.places]
        self.before: dict[tuple[int, Points], tuple[int, Points, Value]] = {}

    def endings(self) -> list[_Ending] | None:
        """Every different ending; none where there are too many scores to list."""
        paths = self.race.paths
        self.at[0][(0,) * len(self.race.tree.outcomes)] = 1
        for state in paths.forward():
            for bids, to in zip(self.race.bids[paths.places[state]], paths.steps[state], strict=True):
                for points, ways in self.at[state].items():
                    for bid in bids:
                        after = self._kept(to, tuple(map(int.__add__, points, bid.points)))
                        self.at[to][after] = self.at[to].get(after, 0) + ways * len(bid.values)
                        self.before.setdefault((to, after), (state, points, bid.value))
                if len(self.before) > MOST_SCORES:
                    return None
        return [
            _Ending(group, points, ways, self._way(state, points))
            for group, ends in self.race.groups.items()
            for state in ends
            for points, ways in self.at[state].items()
        ]

    def _kept(self, state: int, points: Points) -> Points:
        """The scores of those that may still take part, from the first of them on; the rest is forgotten."""
        counted = self.counted[state]
        if not counted:
            return (0,) * len(points)
        base = points[counted[0]]
        kept = [0] * len(points)
        for place in counted:
            kept[place] = points[place] - base
        return tuple(kept)

    def _way(self, state: int, points: Points) -> tuple[tuple[int, Value], ...]:
        way = []
        while (state, points) in self.before:
            state, points, value = self.before[state, points]
            way.append((state, value))
        return tuple(reversed(way))


def _listed(race: Race) -> Iterator[_Ending]:
    """Every way that ends in a ranking, one by one."""
    group_of = {state: group for group, ends in race.groups.items() for state in ends}
    paths = race.paths
    pending: list[tuple[int, Points, tuple[tuple[int, Value], ...], int]] = [(0, (0,) * len(race.tree.outcomes), (), 1)]
    while pending:
        state, points, way, ways = pending.pop()
        if state in group_of:
            yield _Ending(group_of[state], points, ways, way)
        for bids, to in zip(race.bids[paths.places[state]], paths.steps[state], strict=True) if paths.steps[state] else ():
            pending += [(to, tuple(map(int.__add__, points, bid.points)), (*way, (state, value)), ways) for bid in bids for value in bid.values]


def _sampled(race: Race) -> list[_Ending]:
    """A fixed sample of the ways that end in a ranking, each as likely as any other."""
    paths = race.paths
    group_of = {state: group for group, ends in race.groups.items() for state in ends}
    onward = [int(state in group_of) for state in range(len(paths.places))]
    for state in paths.backward():
        onward[state] = sum(len(move.values) * onward[to] for move, to in zip(paths.moves[paths.places[state]], paths.steps[state], strict=True))
    if not onward[0]:
        return []
    random = Random(SEED)  # noqa: S311 (a fixed sample, not a secret)
    found = []
    for _ in range(SAMPLE):
        state, way = 0, []
        points = (0,) * len(race.tree.outcomes)
        while state not in group_of:
            number = random.randrange(onward[state])
            for move, to in enumerate(paths.steps[state]):
                values = paths.moves[paths.places[state]][move].values
                if number < len(values) * onward[to]:
                    break
                number -= len(values) * onward[to]
            value = values[number // onward[to]]
            way.append((state, value))
            points = tuple(map(int.__add__, points, race.points(paths.places[state], value)))
            state = to
        found.append(_Ending(group_of[state], points, 1, tuple(way)))
    return found


class _Transfers:
    """Every way to move a few points of weight from one factor to another."""

    def __init__(self, race: Race) -> None:
        self.race = race
        factors = range(len(race.weights))
        self.moves = [
            (one, other, min(FRAGILE_WITHIN, race.weights[one])) for one in factors for other in factors if one != other and race.weights[one] > 0
        ]

    def overtaken(self, ending: _Ending) -> tuple[int, ...]:
        """The first outcome and one that gets ahead of all that lead now, if one does."""
        leaders = _leaders(ending)
        if len(leaders) == len(ending.group):
            return ()
        totals = self.race.by_factor(ending.way)
        for one, other, points in self.moves:
            after = {place: ending.points[place] + points * (totals[place][other] - totals[place][one]) for place in ending.group}
            best = max(after.values())
            if all(after[place] < best for place in leaders):
                return leaders[0], next(place for place, score in after.items() if score == best)
        return ()
