"""Whether a ranked guide is balanced: outcomes that another one always beats, and answers that decide alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.trees.proof.score_graph import Race, each_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.conditions import Value

ENDLESS = 1 << 40
"""More than any score."""


def dominated(race: Race) -> Iterator[tuple[str, str]]:
    """Outcomes, each with another that is there whenever it is, never behind it on any factor, and somewhere ahead: whatever the weights."""
    places = sorted({place for group in race.groups for place in group})
    pairs = [(one, other) for one in places for other in _never_behind(race, one)]
    if not pairs:
        return
    factors = [Race(race.paths, {each.id: int(each.id == factor.id) for each in race.tree.factors}) for factor in race.tree.factors]
    never = [{one: _never_behind(each, one) for one, _ in pairs} for each in factors]
    for one, other in pairs:
        if all(other in each[one] for each in never) and any(_ever_ahead(each, other, one) for each in factors):
            yield race.tree.outcomes[one].id, race.tree.outcomes[other].id


def _never_behind(race: Race, outcome: int) -> set[int]:
    """The others that take part wherever an outcome does, and never have fewer points than it there."""
    most = race.most_leads(outcome)
    groups = [(group, ends) for group, ends in race.groups.items() if outcome in group]
    others = set.intersection(*(set(group) for group, _ in groups)) - {outcome}
    return {other for other in others if all(most[end][other] <= 0 for _, ends in groups for end in ends)}


def _ever_ahead(race: Race, one: int, other: int) -> bool:
    most = race.most_leads(one)
    return any(most[end][other] > 0 for group, ends in race.groups.items() if one in group and other in group for end in ends)


def decides_all(race: Race) -> Iterator[tuple[str, str, str]]:
    """Answers, by question and option, after which one outcome leads alone whatever else is answered; not where it does so anyway."""
    for outcome in sorted({place for group in race.groups for place in group}):
        before, after = race.least_leads(outcome), _least_from(race, outcome)
        if min(after[0]) > 0:
            continue
        for place, question in enumerate(race.tree.questions):
            least = _least_by_value(race, outcome, place, before, after)
            for option in question.options:
                chosen = [lead for value, lead in least.items() if option.id in value]
                if chosen and min(chosen) > 0:
                    yield question.id, option.id, race.tree.outcomes[outcome].id


def _least_from(race: Race, outcome: int) -> list[tuple[int, ...]]:
    """By state, for each other outcome the least by which one outcome gets ahead of it from there on: endless where that one drops out."""
    paths = race.paths
    others = range(len(race.tree.outcomes))
    least = [(-ENDLESS,) * len(others)] * len(paths.places)
    for group, ends in race.groups.items():
        if outcome in group:
            for end in ends:
                least[end] = tuple(ENDLESS if other == outcome or other not in group else 0 for other in others)
    gains = race.gains(outcome, min)
    for state in paths.backward():
        leads = [tuple(map(int.__add__, gain, least[to])) for gain, to in zip(gains[paths.places[state]], paths.steps[state], strict=True)]
        least[state] = each_by(min, leads)
    return least


def _least_by_value(race: Race, outcome: int, place: int, before: list[tuple[int, ...]], after: list[tuple[int, ...]]) -> dict[Value, int]:
    """By answer to one question, the least lead over any other outcome on all ways with that answer."""
    paths = race.paths
    found = {}
    for number, move in enumerate(paths.moves[place]):
        leads = [tuple(map(int.__add__, before[state], after[paths.steps[state][number]])) for state in paths.layers[place]]
        for value in move.values if leads else ():
            points = race.points(place, value)
            found[value] = min(lead + points[outcome] - other for lead, other in zip(each_by(min, leads), points, strict=True))
    return found
