"""The deciding answers: those on which what comes first rests, each with why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import as_json
from waymark_guide.trees.engine.conditions import comparisons_of, deciding
from waymark_guide.trees.engine.leaders import candidates, is_ruled_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.trees.engine.leaders import Standing
    from waymark_guide.trees.engine.replay import End, Given, Replay
    from waymark_guide.trees.engine.scoring import Contest, Scores


def grounds(scores: Scores, given: Mapping[str, Given], followed: Replay, now: Standing | None) -> list[dict[str, Any]]:
    """The known answers that decide a settled result; `why` says how.

    `score`: `adds` so much to the lead `over` the runner-up; listed are those that make up the lead, the largest first, and any without whose points
    others would come first: `without`. `gate` and `when`: a condition of an outcome reads it; under `ranked` only where the condition keeps out what
    would not be behind otherwise, `without`, or lets in what leads. `route`: the way depends on it.
    """
    return _Grounds(scores, given, followed, now).told() if now and now.settled else []


class _Grounds:
    """The reasons for one settled result."""

    def __init__(self, scores: Scores, given: Mapping[str, Given], followed: Replay, now: Standing) -> None:
        self.scores = scores
        self.tree = scores.tree
        self.given = given
        self.followed = followed
        self.now = now
        self.first = [place for place, outcome in enumerate(self.tree.outcomes) if outcome.id in now.leads]
        self.asked = {
            question.key: question
            for question in (self.tree.questions[place] for place in reversed(followed.asked))
            if len(given[question.key].values) == 1
        }

    def told(self) -> list[dict[str, Any]]:
        return [*self._by_score(), *self._by_condition()]

    def _by_score(self) -> list[dict[str, Any]]:
        contests = [each for each in self.now.contests if self.first and self.first[0] in each.candidates]
        rivals = [place for place in range(len(self.tree.outcomes)) if any(place in each.candidates for each in contests)]
        if not contests or len(rivals) < 2:  # noqa: PLR2004 (one alone has no rival)
            return []
        first = self.first[0]
        leads = {rival: min(each.least_lead(first, rival) for each in contests if rival in each.candidates) for rival in rivals if rival != first}
        over = min((rival for rival in leads if rival not in self.first), key=leads.__getitem__, default=None)
        rows = []
        for place in self.followed.asked:
            question = self.tree.questions[place]
            if question.key not in self.asked or any(all(part[0] != place for part in each.parts) for each in contests):
                continue
            points = self.scores.points(self.tree.choice(place, self.given[question.key].values[0]))
            left = {rival: lead - points[first] + points[rival] for rival, lead in leads.items()}
            least = min(left.values())
            top = [rival for rival in rivals if (rival == first and least >= 0) or (rival != first and left[rival] == least <= 0)]
            adds = None if over is None else points[first] - points[over]
            rows.append((adds or 0, question.key, [] if top == self.first else top))
        made = 0
        found = []
        for adds, key, without in sorted(rows, key=lambda row: -row[0]):
            if without or (over is not None and adds > 0 and made < leads[over]):
                found.append(self._entry(key, "score", without, None if over is None else (adds, self.tree.outcomes[over].id)))
            made += adds
        return found

    def _by_condition(self) -> list[dict[str, Any]]:
        found: dict[str, tuple[str, list[int]]] = {}
        contests = iter(self.now.contests)
        for end in self.followed.ends:
            contest = next(contests) if self._competes(end) else None
            for key, why, out in self._read_at(end, contest):
                outcomes = found.setdefault(key, (why, []))[1]
                if out is not None and out not in outcomes:
                    outcomes.append(out)
        for key in self._read_on_the_way():
            found.setdefault(key, ("route", []))
        return [self._entry(key, why, without, None) for key, (why, without) in found.items() if key in self.asked]

    def _competes(self, end: End) -> bool:
        return end.target.to == "results" and self.tree.result.mode == "ranked" and bool(candidates(self.tree, end))

    def _read_at(self, end: End, contest: Contest | None) -> Iterator[tuple[str, str, int | None]]:
        """What the conditions of outcomes read at an end: the question, how, and the outcome that it keeps out of a contest."""
        left = candidates(self.tree, end)
        for place, outcome in enumerate(self.tree.outcomes):
            routed = end.target.to == "outcome" and end.target.id == outcome.id
            if not routed and (end.target.to != "results" or outcome.role != "option" or outcome.only_by_route):
                continue
            ruled_out = is_ruled_out(outcome, end.truths)
            if place not in left and contest and self.first and contest.least_lead(self.first[0], place) > 0:
                continue
            if place in left and contest and place not in self.first:
                continue
            out = place if contest and place not in left else None
            if not ruled_out and not routed:
                yield from ((key, "when", out) for key in deciding(outcome.when, end.truths))
            if ruled_out or place in left:
                yield from ((key, "gate", out) for key in deciding(outcome.not_if, end.truths))
            if place in left and self.tree.result.mode == "first":
                return

    def _read_on_the_way(self) -> Iterator[str]:
        """The questions whose answers lead somewhere, or which another needs in order to be asked, as far as the way went."""
        last = max(self.followed.asked, default=-1)
        values = self.given[self.tree.questions[last].key].values if self.followed.asked else ()
        ways = [self.tree.choice(last, value).next for value in values]
        ended = bool(ways) and all(way and way.to != "question" for way in ways)
        for question in self.tree.questions[: last + 1 if ended else None]:
            if any(option.next for option in question.options):
                yield question.key
            yield from (comparison.question for comparison in comparisons_of(question.ask_if))

    def _entry(self, key: str, why: str, without: list[int], share: tuple[int, str] | None) -> dict[str, Any]:
        question = self.asked[key]
        return {
            "question": question.id,
            "option": as_json(question, self.given[key].values[0]),
            "why": why,
            "adds": share[0] if share else None,
            "over": share[1] if share else None,
            "without": [self.tree.outcomes[place].id for place in without],
        }
