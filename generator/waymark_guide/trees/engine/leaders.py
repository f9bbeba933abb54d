"""Who leads: over every completion of the answers, which outcomes come first, may come first, or are ruled out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.conditions import holds
from waymark_guide.trees.engine.replay import Given, Replay, replay
from waymark_guide.trees.engine.scoring import Contest, Scores, contest, may_lead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.trees.engine.program import CompiledOutcome, CompiledTree
    from waymark_guide.trees.engine.replay import End


@dataclass(frozen=True, slots=True)
class Standing:
    """What comes first.

    Attributes:
        leads: every outcome, or `tree:ID`, that comes first in some completion, outcomes in the order of the file.
        settled: whether the same ones come first in every completion.
        unproved: those among `leads` for which the search stopped early.
        contests: the ranked ends.
    """

    leads: tuple[str, ...]
    settled: bool
    unproved: frozenset[str]
    contests: tuple[Contest, ...]


def may_appear(outcome: CompiledOutcome, truths: int) -> bool:
    """Whether an outcome's own conditions let it appear."""
    return not outcome.only_by_route and holds(outcome.when, truths) and not is_ruled_out(outcome, truths)


def is_ruled_out(outcome: CompiledOutcome, truths: int) -> bool:
    """Whether a hard gate rules the outcome out."""
    return outcome.not_if is not None and holds(outcome.not_if, truths)


def candidates(tree: CompiledTree, end: End) -> tuple[int, ...]:
    """The places of the options that an end leaves in: the one it was routed to, or all that may appear."""
    key = (end.target.to, end.target.id, end.truths)
    left = tree.left.get(key)
    if left is None:
        left = tree.left[key] = tuple(_candidates(tree, end))
    return left


def _candidates(tree: CompiledTree, end: End) -> Iterator[int]:
    if end.target.to == "tree":
        return
    for place, outcome in enumerate(tree.outcomes):
        if end.target.to == "outcome":
            if outcome.id == end.target.id and not is_ruled_out(outcome, end.truths):
                yield place
        elif outcome.role == "option" and may_appear(outcome, end.truths):
            yield place
            if tree.result.mode == "first":
                return


def follow(tree: CompiledTree, given: Mapping[str, Given]) -> Replay:
    """Replay as far as it bears on what comes first."""
    return replay(tree, given, tree.reads.lead, scored=tree.result.mode == "ranked")


def standing(scores: Scores, given: Mapping[str, Given], followed: Replay) -> Standing:
    """What comes first over every end of a replay that is complete."""
    tree = scores.tree
    sure: dict[frozenset[str], None] = {}
    contests = []
    for end in followed.ends:
        left = candidates(tree, end)
        if end.target.to == "tree":
            sure[frozenset({f"tree:{end.target.id}"})] = None
        elif end.target.to == "results" and tree.result.mode == "ranked" and left:
            parts = {(place, number): given[tree.questions[place].key].branches(tree, place)[number] for place, number in end.parts}
            contests.append(contest(scores, left, parts))
        else:
            sure[frozenset(tree.outcomes[place].id for place in left)] = None
    may, unproved = _leaders(scores, contests)
    everyone = frozenset(tree.outcomes[place].id for place in may).union(*sure)
    settled = not unproved and all(each == everyone for each in sure) and all(_is_tie(tree, each, everyone) for each in contests)
    in_order = [outcome.id for outcome in tree.outcomes if outcome.id in everyone]
    elsewhere = sorted(each for each in everyone if each.startswith("tree:"))
    return Standing((*in_order, *elsewhere), settled, frozenset(tree.outcomes[place].id for place in unproved), tuple(contests))


def _leaders(scores: Scores, contests: list[Contest]) -> tuple[set[int], set[int]]:
    """The outcomes that may lead some contest, and those among them that were not proved to."""
    winner = _winner(contests)
    if winner is not None:
        return {winner}, set()
    may: set[int] = set()
    unproved: set[int] = set()
    for outcome in range(len(scores.tree.outcomes)):
        answers: Iterable[bool | None] = (may_lead(scores, each, outcome) for each in contests if outcome in each.candidates)
        doubt = False
        for answer in answers:
            if answer:
                may.add(outcome)
                break
            doubt = doubt or answer is None
        else:
            if doubt:
                may.add(outcome)
                unproved.add(outcome)
    return may, unproved


def _winner(contests: list[Contest]) -> int | None:
    """The outcome that is ahead of every rival at every end whatever the unknowns, if there is one."""
    if not contests:
        return None
    first = contests[0]
    best = max(first.candidates, key=lambda outcome: (first.low(outcome) + first.high(outcome), -outcome))
    for each in contests:
        if best not in each.candidates or any(each.least_lead(best, rival) <= 0 for rival in each.candidates if rival != best):
            return None
    return best


def _is_tie(tree: CompiledTree, contest: Contest, leads: frozenset[str]) -> bool:
    """Whether these outcomes, and only these, could share first place at this end: their scores are equal whatever the unknowns."""
    places = [place for place in contest.candidates if tree.outcomes[place].id in leads]
    first = places[0] if places else None
    return (
        len(places) == len(leads)
        and first is not None
        and all(contest.least_lead(first, other) == contest.least_lead(other, first) == 0 for other in places)
    )
