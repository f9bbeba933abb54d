"""The result as plain data: every outcome that may appear, in order and with its reasons, what is ruled out, and how certain the result is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine import reasons
from waymark_guide.trees.engine.conditions import find_deciding_questions, is_met
from waymark_guide.trees.engine.leaders import can_appear, find_candidates, is_ruled_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.leaders import Leaders
    from waymark_guide.trees.engine.replay import End, PossibleAnswers, Replay
    from waymark_guide.trees.engine.scoring import ScoreRanges, Scores

RankKey = tuple[bool, int]
"""What ranks an outcome, the smallest first: whether it cannot lead, then twice the middle of its score range, negated (twice keeps it whole)."""


def make_result(scores: Scores, possible: Mapping[str, PossibleAnswers], replayed: Replay, leaders: Leaders | None) -> dict[str, Any]:
    """Return the result of the answers.

    Args:
        scores: the guide and its weights.
        possible: the possible answers to each question, by the id under which the answer is stored.
        replayed: the replay that remembers everything that the result shows, with every question that was asked.
        leaders: what comes first; none if there are too many completions to follow.
    """
    return _ResultBuilder(scores, possible, replayed, leaders).build()


class _ResultBuilder:
    """Builds one result.

    Attributes:
        known: the indexes of the questions that were asked and whose answers are known.
        counted: those of them that count in every ranking, whatever the unknown answers are.
        ends: by the index of the outcome, the ends at which it appears.
    """

    def __init__(self, scores: Scores, possible: Mapping[str, PossibleAnswers], replayed: Replay, leaders: Leaders | None) -> None:
        self.scores = scores
        self.tree = scores.tree
        self.possible = possible
        self.replayed = replayed
        self.leaders = leaders
        self.score_ranges: tuple[ScoreRanges, ...] = leaders.score_ranges if leaders else ()
        self.known = [index for index in replayed.asked if len(possible[self.tree.questions[index].key].values) == 1]
        self.counted = [index for index in self.known if all(any(branch[0] == index for branch in ranges.scored) for ranges in self.score_ranges)]
        self.ends = self._find_ends()

    def build(self) -> dict[str, Any]:
        ranked = self._rank()
        trees = list(dict.fromkeys(end.target.id for end in self.replayed.ends if end.target.to == "tree"))
        gather = self._gather_because()
        return {
            "mode": self.tree.result.mode,
            "settled": bool(self.leaders and self.leaders.is_settled),
            "gather_first": gather is not None,
            "gather_because": gather,
            "close_call": self._is_close(ranked),
            "jump": trees[0] if len(trees) == 1 and all(end.target.to == "tree" for end in self.replayed.ends) else None,
            "may_jump": sorted(trees),
            "outcomes": self._list_outcomes(ranked),
            "groups": self._list_groups(ranked),
            "ruled_out": self._list_ruled_out(),
            "notes": self._list_notes(),
        }

    def _find_ends(self) -> dict[int, list[End]]:
        ends: dict[int, list[End]] = {index: [] for index in range(len(self.tree.outcomes))}
        for end in self.replayed.ends:
            candidates = find_candidates(self.tree, end)
            for index in candidates:
                ends[index].append(end)
            for index, outcome in enumerate(self.tree.outcomes):
                if outcome.role != "option" and end.target.to != "tree" and index not in candidates and can_appear(outcome, end.truths):
                    ends[index].append(end)
        return ends

    def _gather_because(self) -> str | None:
        if self.leaders is None:
            return "too-many"
        share = self.tree.result.gather_first
        unknown = len(self.replayed.asked) - len(self.known)
        is_over = share is not None and unknown * 100 > share * len(self.replayed.asked)
        return "share" if is_over and not self.leaders.is_settled else None

    def _rank(self) -> list[tuple[int, RankKey]]:
        """Return the indexes of all ranked outcomes, each with its rank key, in the order of the ranking."""
        indexes = {index for ranges in self.score_ranges for index in ranges.candidates}
        rows = [(index, (not self._is_leader(index), -self._low(index) - self._high(index))) for index in sorted(indexes)]
        return sorted(rows, key=lambda row: row[1])

    def _is_leader(self, index: int) -> bool:
        return self.leaders is not None and self.tree.outcomes[index].id in self.leaders.ids

    def _low(self, index: int) -> int:
        return min(ranges.low(index) for ranges in self.score_ranges if index in ranges.candidates)

    def _high(self, index: int) -> int:
        return max(ranges.high(index) for ranges in self.score_ranges if index in ranges.candidates)

    def _is_close(self, ranked: list[tuple[int, RankKey]]) -> bool:
        within = self.tree.result.close_call_within
        return any(
            ranges.least_lead(ranked[0][0], rival) <= within and ranges.most_lead(ranked[0][0], rival) >= -within
            for ranges in self.score_ranges
            if ranked[0][0] in ranges.candidates
            for rival in ranges.candidates
            if rival != ranked[0][0]
        )

    def _list_outcomes(self, ranked: list[tuple[int, RankKey]]) -> list[dict[str, Any]]:
        ranks: dict[int, int] = {}
        for position, (index, key) in enumerate(ranked):
            is_tied = position > 0 and ranked[position - 1][1] == key
            ranks[index] = ranks[ranked[position - 1][0]] if is_tied else position + 1
        present = [index for index, ends in self.ends.items() if ends]
        options = [index for index in present if self.tree.outcomes[index].role == "option"]
        others = [index for index in present if self.tree.outcomes[index].role != "option"]
        unranked = [index for index in options if index not in ranks]
        return [self._make_outcome(index, ranks.get(index)) for index in (*unranked, *ranks, *others)]

    def _make_outcome(self, index: int, rank: int | None) -> dict[str, Any]:
        outcome = self.tree.outcomes[index]
        ends = self.ends[index]
        is_routed = ends[0].target.to == "outcome" and ends[0].target.id == outcome.id
        is_scored = rank is not None and not is_routed
        by = "route" if is_routed else "score" if is_scored else "when" if outcome.role != "always" else "always"
        because = reasons.list_score_reasons(self.scores, self.possible, self.counted, index) if rank is not None else []
        if is_routed:
            because += reasons.list_route_reasons(self.tree, self.possible, self.replayed.asked)
        else:
            because += reasons.list_condition_reasons(self.tree, self.possible, self.replayed.asked, index, ends[0])
        low, high = (self._low(index), self._high(index)) if rank is not None else (None, None)
        return {
            "id": outcome.id,
            "approach": outcome.approach,
            "role": outcome.role,
            "modality": outcome.modality,
            "by": by,
            "rank": rank,
            "score": sum(self._points(counted, index) for counted in self.counted) if rank is not None else None,
            "low": low,
            "high": high,
            "certain": len(ends) == len(self.replayed.ends),
            "could_lead": self._could_lead(index),
            "because": because,
        }

    def _points(self, question: int, outcome: int) -> int:
        value = self.possible[self.tree.questions[question].key].values[0]
        return self.scores.points(self.tree.choice(question, value))[outcome]

    def _could_lead(self, index: int) -> bool | None:
        outcome = self.tree.outcomes[index]
        if outcome.role != "option" and not any(end.target.id == outcome.id for end in self.ends[index]):
            return False
        if self.leaders is None or outcome.id in self.leaders.unproved:
            return None
        return outcome.id in self.leaders.ids

    def _list_groups(self, ranked: list[tuple[int, RankKey]]) -> list[dict[str, Any]]:
        """List the best of each layer where the guide has `group_by: layer`.

        A layer joins the blend if the first outcome is in it, or if it is one of `blend_with`.
        """
        if self.tree.result.group_by is None:
            return []
        best: dict[str, list[int]] = {}
        keys = dict(ranked)
        for index, key in ranked:
            layer = self.tree.outcomes[index].layer
            if layer is not None and (layer not in best or keys[best[layer][0]] == key):
                best.setdefault(layer, []).append(index)
        first = self.tree.outcomes[ranked[0][0]].layer if ranked else None
        return [
            {
                "layer": layer,
                "outcomes": [self.tree.outcomes[index].id for index in indexes],
                "joins": layer == first or layer in self.tree.result.blend_with,
            }
            for layer, indexes in best.items()
        ]

    def _list_ruled_out(self) -> list[dict[str, Any]]:
        """List the options that appear at no end because their gate excludes them, with the answers that the gate reads."""
        ruled_out = []
        for index, outcome in enumerate(self.tree.outcomes):
            if self.ends[index]:
                continue
            gated = next((end for end in self.replayed.ends if self._is_gated(index, end)), None)
            if gated is not None:
                keys = set(find_deciding_questions(outcome.not_if, gated.truths))
                questions = [self.tree.questions[asked] for asked in self.replayed.asked]
                ruled_out.append(
                    {
                        "id": outcome.id,
                        "because": [outcome.ruled_out_because] if outcome.ruled_out_because else [],
                        "questions": [question.id for question in questions if question.key in keys],
                    }
                )
        return ruled_out

    def _is_gated(self, index: int, end: End) -> bool:
        """Return whether only its gate keeps the outcome from appearing at this end."""
        outcome = self.tree.outcomes[index]
        if not is_ruled_out(outcome, end.truths):
            return False
        if end.target.to == "outcome":
            return end.target.id == outcome.id
        return end.target.to == "results" and outcome.role == "option" and not outcome.only_by_route and is_met(outcome.when, end.truths)

    def _list_notes(self) -> list[dict[str, Any]]:
        notes = []
        for index in self.known:
            question = self.tree.questions[index]
            value = self.possible[question.key].values[0]
            notes += [{"question": question.id, "option": option.id} for option in question.options if option.note and option.id in value]
        return notes
