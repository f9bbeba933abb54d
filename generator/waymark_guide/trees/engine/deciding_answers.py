"""Finds the deciding answers: the known answers that what comes first depends on, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import value_to_json
from waymark_guide.trees.engine.conditions import comparisons_of, find_deciding_questions
from waymark_guide.trees.engine.leaders import find_candidates, is_ruled_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.trees.engine.leaders import Leaders
    from waymark_guide.trees.engine.replay import End, PossibleAnswers, Replay
    from waymark_guide.trees.engine.scoring import Points, ScoreRanges, Scores


def find_deciding_answers(scores: Scores, possible: Mapping[str, PossibleAnswers], replayed: Replay, leaders: Leaders | None) -> list[dict[str, Any]]:
    """Return the known answers that decide a settled result. An unsettled result has none.

    Each entry says how in `why`:

    - `score`: the answer adds `adds` weighted points to the lead over the runner-up `over`. The list holds the answers that make up the lead, the
      largest first, and any answer without whose points other outcomes would come first; `without` names these.
    - `gate` and `when`: a condition of an outcome reads the answer. In `ranked` mode the list holds only conditions that let in what comes first, or
      that exclude an outcome that otherwise might not be behind; `without` names it.
    - `route`: the route depends on the answer.
    """
    return _Finder(scores, possible, replayed, leaders).find() if leaders and leaders.is_settled else []


class _Finder:
    """Finds the deciding answers of one settled result.

    Attributes:
        first: the indexes of the outcomes that come first.
        known: the questions that were asked and have a known answer, by the id under which the answer is stored.
    """

    def __init__(self, scores: Scores, possible: Mapping[str, PossibleAnswers], replayed: Replay, leaders: Leaders) -> None:
        self.scores = scores
        self.tree = scores.tree
        self.possible = possible
        self.replayed = replayed
        self.leaders = leaders
        self.first = [index for index, outcome in enumerate(self.tree.outcomes) if outcome.id in leaders.ids]
        self.known = {
            question.key: question
            for question in (self.tree.questions[index] for index in reversed(replayed.asked))
            if len(possible[question.key].values) == 1
        }

    def find(self) -> list[dict[str, Any]]:
        return [*self._find_by_score(), *self._find_by_condition()]

    def _find_by_score(self) -> list[dict[str, Any]]:
        score_ranges = [ranges for ranges in self.leaders.score_ranges if self.first and self.first[0] in ranges.candidates]
        rivals = [index for index in range(len(self.tree.outcomes)) if any(index in ranges.candidates for ranges in score_ranges)]
        if not score_ranges or len(rivals) < 2:  # noqa: PLR2004 (one alone has no rival)
            return []
        first = self.first[0]
        leads = {
            rival: min(ranges.least_lead(first, rival) for ranges in score_ranges if rival in ranges.candidates) for rival in rivals if rival != first
        }
        over = min((rival for rival in leads if rival not in self.first), key=leads.__getitem__, default=None)
        rows = []
        for index in self.replayed.asked:
            question = self.tree.questions[index]
            if question.key not in self.known or any(all(branch[0] != index for branch in ranges.scored) for ranges in score_ranges):
                continue
            points = self.scores.points(self.tree.choice(index, self.possible[question.key].values[0]))
            adds = 0 if over is None else points[first] - points[over]
            top = _find_first_without(points, first, rivals, leads)
            rows.append((adds, question.key, [] if top == self.first else top))
        explained = 0
        found = []
        for adds, key, without in sorted(rows, key=lambda row: -row[0]):
            if without or (over is not None and adds > 0 and explained < leads[over]):
                found.append(self._make_entry(key, "score", without, None if over is None else (adds, self.tree.outcomes[over].id)))
            explained += adds
        return found

    def _find_by_condition(self) -> list[dict[str, Any]]:
        found: dict[str, tuple[str, list[int]]] = {}
        score_ranges = iter(self.leaders.score_ranges)
        for end in self.replayed.ends:
            ranges = next(score_ranges) if self._is_ranked(end) else None
            for key, why, excluded in self._list_condition_reads(end, ranges):
                outcomes = found.setdefault(key, (why, []))[1]
                if excluded is not None and excluded not in outcomes:
                    outcomes.append(excluded)
        for key in self._list_route_reads():
            found.setdefault(key, ("route", []))
        return [self._make_entry(key, why, without, None) for key, (why, without) in found.items() if key in self.known]

    def _is_ranked(self, end: End) -> bool:
        return end.target.to == "results" and self.tree.result.mode == "ranked" and bool(find_candidates(self.tree, end))

    def _list_condition_reads(self, end: End, ranges: ScoreRanges | None) -> Iterator[tuple[str, str, int | None]]:
        """Yield what the conditions of outcomes read at an end: the question, `when` or `gate`, and the outcome that is excluded from the ranking."""
        candidates = find_candidates(self.tree, end)
        for index, outcome in enumerate(self.tree.outcomes):
            is_candidate = index in candidates
            is_routed = end.target.to == "outcome" and end.target.id == outcome.id
            if not is_routed and (end.target.to != "results" or outcome.role != "option" or outcome.only_by_route):
                continue
            is_gated = is_ruled_out(outcome, end.truths)
            if not is_candidate and ranges and self.first and ranges.least_lead(self.first[0], index) > 0:
                continue
            if is_candidate and ranges and index not in self.first:
                continue
            excluded = index if ranges and not is_candidate else None
            if not is_gated and not is_routed:
                yield from ((key, "when", excluded) for key in find_deciding_questions(outcome.when, end.truths))
            if is_gated or is_candidate:
                yield from ((key, "gate", excluded) for key in find_deciding_questions(outcome.not_if, end.truths))
            if is_candidate and self.tree.result.mode == "first":
                return

    def _list_route_reads(self) -> Iterator[str]:
        """Yield the questions whose options lead somewhere, or that the `ask_if` of another question reads, up to where the route ends."""
        last = max(self.replayed.asked, default=-1)
        values = self.possible[self.tree.questions[last].key].values if self.replayed.asked else ()
        targets = [self.tree.choice(last, value).next for value in values]
        is_ended = bool(targets) and all(target and target.to != "question" for target in targets)
        for question in self.tree.questions[: last + 1 if is_ended else None]:
            if any(option.next for option in question.options):
                yield question.key
            yield from (comparison.question for comparison in comparisons_of(question.ask_if))

    def _make_entry(self, key: str, why: str, without: list[int], share: tuple[int, str] | None) -> dict[str, Any]:
        question = self.known[key]
        return {
            "question": question.id,
            "option": value_to_json(question, self.possible[key].values[0]),
            "why": why,
            "adds": share[0] if share else None,
            "over": share[1] if share else None,
            "without": [self.tree.outcomes[index].id for index in without],
        }


def _find_first_without(points: Points, first: int, rivals: list[int], leads: Mapping[int, int]) -> list[int]:
    """Return the outcomes that would come first without these points, where `leads` are those of `first` over each rival with them."""
    without = {rival: lead - points[first] + points[rival] for rival, lead in leads.items()}
    least = min(without.values())
    return [rival for rival in rivals if (rival == first and least >= 0) or (rival != first and without[rival] == least <= 0)]
