"""The fewest answers that, given differently, lead to another result.

Answers that only bring points add up: for each rival the largest gains in lead, taken in order, give the fewest. Answers that lead elsewhere, or that
a gate reads, are tried: none of them given differently, then one, then two, until no more of them can give fewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from waymark_guide.trees.engine.answers import as_json, every_value
from waymark_guide.trees.engine.leaders import candidates, follow, standing
from waymark_guide.trees.engine.replay import Bounds, Given, replay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.leaders import Standing
    from waymark_guide.trees.engine.replay import Branch, End, Part
    from waymark_guide.trees.engine.scoring import Scores

MOST_TRIED = 3
MOST_STATES = 4_000


class Flip(NamedTuple):
    """Answers that change what comes first.

    Attributes:
        changes: the place of each question and its other answer.
        past: by how much the rival is then ahead of what was first.
    """

    changes: tuple[tuple[int, Value], ...]
    past: int


def fewest(scores: Scores, given: Mapping[str, Given], now: Standing | None) -> dict[str, Any]:
    """The fewest answers that change what comes first, one such set, and what comes first then.

    `count` is none where no answers do, or none were found. `proved` says that there are no fewer; where it is false the search stopped early, or
    unknown answers decide already.
    """
    told: dict[str, Any] = {"count": None, "proved": False, "changes": [], "result": []}
    if now is None or not now.settled:
        return told
    flip, told["proved"] = _Search(scores, given, now).run()
    if flip is None:
        return told
    changed = dict(given)
    for place, value in sorted(flip.changes):
        question = scores.tree.questions[place]
        before = given[question.key].values[0]
        told["changes"].append({"question": question.id, "from": as_json(question, before), "to": as_json(question, value)})
        changed[question.key] = Given((value,))
    followed = follow(scores.tree, changed)
    then = standing(scores, changed, followed)
    if followed.next is not None or then.unproved or then.leads == now.leads:
        return {**told, "proved": False, "changes": []}
    return {**told, "count": len(flip.changes), "result": list(then.leads)}


class _Search:
    """The known answers with all others beside them, and what to overturn."""

    def __init__(self, scores: Scores, given: Mapping[str, Given], now: Standing) -> None:
        self.scores = scores
        self.tree = scores.tree
        self.wide = dict(given)
        for question in self.tree.questions:
            known = given.get(question.key)
            if known and len(known.values) == 1 and question.key == question.id:
                self.wide[question.key] = Given(every_value(question), kept=known.values[0])
        self.now = now.leads
        self.first = [place for place, outcome in enumerate(self.tree.outcomes) if outcome.id in now.leads]
        self.known: dict[tuple[Part, int, int], tuple[int, Value]] = {}

    def run(self) -> tuple[Flip | None, bool]:
        """The best flip, and whether there is surely none with fewer answers."""
        best: Flip | None = None
        for tried in range(MOST_TRIED + 1):
            bounds = Bounds(MOST_STATES, tried)
            walked = replay(self.tree, self.wide, self.tree.reads.lead, scored=self.tree.result.mode == "ranked", bounds=bounds)
            if not walked.whole:
                break
            for end in walked.ends:
                if len(end.changes) == tried:
                    best = min((flip for flip in (best, *self._flips(end)) if flip), key=_fewest_then_clearest, default=None)
            if not walked.cut or (best and len(best.changes) <= tried + 1):
                return best, True
        return best, False

    def _flips(self, end: End) -> Iterator[Flip | None]:
        """What leads elsewhere from this end: as it is, or by points."""
        left = candidates(self.tree, end)
        compete = end.target.to == "results" and self.tree.result.mode == "ranked" and bool(left)
        if compete and self.first and all(place in left for place in self.first):
            first, *tied = self.first
            for rival in left:
                if rival not in self.first:
                    yield self._overtaking(end, rival, first, 0)
            for other in tied:
                yield self._overtaking(end, other, first, 1)
                yield self._overtaking(end, first, other, 1)
            return
        leads = {f"tree:{end.target.id}"} if end.target.to == "tree" else {self.tree.outcomes[place].id for place in left}
        if compete or leads != set(self.now):
            yield Flip(tuple((part[0], self._best(part, 0, 0)[1]) for part in end.changes), 0)

    def _overtaking(self, end: End, one: int, other: int, by: int) -> Flip | None:
        """The fewest answers with which one outcome leads the other by so much."""
        ahead = -by
        changes = []
        gains = []
        for part in dict.fromkeys((*end.parts, *end.changes)):
            most, value = self._best(part, one, other)
            kept = self._given(part[0]).kept
            if part in end.changes:
                changes.append((part[0], value))
            elif kept is not None:
                now = self._lead(part[0], kept, one, other)
                gains.append((most - now, (part[0], value)))
                most = now
            ahead += most
        for gain, change in sorted(gains, key=lambda row: -row[0]):
            if ahead >= 0 or gain == 0:
                break
            ahead += gain
            changes.append(change)
        return Flip(tuple(changes), ahead) if ahead >= 0 else None

    def _best(self, part: Part, one: int, other: int) -> tuple[int, Value]:
        """The most that a branch can add to the lead of one outcome over another, and the answer, nearest to the one kept, that does."""
        known = self.known.get((part, one, other))
        if known is None:
            kept = set(self._given(part[0]).kept or ())
            values = [choice.value for choice in self._branch(part).choices]
            rows = [(self._lead(part[0], value, one, other), value) for value in values]
            known = self.known[part, one, other] = min(rows, key=lambda row: (-row[0], len(kept ^ set(row[1]))))
        return known

    def _lead(self, place: int, value: Value, one: int, other: int) -> int:
        points = self.scores.points(self.tree.choice(place, value))
        return points[one] - points[other]

    def _given(self, place: int) -> Given:
        return self.wide[self.tree.questions[place].key]

    def _branch(self, part: Part) -> Branch:
        return self._given(part[0]).branches(self.tree, part[0])[part[1]]


def _fewest_then_clearest(flip: Flip) -> tuple[int, int]:
    return len(flip.changes), -flip.past
