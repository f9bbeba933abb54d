"""Check the balance of a ranked guide: outcomes that another outcome always beats, and options that decide the result alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.trees.proof.score_graph import ScoreGraph, pick_by_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.conditions import Value

ENDLESS = 1 << 40
"""More than any score: the lead over an outcome that does not take part."""


def find_dominated(graph: ScoreGraph) -> Iterator[tuple[str, str]]:
    """Find outcomes that another outcome beats under any weights. Yields (beaten outcome id, better outcome id).

    The better outcome takes part whenever the beaten one does, never has fewer points on any factor, and has more points on some factor
    at some end.
    """
    indices = sorted({index for group in graph.groups for index in group})
    pairs = [(one, other) for one in indices for other in _find_never_behind(graph, one)]
    if not pairs:
        return
    factors = [ScoreGraph(graph.paths, {each.id: int(each.id == factor.id) for each in graph.tree.factors}) for factor in graph.tree.factors]
    never = [{one: _find_never_behind(each, one) for one, _ in pairs} for each in factors]
    for one, other in pairs:
        if all(other in each[one] for each in never) and any(_is_ever_ahead(each, other, one) for each in factors):
            yield graph.tree.outcomes[one].id, graph.tree.outcomes[other].id


def _find_never_behind(graph: ScoreGraph, outcome: int) -> set[int]:
    """Find the indices of the outcomes that take part wherever this one does and never have fewer points there."""
    most = graph.find_most_leads(outcome)
    groups = [(group, ends) for group, ends in graph.groups.items() if outcome in group]
    others = set.intersection(*(set(group) for group, _ in groups)) - {outcome}
    return {other for other in others if all(most[end][other] <= 0 for _, ends in groups for end in ends)}


def _is_ever_ahead(graph: ScoreGraph, one: int, other: int) -> bool:
    most = graph.find_most_leads(one)
    return any(most[end][other] > 0 for group, ends in graph.groups.items() if one in group and other in group for end in ends)


def find_deciding_options(graph: ScoreGraph) -> Iterator[tuple[str, str, str]]:
    """Find options after which one outcome leads alone, whatever the other answers. Yields (question id, option id, outcome id).

    An outcome that leads alone on every path is left out: no single option decides that.
    """
    for outcome in sorted({index for group in graph.groups for index in group}):
        leads_before, leads_after = graph.find_least_leads(outcome), _find_least_leads_from(graph, outcome)
        if min(leads_after[0]) > 0:
            continue
        for index, question in enumerate(graph.tree.questions):
            least = _find_least_leads_by_value(graph, outcome, index, leads_before, leads_after)
            for option in question.options:
                chosen = [lead for value, lead in least.items() if option.id in value]
                if chosen and min(chosen) > 0:
                    yield question.id, option.id, graph.tree.outcomes[outcome].id


def _find_least_leads_from(graph: ScoreGraph, outcome: int) -> list[tuple[int, ...]]:
    """Return by state, for each outcome, the least points that this outcome gains on it from the state to an end.

    The value is ENDLESS where the other outcome does not take part.
    """
    paths = graph.paths
    others = range(len(graph.tree.outcomes))
    least = [(-ENDLESS,) * len(others)] * len(paths.question_indices)
    for group, ends in graph.groups.items():
        if outcome in group:
            for end in ends:
                least[end] = tuple(ENDLESS if other == outcome or other not in group else 0 for other in others)
    gains = graph.gains(outcome, min)
    for state in paths.iterate_backward():
        leads = [tuple(map(int.__add__, gain, least[to])) for gain, to in zip(gains[paths.question_indices[state]], paths.steps[state], strict=True)]
        least[state] = pick_by_column(min, leads)
    return least


def _find_least_leads_by_value(
    graph: ScoreGraph, outcome: int, index: int, leads_before: list[tuple[int, ...]], leads_after: list[tuple[int, ...]]
) -> dict[Value, int]:
    """Return by answer to one question the least lead, in points, over any other outcome on all paths with that answer."""
    paths = graph.paths
    found = {}
    for number, move in enumerate(paths.moves[index]):
        leads = [tuple(map(int.__add__, leads_before[state], leads_after[paths.steps[state][number]])) for state in paths.layers[index]]
        for value in move.values if leads else ():
            points = graph.points(index, value)
            found[value] = min(lead + points[outcome] - other for lead, other in zip(pick_by_column(min, leads), points, strict=True))
    return found
