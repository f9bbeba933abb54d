"""The leaders: over every completion of the answers, which outcomes come first or may come first, and which may appear or are ruled out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.conditions import is_met
from waymark_guide.trees.engine.replay import PossibleAnswers, Replay, replay
from waymark_guide.trees.engine.scoring import ScoreRanges, Scores, can_lead, compute_score_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledTree
    from waymark_guide.trees.engine.replay import End


@dataclass(frozen=True, slots=True)
class Leaders:
    """What comes first.

    Attributes:
        ids: every outcome, or `tree:ID`, that comes first in some completion. Outcomes are in the order of the file.
        is_settled: whether the same ones come first in every completion.
        unproved: the outcomes among `ids` for which the search ran out of steps.
        score_ranges: one for each end at which outcomes are ranked.
    """

    ids: tuple[str, ...]
    is_settled: bool
    unproved: frozenset[str]
    score_ranges: tuple[ScoreRanges, ...]


def can_appear(outcome: CompiledOutcome, truths: int) -> bool:
    """Return whether an outcome's own conditions let it appear. `truths` holds the true comparisons as bits."""
    return not outcome.only_by_route and is_met(outcome.when, truths) and not is_ruled_out(outcome, truths)


def is_ruled_out(outcome: CompiledOutcome, truths: int) -> bool:
    """Return whether the outcome's gate (`not_if`) rules it out. `truths` holds the true comparisons as bits."""
    return outcome.not_if is not None and is_met(outcome.not_if, truths)


def find_candidates(tree: CompiledTree, end: End) -> tuple[int, ...]:
    """Return the indexes of the options that remain at an end: the one that a route leads to, or all that can appear."""
    key = (end.target.to, end.target.id, end.truths)
    candidates = tree.candidate_cache.get(key)
    if candidates is None:
        candidates = tree.candidate_cache[key] = tuple(_candidates(tree, end))
    return candidates


def _candidates(tree: CompiledTree, end: End) -> Iterator[int]:
    if end.target.to == "tree":
        return
    for index, outcome in enumerate(tree.outcomes):
        if end.target.to == "outcome":
            if outcome.id == end.target.id and not is_ruled_out(outcome, end.truths):
                yield index
        elif outcome.role == "option" and can_appear(outcome, end.truths):
            yield index
            if tree.result.mode == "first":
                return


def replay_for_leaders(tree: CompiledTree, possible: Mapping[str, PossibleAnswers]) -> Replay:
    """Replay the answers, and remember only what decides which outcomes come first."""
    return replay(tree, possible, tree.needed_bits.leaders, has_scores=tree.result.mode == "ranked")


def find_leaders(scores: Scores, possible: Mapping[str, PossibleAnswers], replayed: Replay) -> Leaders:
    """Return what comes first over every end of a complete replay, which `replay_for_leaders` made."""
    tree = scores.tree
    unranked: dict[frozenset[str], None] = {}
    score_ranges = []
    for end in replayed.ends:
        candidates = find_candidates(tree, end)
        if end.target.to == "tree":
            unranked[frozenset({f"tree:{end.target.id}"})] = None
        elif end.target.to == "results" and tree.result.mode == "ranked" and candidates:
            scored = {(index, number): possible[tree.questions[index].key].branches(tree, index)[number] for index, number in end.scored}
            score_ranges.append(compute_score_ranges(scores, candidates, scored))
        else:
            unranked[frozenset(tree.outcomes[index].id for index in candidates)] = None
    ranked, unproved = _find_ranked_leaders(scores, score_ranges)
    ids = frozenset(tree.outcomes[index].id for index in ranked).union(*unranked)
    is_settled = not unproved and all(each == ids for each in unranked) and all(_is_tie(tree, ranges, ids) for ranges in score_ranges)
    in_order = [outcome.id for outcome in tree.outcomes if outcome.id in ids]
    trees = sorted(each for each in ids if each.startswith("tree:"))
    return Leaders((*in_order, *trees), is_settled, frozenset(tree.outcomes[index].id for index in unproved), tuple(score_ranges))


def _find_ranked_leaders(scores: Scores, score_ranges: list[ScoreRanges]) -> tuple[set[int], set[int]]:
    """Return the outcomes that may lead at some end, and those among them for which that is not proved."""
    winner = _find_winner(score_ranges)
    if winner is not None:
        return {winner}, set()
    leaders: set[int] = set()
    unproved: set[int] = set()
    for outcome in range(len(scores.tree.outcomes)):
        has_doubt = False
        for answer in (can_lead(scores, ranges, outcome) for ranges in score_ranges if outcome in ranges.candidates):
            if answer:
                leaders.add(outcome)
                break
            has_doubt = has_doubt or answer is None
        else:
            if has_doubt:
                leaders.add(outcome)
                unproved.add(outcome)
    return leaders, unproved


def _find_winner(score_ranges: list[ScoreRanges]) -> int | None:
    """Return the outcome that leads every rival at every end whatever the unknown answers are, if there is one."""
    if not score_ranges:
        return None
    first = score_ranges[0]
    best = max(first.candidates, key=lambda outcome: (first.low(outcome) + first.high(outcome), -outcome))
    for ranges in score_ranges:
        if best not in ranges.candidates or any(ranges.least_lead(best, rival) <= 0 for rival in ranges.candidates if rival != best):
            return None
    return best


def _is_tie(tree: CompiledTree, ranges: ScoreRanges, ids: frozenset[str]) -> bool:
    """Return whether all these outcomes are ranked at this end, with equal scores whatever the unknown answers are."""
    indexes = [index for index in ranges.candidates if tree.outcomes[index].id in ids]
    first = indexes[0] if indexes else None
    return (
        len(indexes) == len(ids)
        and first is not None
        and all(ranges.least_lead(first, other) == ranges.least_lead(other, first) == 0 for other in indexes)
    )
