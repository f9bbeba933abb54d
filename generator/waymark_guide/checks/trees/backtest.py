"""A tree held against real cases: what it cannot take in, where they went another way, and what none of them did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.answer_text import in_a_row
from waymark_guide.library.backtest import read_recorded_answers, run_backtest
from waymark_guide.trees.engine.answers import list_values
from waymark_guide.trees.engine.case_matching import MIN_SHARED_FACTS
from waymark_guide.trees.engine.evaluation import find_leader_ids
from waymark_guide.trees.engine.leaders import find_candidates, replay_for_leaders
from waymark_guide.trees.engine.replay import PossibleAnswers
from waymark_guide.trees.engine.scoring import Scores, can_lead, compute_score_ranges, read_weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.proof.proof import Proof

FEWEST_CASES = 5
"""So many cases must say something of a guide before it is a gap that none used one of its outcomes."""
MOST_NAMED = 3

DISAGREES = declare(
    "T604",
    "case-disagrees",
    "What a guide leads to is what was done in the cases that it speaks of.",
    why="The case may have gone wrong, or the guide: it is worth a look. Agreement would be no proof either.",
    fix="Read the case. Then mend the points or conditions, correct its facts, or leave it and learn from it.",
    severity="note",
    wrong="facts: {measurable: no, cooks: many}\napproaches: [outcomes-contracts]",
    right="facts: {measurable: yes, cooks: many}\napproaches: [outcomes-contracts]",
)
NO_CASE = declare(
    "T605",
    "outcome-without-case",
    f"Where at least {FEWEST_CASES} cases say something of a guide, some case used each approach that it can recommend.",
    why="Readers are led to it, and shown nobody who did it.",
    fix="Write or ask for a case study.",
    severity="note",
    wrong="- {id: loan, approach: social-investment}",
    right="- {id: grant, approach: grants}",
)
OTHER_OPTION = declare(
    "T606",
    "case-fact-not-here",
    "What a case says of a question is one of its answers in every guide that asks it.",
    why="The case is not found by readers of this guide, as if it said nothing of the question.",
    fix="Use the same answers in both guides; or give the two questions different ids. A shared fact keeps them the same.",
    severity="warning",
    wrong="facts: {measurable: mostly}",
    right="facts: {measurable: partly}",
)


def check(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """The cases that speak of a tree."""
    yield from _facts(subject, proof)
    yield from _cases(subject, proof)


def _facts(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """Answers that cases give to a question of this tree and that are options of another one only."""
    for place, question in enumerate(proof.tree.questions):
        renamed = proof.tree.was.get("option", {}).get(question.id, {})
        if question.fact is not None or question.key != question.id:
            continue
        for case in subject.knowledge_base.case_studies.values():
            for option in case.facts.get(question.id, ()):
                if option not in question.option_ids and option not in renamed and option in subject.names.questions.get(question.id, {}):
                    message = f'The case "{case.title}" answers "{option}" to "{question.text}", which is an answer in another guide only.'
                    yield subject.finding(OTHER_OPTION, ("questions", place, "id"), message)


def _cases(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    base = subject.knowledge_base
    known = {name for question in proof.tree.questions for name in (question.id, question.fact) if name}
    speaking = [case for case in base.case_studies.values() if len(known & case.facts.keys()) >= MIN_SHARED_FACTS and not case.draft]
    tested = run_backtest(proof.tree, (case for case in speaking if not _agrees(proof, case)))
    titles = {outcome.id: outcome.title for outcome in proof.tree.outcomes} | {f"tree:{tree.id}": tree.title for tree in base.trees.values()}
    places = {outcome.id: place for place, outcome in enumerate(proof.tree.outcomes)}
    for trial in tested.select_trials("differs"):
        if len(trial.answered) >= MIN_SHARED_FACTS:
            used = in_a_row([f'"{titles[each]}"' for each in trial.used])
            leads = in_a_row([f'"{titles.get(each, each)}"' for each in trial.leaders[:MOST_NAMED]], "or")
            more = f", or {len(trial.leaders) - MOST_NAMED} more" if len(trial.leaders) > MOST_NAMED else ""
            title, facts = base.case_studies[trial.case].title, len(trial.answered)
            message = f'The case "{title}" used {used}; with its {facts} facts this guide leads to {leads}{more}.'
            yield subject.finding(DISAGREES, ("outcomes", places[trial.used[0]], "id"), message)
    used_somewhere = {approach for case in base.case_studies.values() if not case.draft for approach in case.approaches}
    for outcome in proof.tree.outcomes if len(speaking) >= FEWEST_CASES else ():
        if outcome.approach and outcome.approach not in used_somewhere and outcome.role == "option":
            yield subject.finding(NO_CASE, ("outcomes", places[outcome.id], "id"), f'No case study used "{outcome.title}".')


def _agrees(proof: Proof, case: CaseStudy) -> bool:
    """Whether the facts leave it open that an approach used in the case comes first. Most are decided at once, and only the rest is computed."""
    tree = proof.tree
    facts = read_recorded_answers(tree, case)
    used = {place for place, outcome in enumerate(tree.outcomes) if outcome.approach in case.approaches}
    certain = {key: list(values[0]) for key, values in facts.items() if len(values) == 1}
    for name in (tree.outcomes[place].id for place in used):
        lead = proof.can_lead.get(name)
        if lead is not None and lead.witness is not None and name in (find_leader_ids(tree, {**lead.witness, **certain}) or ()):
            return True
    given = {question.key: PossibleAnswers(facts.get(question.key) or list_values(question)) for question in tree.questions}
    followed = replay_for_leaders(tree, given)
    scores = Scores(tree, read_weights(tree, None))
    for end in followed.ends:
        left = find_candidates(tree, end)
        if used.isdisjoint(left):
            continue
        if end.target.to != "results" or tree.result.mode != "ranked":
            return True
        parts = {(place, number): given[tree.questions[place].key].branches(tree, place)[number] for place, number in end.scored}
        race = compute_score_ranges(scores, left, parts)
        if any(can_lead(scores, race, place) is not False for place in used.intersection(left)):
            return True
    return not followed.is_complete
