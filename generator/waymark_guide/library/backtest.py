"""Back-tests a guide against real cases: runs the facts of each case through it, and compares its result with what was done there.

Every answer is tried to a question for which a case records no fact. A case agrees if an approach that it used comes first, or may come first, and
the facts leave at most half of the options open. Agreement is not proof: the cases were chosen, and there are few.
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
        kind: `ruled out`: a gate excludes it. `behind`: another outcome has more points whatever the unknown answers are.
            `elsewhere`: the answers lead to something else.
        answers: the case's answers that decide it, by question; those that count most come first.
        ahead: for `behind`, an outcome that is ahead whatever the unknown answers are, if one alone is.
    """

    outcome: str
    kind: ReasonKind
    answers: Mapping[str, tuple[str, ...]]
    ahead: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the reason as plain data."""
        answers = {question: list(options) for question, options in self.answers.items()}
        return {"outcome": self.outcome, "ground": self.kind, "ahead": self.ahead, "answers": answers}


@dataclass(frozen=True, slots=True)
class Trial:
    """One case, run through one guide.

    Attributes:
        case: the id of the case.
        used: the ids of the outcomes whose approach the case used.
        answered: the ids of the questions that the guide may ask and the case answers.
        asked_count: how many questions the guide may ask.
        leaders: what comes first or may come first: ids of outcomes, or `tree:ID`.
        reasons: for a case that differs, why each outcome that it used does not come first.
    """

    case: str
    used: tuple[str, ...]
    answered: tuple[str, ...]
    asked_count: int
    leaders: tuple[str, ...]
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class BackTest:
    """One guide, compared with the cases.

    Attributes:
        trials: the cases that used an approach which the guide can lead to, and record a fact that it asks for.
        testable_count: how many outcomes name an approach, and so can be compared with cases.
        without_case: the outcomes that name an approach which no case used.
        unanswered: the questions that no case answers.
        unchosen: for each other question, the options that no case has chosen.
    """

    tree: str
    version: str
    trials: tuple[Trial, ...]
    testable_count: int
    without_case: tuple[str, ...]
    unanswered: tuple[str, ...]
    unchosen: Mapping[str, tuple[str, ...]]

    def select_trials(self, verdict: Verdict) -> tuple[Trial, ...]:
        """Select the trials with a verdict."""
        return tuple(trial for trial in self.trials if trial.verdict == verdict)

    def to_json(self) -> dict[str, Any]:
        """Return the back-test as plain data."""
        return {
            "tree": self.tree,
            "version": self.version,
            "agree": len(self.select_trials("agrees")),
            "differ": len(self.select_trials("differs")),
            "not_enough_known": len(self.select_trials("not enough known")),
            "cases": [
                {
                    "id": trial.case,
                    "verdict": trial.verdict,
                    "used": list(trial.used),
                    "leads": list(trial.leaders),
                    "known": list(trial.answered),
                    "asked": trial.asked_count,
                    "why": [reason.to_json() for reason in trial.reasons],
                }
                for trial in self.trials
            ],
            "outcomes_without_a_case": list(self.without_case),
            "questions_no_case_answers": list(self.unanswered),
            "options_no_case_chose": {question: list(options) for question, options in self.unchosen.items()},
        }


def run_backtest(tree: CompiledTree, cases: Iterable[CaseStudy]) -> BackTest:
    """Run every case that is not a draft through a guide, in the order of their ids."""
    public = sorted((case for case in cases if not case.draft), key=lambda case: case.id)
    recorded = [read_recorded_answers(tree, case) for case in public]
    chosen = {question.id: {option for facts in recorded for value in facts.get(question.key, ()) for option in value} for question in tree.questions}
    testable = _find_testable_outcomes(tree)
    used = {approach for case in public for approach in case.approaches}
    trials = (_TrialRun(tree, case, facts, testable).run() for case, facts in zip(public, recorded, strict=True) if facts)
    return BackTest(
        tree=tree.id,
        version=tree.version,
        trials=tuple(trial for trial in trials if trial is not None),
        testable_count=len(testable),
        without_case=tuple(outcome.id for outcome in tree.outcomes if outcome.approach and outcome.approach not in used),
        unanswered=tuple(question.id for question in tree.questions if not chosen[question.id]),
        unchosen={
            question.id: rest
            for question in tree.questions
            if chosen[question.id] and (rest := tuple(option for option in question.option_ids if option not in chosen[question.id]))
        },
    )


def read_recorded_answers(tree: CompiledTree, case: CaseStudy) -> dict[str, tuple[Value, ...]]:
    """Read the answers that a case records, by the key of the question. Several values mean that each of them is possible."""
    if not case.facts:
        return {}
    answers: dict[str, tuple[Value, ...]] = {}
    for question in tree.questions:
        facts = next((case.facts[name] for name in (question.fact, question.id) if name and name in case.facts), ())
        chosen = tuple(option for option in question.option_ids if option in facts)
        if chosen and question.key not in answers:
            answers[question.key] = (chosen,) if question.type == "multi" else tuple((option,) for option in chosen)
    return answers


def _find_testable_outcomes(tree: CompiledTree) -> tuple[CompiledOutcome, ...]:
    """Find the outcomes that name an approach and can come first: options, and outcomes that a route leads to."""
    routed = {option.next.id for question in tree.questions for option in question.options if option.next and option.next.to == "outcome"}
    return tuple(outcome for outcome in tree.outcomes if outcome.approach and (outcome.role == "option" or outcome.id in routed))


class _TrialRun:
    """Runs one case through one guide."""

    def __init__(self, tree: CompiledTree, case: CaseStudy, facts: Mapping[str, tuple[Value, ...]], testable: tuple[CompiledOutcome, ...]) -> None:
        self.tree = tree
        self.case = case
        self.facts = facts
        self.used = tuple(outcome.id for outcome in testable if outcome.approach in case.approaches)
        self.possible = {question.key: PossibleAnswers(facts.get(question.key) or list_values(question)) for question in tree.questions}
        self.scores = Scores(tree, read_weights(tree, None))

    def run(self) -> Trial | None:
        """Run the case; none where there is nothing to compare."""
        if not self.used:
            return None
        replayed = replay_for_leaders(self.tree, self.possible)
        asked = [self.tree.questions[index] for index in replayed.asked]
        answered = tuple(question.id for question in asked if question.key in self.facts)
        if not answered:
            return None
        if not replayed.is_complete:
            return Trial(self.case.id, self.used, answered, len(asked), (), "not enough known")
        leaders = find_leaders(self.scores, self.possible, replayed)
        verdict = self._find_verdict(replayed, leaders)
        reasons = tuple(self._find_reason(outcome, replayed, leaders, asked) for outcome in self.used) if verdict == "differs" else ()
        return Trial(self.case.id, self.used, answered, len(asked), leaders.ids, verdict, reasons)

    def _find_verdict(self, replayed: Replay, leaders: Leaders) -> Verdict:
        shared = set(self.used) & set(leaders.ids)
        if not shared:
            return "differs"
        if self.tree.result.mode == "all":
            indexes = {index for index, outcome in enumerate(self.tree.outcomes) if outcome.id in shared}
            is_certain = any(all(index in find_candidates(self.tree, end) for end in replayed.ends) for index in indexes)
            return "agrees" if is_certain else "not enough known"
        options = sum(outcome.role == "option" for outcome in self.tree.outcomes)
        return "agrees" if leaders.is_settled or 2 * len(leaders.ids) <= options else "not enough known"

    def _find_reason(self, outcome_id: str, replayed: Replay, leaders: Leaders, asked: list[CompiledQuestion]) -> Reason:
        index = next(index for index, outcome in enumerate(self.tree.outcomes) if outcome.id == outcome_id)
        outcome = self.tree.outcomes[index]
        if all(is_ruled_out(outcome, end.truths) for end in replayed.ends):
            keys = list(dict.fromkeys(key for end in replayed.ends for key in find_deciding_questions(outcome.not_if, end.truths)))
            return Reason(outcome_id, "ruled out", self._select_answers(asked, keys))
        if any(index in ranges.candidates for ranges in leaders.score_ranges):
            rival, lead = self._find_strongest_rival(index, leaders)
            answers = self._select_answers(asked, self._find_losing_answers(index, rival))
            return Reason(outcome_id, "behind", answers, self.tree.outcomes[rival].id if lead > 0 else None)
        read = {comparison.question for comparison in self.tree.comparisons.by_words.values()}
        deciding = [question.key for question in reversed(asked) if question.key in read or any(option.next for option in question.options)]
        return Reason(outcome_id, "elsewhere", self._select_answers(asked, deciding))

    def _find_strongest_rival(self, index: int, leaders: Leaders) -> tuple[int, int]:
        """Find the outcome that is furthest ahead of another, and the points by which it leads at least."""
        leads = {
            rival: ranges.least_lead(rival, index) for ranges in leaders.score_ranges if index in ranges.candidates for rival in ranges.candidates
        }
        strongest = max(leads, key=lambda rival: (leads[rival], -rival))
        return strongest, leads[strongest]

    def _find_losing_answers(self, index: int, rival: int) -> list[str]:
        """Find the keys of the recorded answers that bring a rival more points than the outcome, those that count most first."""
        gaps: dict[str, int] = {}
        for question in self.tree.questions:
            if len(self.facts.get(question.key, ())) == 1:
                points = self.scores.points(self.tree.choice(question.index, self.facts[question.key][0]))
                gaps[question.key] = gaps.get(question.key, 0) + points[rival] - points[index]
        return [key for key, gap in sorted(gaps.items(), key=lambda entry: -entry[1]) if gap > 0]

    def _select_answers(self, asked: list[CompiledQuestion], keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Select the first recorded answers for these keys, by the id of the question."""
        ids = {question.key: question.id for question in reversed(asked)}
        selected = [key for key in keys if key in ids and key in self.facts][:MAX_ANSWERS]
        return {ids[key]: tuple(dict.fromkeys(option for value in self.facts[key] for option in value)) for key in selected}
