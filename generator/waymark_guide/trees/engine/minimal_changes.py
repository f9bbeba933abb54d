"""Finds the fewest answers that lead to another result if they are given differently.

Answers that only bring points add up. For each rival, the largest gains in lead, in order, give the fewest changes. Answers that lead elsewhere, or
that a condition of an outcome reads, are tried: first none of them is changed, then one, then two, until more of them cannot give fewer changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from waymark_guide.trees.engine.answers import list_values, value_to_json
from waymark_guide.trees.engine.leaders import find_candidates, find_leaders, replay_for_leaders
from waymark_guide.trees.engine.replay import Limits, PossibleAnswers, replay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.leaders import Leaders
    from waymark_guide.trees.engine.replay import Branch, BranchId, End
    from waymark_guide.trees.engine.scoring import Scores

MAX_TRIED = 3
"""The largest number of changes to answers that lead elsewhere or that a condition reads."""
MAX_STATES = 4_000


class ChangeSet(NamedTuple):
    """Answers that change what comes first.

    Attributes:
        changes: the index of each question, and its other answer.
        margin: by how many weighted points the rival then leads what was first.
    """

    changes: tuple[tuple[int, Value], ...]
    margin: int


def find_fewest_changes(scores: Scores, possible: Mapping[str, PossibleAnswers], leaders: Leaders | None) -> dict[str, Any]:
    """Return the fewest answers that change what comes first, one such set, and what comes first then.

    `count` is none if no answers change it, or none were found. `proved` says that there are no fewer. It is false if the search stopped early, or if
    unknown answers can already change the result.
    """
    found: dict[str, Any] = {"count": None, "proved": False, "changes": [], "result": []}
    if leaders is None or not leaders.is_settled:
        return found
    best, found["proved"] = _Search(scores, possible, leaders).run()
    if best is None:
        return found
    changed = dict(possible)
    for index, value in sorted(best.changes):
        question = scores.tree.questions[index]
        before = possible[question.key].values[0]
        found["changes"].append({"question": question.id, "from": value_to_json(question, before), "to": value_to_json(question, value)})
        changed[question.key] = PossibleAnswers((value,))
    replayed = replay_for_leaders(scores.tree, changed)
    after = find_leaders(scores, changed, replayed)
    if replayed.next is not None or after.unproved or after.ids == leaders.ids:
        return {**found, "proved": False, "changes": []}
    return {**found, "count": len(best.changes), "result": list(after.ids)}


class _Search:
    """One search.

    Attributes:
        possible: the possible answers, where every known answer may also be any other.
        first: the indexes of the outcomes that come first.
    """

    def __init__(self, scores: Scores, possible: Mapping[str, PossibleAnswers], leaders: Leaders) -> None:
        self.scores = scores
        self.tree = scores.tree
        self.possible = dict(possible)
        for question in self.tree.questions:
            answers = possible.get(question.key)
            if answers and len(answers.values) == 1 and question.key == question.id:
                self.possible[question.key] = PossibleAnswers(list_values(question), original=answers.values[0])
        self.leader_ids = leaders.ids
        self.first = [index for index, outcome in enumerate(self.tree.outcomes) if outcome.id in leaders.ids]
        self.best_gains: dict[tuple[BranchId, int, int], tuple[int, Value]] = {}

    def run(self) -> tuple[ChangeSet | None, bool]:
        """Return the best change set, and whether it is proved that none has fewer answers."""
        best: ChangeSet | None = None
        for tried in range(MAX_TRIED + 1):
            limits = Limits(MAX_STATES, tried)
            has_scores = self.tree.result.mode == "ranked"
            replayed = replay(self.tree, self.possible, self.tree.needed_bits.leaders, has_scores=has_scores, limits=limits)
            if not replayed.is_complete:
                break
            for end in replayed.ends:
                if len(end.changes) == tried:
                    best = min((each for each in (best, *self._find_at(end)) if each), key=_fewest_then_clearest, default=None)
            if not replayed.is_cut or (best and len(best.changes) <= tried + 1):
                return best, True
        return best, False

    def _find_at(self, end: End) -> Iterator[ChangeSet | None]:
        """Find what changes the result at this end: the end itself, or points that put a rival first."""
        candidates = find_candidates(self.tree, end)
        is_ranked = end.target.to == "results" and self.tree.result.mode == "ranked" and bool(candidates)
        if is_ranked and self.first and all(index in candidates for index in self.first):
            first, *tied = self.first
            for rival in candidates:
                if rival not in self.first:
                    yield self._find_overtaking(end, rival, first, 0)
            for other in tied:
                yield self._find_overtaking(end, other, first, 1)
                yield self._find_overtaking(end, first, other, 1)
            return
        ids = {f"tree:{end.target.id}"} if end.target.to == "tree" else {self.tree.outcomes[index].id for index in candidates}
        if is_ranked or ids != set(self.leader_ids):
            yield ChangeSet(tuple((branch[0], self._best_gain(branch, 0, 0)[1]) for branch in end.changes), 0)

    def _find_overtaking(self, end: End, one: int, other: int, by: int) -> ChangeSet | None:
        """Find the fewest answers with which one outcome leads the other by at least `by` weighted points."""
        ahead = -by
        changes = []
        gains = []
        for branch in dict.fromkeys((*end.scored, *end.changes)):
            most, value = self._best_gain(branch, one, other)
            original = self._answers(branch[0]).original
            if branch in end.changes:
                changes.append((branch[0], value))
            elif original is not None:
                before = self._lead(branch[0], original, one, other)
                gains.append((most - before, (branch[0], value)))
                most = before
            ahead += most
        for gain, change in sorted(gains, key=lambda row: -row[0]):
            if ahead >= 0 or gain == 0:
                break
            ahead += gain
            changes.append(change)
        return ChangeSet(tuple(changes), ahead) if ahead >= 0 else None

    def _best_gain(self, branch: BranchId, one: int, other: int) -> tuple[int, Value]:
        """Return the most that a branch can add to the lead of one outcome over another, and the answer that adds it.

        Of several such answers, it is the one with the fewest options that differ from the original answer.
        """
        best = self.best_gains.get((branch, one, other))
        if best is None:
            original = set(self._answers(branch[0]).original or ())
            values = [choice.value for choice in self._branch(branch).choices]
            rows = [(self._lead(branch[0], value, one, other), value) for value in values]
            best = self.best_gains[branch, one, other] = min(rows, key=lambda row: (-row[0], len(original ^ set(row[1]))))
        return best

    def _lead(self, index: int, value: Value, one: int, other: int) -> int:
        points = self.scores.points(self.tree.choice(index, value))
        return points[one] - points[other]

    def _answers(self, index: int) -> PossibleAnswers:
        return self.possible[self.tree.questions[index].key]

    def _branch(self, branch: BranchId) -> Branch:
        return self._answers(branch[0]).branches(self.tree, branch[0])[branch[1]]


def _fewest_then_clearest(change_set: ChangeSet) -> tuple[int, int]:
    return len(change_set.changes), -change_set.margin
