"""The result as plain data: every outcome that may appear, in its order, with its reasons; what was ruled out; and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine import reasons
from waymark_guide.trees.engine.conditions import deciding, holds
from waymark_guide.trees.engine.leaders import candidates, is_ruled_out, may_appear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.leaders import Standing
    from waymark_guide.trees.engine.replay import End, Given, Replay
    from waymark_guide.trees.engine.scoring import Contest, Scores


def result(scores: Scores, given: Mapping[str, Given], way: Replay, now: Standing | None) -> dict[str, Any]:
    """What the answers come to.

    Args:
        scores: the guide and its weights.
        given: what each answer may be.
        way: the replay with all that is shown, and every question that was asked.
        now: what comes first; none where there are too many completions to follow.
    """
    return _Result(scores, given, way, now).told()


class _Result:
    """One result while it is put together."""

    def __init__(self, scores: Scores, given: Mapping[str, Given], way: Replay, now: Standing | None) -> None:
        self.scores = scores
        self.tree = scores.tree
        self.given = given
        self.way = way
        self.now = now
        self.contests: tuple[Contest, ...] = now.contests if now else ()
        self.known = [place for place in way.asked if len(given[self.tree.questions[place].key].values) == 1]
        self.counted = [place for place in self.known if all(any(part[0] == place for part in each.parts) for each in self.contests)]
        self.ends = self._ends()

    def told(self) -> dict[str, Any]:
        ranked = self._ranked()
        trees = list(dict.fromkeys(end.target.id for end in self.way.ends if end.target.to == "tree"))
        gather = self._gather_because()
        return {
            "mode": self.tree.result.mode,
            "settled": bool(self.now and self.now.settled),
            "gather_first": gather is not None,
            "gather_because": gather,
            "close_call": self._is_close(ranked),
            "jump": trees[0] if len(trees) == 1 and all(end.target.to == "tree" for end in self.way.ends) else None,
            "may_jump": sorted(trees),
            "outcomes": self._outcomes(ranked),
            "groups": self._groups(ranked),
            "ruled_out": self._ruled_out(),
            "notes": self._notes(),
        }

    def _ends(self) -> dict[int, list[End]]:
        """By the place of the outcome, the ends at which it appears."""
        found: dict[int, list[End]] = {place: [] for place in range(len(self.tree.outcomes))}
        for end in self.way.ends:
            left = candidates(self.tree, end)
            for place in left:
                found[place].append(end)
            for place, outcome in enumerate(self.tree.outcomes):
                if outcome.role != "option" and end.target.to != "tree" and place not in left and may_appear(outcome, end.truths):
                    found[place].append(end)
        return found

    def _gather_because(self) -> str | None:
        if self.now is None:
            return "too-many"
        share = self.tree.result.gather_first
        unknown = len(self.way.asked) - len(self.known)
        over = share is not None and unknown * 100 > share * len(self.way.asked)
        return "share" if over and not self.now.settled else None

    def _ranked(self) -> list[tuple[int, tuple[bool, int]]]:
        """The outcomes of every contest with what ranks them: whether they may lead, then the middle of their range (twice, to stay whole)."""
        places = dict.fromkeys(place for each in self.contests for place in each.candidates)
        rows = [(place, (not self._may_lead(place), -self._low(place) - self._high(place))) for place in sorted(places)]
        return sorted(rows, key=lambda row: row[1])

    def _may_lead(self, place: int) -> bool:
        return self.now is not None and self.tree.outcomes[place].id in self.now.leads

    def _low(self, place: int) -> int:
        return min(each.low(place) for each in self.contests if place in each.candidates)

    def _high(self, place: int) -> int:
        return max(each.high(place) for each in self.contests if place in each.candidates)

    def _is_close(self, ranked: list[tuple[int, tuple[bool, int]]]) -> bool:
        within = self.tree.result.close_call_within
        return any(
            each.least_lead(ranked[0][0], rival) <= within and each.most_lead(ranked[0][0], rival) >= -within
            for each in self.contests
            if ranked[0][0] in each.candidates
            for rival in each.candidates
            if rival != ranked[0][0]
        )

    def _outcomes(self, ranked: list[tuple[int, tuple[bool, int]]]) -> list[dict[str, Any]]:
        ranks: dict[int, int] = {}
        for position, (place, key) in enumerate(ranked):
            tied = position > 0 and ranked[position - 1][1] == key
            ranks[place] = ranks[ranked[position - 1][0]] if tied else position + 1
        present = [place for place, ends in self.ends.items() if ends]
        options = [place for place in present if self.tree.outcomes[place].role == "option"]
        beside = [place for place in present if self.tree.outcomes[place].role != "option"]
        unranked = [place for place in options if place not in ranks]
        return [self._outcome(place, ranks.get(place)) for place in (*unranked, *ranks, *beside)]

    def _outcome(self, place: int, rank: int | None) -> dict[str, Any]:
        outcome = self.tree.outcomes[place]
        ends = self.ends[place]
        by_route = ends[0].target.to == "outcome" and ends[0].target.id == outcome.id
        scored = rank is not None and not by_route
        by = "route" if by_route else "score" if scored else "when" if outcome.role != "always" else "always"
        because = reasons.for_score(self.scores, self.given, self.counted, place) if rank is not None else []
        if by_route:
            because += reasons.for_route(self.tree, self.given, self.way.asked)
        else:
            because += reasons.for_condition(self.tree, self.given, self.way.asked, place, ends[0])
        low, high = (self._low(place), self._high(place)) if rank is not None else (None, None)
        return {
            "id": outcome.id,
            "approach": outcome.approach,
            "role": outcome.role,
            "modality": outcome.modality,
            "by": by,
            "rank": rank,
            "score": sum(self._points(counted, place) for counted in self.counted) if rank is not None else None,
            "low": low,
            "high": high,
            "certain": len(ends) == len(self.way.ends),
            "could_lead": self._could_lead(place),
            "because": because,
        }

    def _points(self, question: int, outcome: int) -> int:
        value = self.given[self.tree.questions[question].key].values[0]
        return self.scores.points(self.tree.choice(question, value))[outcome]

    def _could_lead(self, place: int) -> bool | None:
        outcome = self.tree.outcomes[place]
        if outcome.role != "option" and not any(end.target.id == outcome.id for end in self.ends[place]):
            return False
        if self.now is None or outcome.id in self.now.unproved:
            return None
        return outcome.id in self.now.leads

    def _groups(self, ranked: list[tuple[int, tuple[bool, int]]]) -> list[dict[str, Any]]:
        """With `group_by: layer`, the best of each layer, and whether it joins the blend: it leads, or its layer is one of `blend_with`."""
        if self.tree.result.group_by is None:
            return []
        best: dict[str, list[int]] = {}
        keys = dict(ranked)
        for place, key in ranked:
            layer = self.tree.outcomes[place].layer
            if layer is not None and (layer not in best or keys[best[layer][0]] == key):
                best.setdefault(layer, []).append(place)
        first = self.tree.outcomes[ranked[0][0]].layer if ranked else None
        return [
            {
                "layer": layer,
                "outcomes": [self.tree.outcomes[place].id for place in places],
                "joins": layer == first or layer in self.tree.result.blend_with,
            }
            for layer, places in best.items()
        ]

    def _ruled_out(self) -> list[dict[str, Any]]:
        """The options that a gate took out of every completion, with the answers that did it."""
        found = []
        for place, outcome in enumerate(self.tree.outcomes):
            if self.ends[place]:
                continue
            at = next((end for end in self.way.ends if self._is_gated(place, end)), None)
            if at is not None:
                keys = set(deciding(outcome.not_if, at.truths))
                found.append(
                    {
                        "id": outcome.id,
                        "because": [outcome.ruled_out_because] if outcome.ruled_out_because else [],
                        "questions": [self.tree.questions[asked].id for asked in self.way.asked if self.tree.questions[asked].key in keys],
                    }
                )
        return found

    def _is_gated(self, place: int, end: End) -> bool:
        outcome = self.tree.outcomes[place]
        if not is_ruled_out(outcome, end.truths):
            return False
        if end.target.to == "outcome":
            return end.target.id == outcome.id
        return end.target.to == "results" and outcome.role == "option" and not outcome.only_by_route and holds(outcome.when, end.truths)

    def _notes(self) -> list[dict[str, Any]]:
        found = []
        for place in self.known:
            question = self.tree.questions[place]
            value = self.given[question.key].values[0]
            found += [{"question": question.id, "option": option.id} for option in question.options if option.note and option.id in value]
        return found
