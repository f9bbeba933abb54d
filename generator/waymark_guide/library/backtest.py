"""How a guide does against real cases: the facts of each case run through it, and what was done there held against what the guide leads to.

What a case does not record is left open, and every answer to it is tried. Agreement means that an approach used there is among what the guide leads
to or could lead to, once the facts have left at most half of the options open. It is not proof: the cases were chosen, and are few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from waymark_guide.trees.engine.answers import list_values
from waymark_guide.trees.engine.conditions import find_deciding_questions
from waymark_guide.trees.engine.leaders import find_candidates, find_leaders, is_ruled_out, replay_for_leaders
from waymark_guide.trees.engine.replay import PossibleAnswers
from waymark_guide.trees.engine.scoring import Scores, read_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledQuestion, CompiledTree
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.leaders import Leaders
    from waymark_guide.trees.engine.replay import Replay

Verdict = Literal["agrees", "differs", "not enough known"]
ReasonKind = Literal["ruled out", "behind", "elsewhere"]
MAX_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the guide does not lead to an outcome whose approach was used.

    Attributes:
        ground: `ruled out` by a gate; `behind` on points whatever is not known; `elsewhere`: the answers lead to something else.
        answers: the case's answers that decide it, by question: those that count most first.
        ahead: for `behind`, an outcome that is ahead of it whatever is not known, if one alone is.
    """

    outcome: str
    ground: ReasonKind
    answers: Mapping[str, tuple[str, ...]]
    ahead: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The same as plain data."""
        answers = {question: list(options) for question, options in self.answers.items()}
        return {"outcome": self.outcome, "ground": self.ground, "ahead": self.ahead, "answers": answers}


@dataclass(frozen=True, slots=True)
class Trial:
    """One case run through one guide.

    Attributes:
        used: the outcomes whose approach was used there.
        known: the questions that the guide asks on the way and the case answers; `asked` counts all that it may ask.
        leads: what comes first, or could: outcome ids, or `tree:ID`.
        why: for a case that differs, why each outcome used does not come first.
    """

    case: str
    used: tuple[str, ...]
    known: tuple[str, ...]
    asked: int
    leads: tuple[str, ...]
    verdict: Verdict
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class BackTest:
    """One guide held against the cases.

    Attributes:
        trials: the cases that used an approach which the guide can lead to, and record a fact that it asks for.
        tested: how many outcomes name an approach, and so can be held against a case.
        without_case: the outcomes that name an approach which no case on record used.
        unanswered: the questions that no case on record answers.
        unchosen: for each other question, the options that no case on record has chosen.
    """

    tree: str
    version: str
    trials: tuple[Trial, ...]
    tested: int
    without_case: tuple[str, ...]
    unanswered: tuple[str, ...]
    unchosen: Mapping[str, tuple[str, ...]]

    def of(self, verdict: Verdict) -> tuple[Trial, ...]:
        """The trials that came out like that."""
        return tuple(trial for trial in self.trials if trial.verdict == verdict)

    def as_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "tree": self.tree,
            "version": self.version,
            "agree": len(self.of("agrees")),
            "differ": len(self.of("differs")),
            "not_enough_known": len(self.of("not enough known")),
            "cases": [
                {
                    "id": trial.case,
                    "verdict": trial.verdict,
                    "used": list(trial.used),
                    "leads": list(trial.leads),
                    "known": list(trial.known),
                    "asked": trial.asked,
                    "why": [why.as_json() for why in trial.why],
                }
                for trial in self.trials
            ],
            "outcomes_without_a_case": list(self.without_case),
            "questions_no_case_answers": list(self.unanswered),
            "options_no_case_chose": {question: list(options) for question, options in self.unchosen.items()},
        }


def run_backtest(tree: CompiledTree, cases: Iterable[CaseStudy]) -> BackTest:
    """Run every case that is no draft through a guide, in the order of their ids."""
    found = sorted((case for case in cases if not case.draft), key=lambda case: case.id)
    known = [read_recorded_answers(tree, case) for case in found]
    chosen = {question.id: {option for facts in known for value in facts.get(question.key, ()) for option in value} for question in tree.questions}
    tested = _can_lead(tree)
    used = {approach for case in found for approach in case.approaches}
    trials = (_Trial(tree, case, facts, tested).run() for case, facts in zip(found, known, strict=True) if facts)
    return BackTest(
        tree=tree.id,
        version=tree.version,
        trials=tuple(trial for trial in trials if trial is not None),
        tested=len(tested),
        without_case=tuple(outcome.id for outcome in tree.outcomes if outcome.approach and outcome.approach not in used),
        unanswered=tuple(question.id for question in tree.questions if not chosen[question.id]),
        unchosen={
            question.id: rest
            for question in tree.questions
            if chosen[question.id] and (rest := tuple(option for option in question.option_ids if option not in chosen[question.id]))
        },
    )


def read_recorded_answers(tree: CompiledTree, case: CaseStudy) -> dict[str, tuple[Value, ...]]:
    """What the case says of each question, by the id under which an answer is kept: one value, or several where it records several for one answer."""
    if not case.facts:
        return {}
    found: dict[str, tuple[Value, ...]] = {}
    for question in tree.questions:
        facts = next((case.facts[name] for name in (question.fact, question.id) if name and name in case.facts), ())
        chosen = tuple(option for option in question.option_ids if option in facts)
        if chosen and question.key not in found:
            found[question.key] = (chosen,) if question.type == "multi" else tuple((option,) for option in chosen)
    return found


def _can_lead(tree: CompiledTree) -> tuple[CompiledOutcome, ...]:
    """The outcomes that name an approach and may be what the guide leads to, and not only what is shown next to it."""
    routed = {option.next.id for question in tree.questions for option in question.options if option.next and option.next.to == "outcome"}
    return tuple(outcome for outcome in tree.outcomes if outcome.approach and (outcome.role == "option" or outcome.id in routed))


class _Trial:
    """One case on its way through one guide."""

    def __init__(self, tree: CompiledTree, case: CaseStudy, facts: Mapping[str, tuple[Value, ...]], tested: tuple[CompiledOutcome, ...]) -> None:
        self.tree = tree
        self.case = case
        self.facts = facts
        self.used = tuple(outcome.id for outcome in tested if outcome.approach in case.approaches)
        self.given = {question.key: PossibleAnswers(facts.get(question.key) or list_values(question)) for question in tree.questions}
        self.scores = Scores(tree, read_weights(tree, None))

    def run(self) -> Trial | None:
        """What comes of it; none where there is nothing to compare."""
        if not self.used:
            return None
        way = replay_for_leaders(self.tree, self.given)
        asked = [self.tree.questions[place] for place in way.asked]
        known = tuple(question.id for question in asked if question.key in self.facts)
        if not known:
            return None
        if not way.is_complete:
            return Trial(self.case.id, self.used, known, len(asked), (), "not enough known")
        now = find_leaders(self.scores, self.given, way)
        verdict = self._verdict(way, now)
        why = tuple(self._why(outcome, way, now, asked) for outcome in self.used) if verdict == "differs" else ()
        return Trial(self.case.id, self.used, known, len(asked), now.ids, verdict, why)

    def _verdict(self, way: Replay, now: Leaders) -> Verdict:
        leading = set(self.used) & set(now.ids)
        if not leading:
            return "differs"
        if self.tree.result.mode == "all":
            places = {place for place, outcome in enumerate(self.tree.outcomes) if outcome.id in leading}
            return "agrees" if any(all(place in find_candidates(self.tree, end) for end in way.ends) for place in places) else "not enough known"
        options = sum(outcome.role == "option" for outcome in self.tree.outcomes)
        return "agrees" if now.is_settled or 2 * len(now.ids) <= options else "not enough known"

    def _why(self, outcome_id: str, way: Replay, now: Leaders, asked: list[CompiledQuestion]) -> Reason:
        place = next(place for place, outcome in enumerate(self.tree.outcomes) if outcome.id == outcome_id)
        outcome = self.tree.outcomes[place]
        if all(is_ruled_out(outcome, end.truths) for end in way.ends):
            keys = list(dict.fromkeys(key for end in way.ends for key in find_deciding_questions(outcome.not_if, end.truths)))
            return Reason(outcome_id, "ruled out", self._answers(asked, keys))
        if any(place in each.candidates for each in now.score_ranges):
            ahead, lead = self._ahead(place, now)
            return Reason(outcome_id, "behind", self._answers(asked, self._against(place, ahead)), self.tree.outcomes[ahead].id if lead > 0 else None)
        read = {each.question for each in self.tree.comparisons.by_words.values()}
        turning = [question.key for question in reversed(asked) if question.key in read or any(option.next for option in question.options)]
        return Reason(outcome_id, "elsewhere", self._answers(asked, turning))

    def _ahead(self, place: int, now: Leaders) -> tuple[int, int]:
        """The outcome that is furthest ahead of this one, and by how much it is at least."""
        leads = {rival: each.least_lead(rival, place) for each in now.score_ranges if place in each.candidates for rival in each.candidates}
        ahead = max(leads, key=lambda rival: (leads[rival], -rival))
        return ahead, leads[ahead]

    def _against(self, place: int, ahead: int) -> list[str]:
        """The known answers that put the outcome behind another, those that count most first."""
        gaps: dict[str, int] = {}
        for question in self.tree.questions:
            if len(self.facts.get(question.key, ())) == 1:
                points = self.scores.points(self.tree.choice(question.index, self.facts[question.key][0]))
                gaps[question.key] = gaps.get(question.key, 0) + points[ahead] - points[place]
        return [key for key, gap in sorted(gaps.items(), key=lambda entry: -entry[1]) if gap > 0]

    def _answers(self, asked: list[CompiledQuestion], keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        ids = {question.key: question.id for question in reversed(asked)}
        known = [key for key in keys if key in ids and key in self.facts][:MAX_ANSWERS]
        return {ids[key]: tuple(dict.fromkeys(option for value in self.facts[key] for option in value)) for key in known}
