"""Evaluates the answers to a guide: the next question, or the result with its reasons, what would change it, what is unknown, and similar cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import UNKNOWN, read_answers, value_to_json
from waymark_guide.trees.engine.case_matching import KnownAnswer, match_cases
from waymark_guide.trees.engine.deciding_answers import find_deciding_answers
from waymark_guide.trees.engine.leaders import find_leaders, replay_for_leaders
from waymark_guide.trees.engine.minimal_changes import find_fewest_changes
from waymark_guide.trees.engine.questions_left import count_questions_left
from waymark_guide.trees.engine.replay import find_possible_answers, replay
from waymark_guide.trees.engine.result import make_result
from waymark_guide.trees.engine.scoring import Scores, read_weights
from waymark_guide.trees.engine.single_changes import find_single_changes
from waymark_guide.trees.engine.unknown_answers import rank_unknown_answers
from waymark_guide.trees.engine.weight_changes import find_weight_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.answers import Answers
    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion, CompiledTree


def evaluate_answers(
    tree: CompiledTree,
    answers: Mapping[str, object],
    *,
    weights: Mapping[str, object] | None = None,
    cases: Iterable[Mapping[str, Any]] = (),
    explain: bool = True,
) -> dict[str, Any]:
    """Return everything that follows from the answers, as plain data. The browser's engine returns equal data.

    Nothing in `answers` or `weights` raises an error: what the guide does not know is listed under `dropped` or has no effect.

    Args:
        tree: the guide.
        answers: question id → option id, several ids (a list, or text with commas), or `?`.
        weights: factor id → the reader's own weight, from 0 to 1000, in place of the author's.
        cases: `{"id", "facts": {fact or question id: [options]}}`.
        explain: whether to work out what takes longest: what would change the result, and which answers decide it.
    """
    read = read_answers(tree, answers)
    scores = Scores(tree, read_weights(tree, weights))
    possible = find_possible_answers(tree, read)
    replayed = replay(tree, possible, tree.needed_bits.questions)
    evaluation = _make_evaluation(scores, read, replayed.asked, cases)
    if replayed.next is not None:
        question = tree.questions[replayed.next]
        left = count_questions_left(tree, possible, replayed.waiting)
        evaluation["next"] = {"question": question.id, "options": list(question.option_ids), "left": {"min": left.min, "max": left.max}}
        return evaluation
    full_replay = replace(replay(tree, possible, tree.needed_bits.result), asked=replayed.asked)
    leader_replay = replay_for_leaders(tree, possible)
    leaders = find_leaders(scores, possible, leader_replay) if full_replay.is_complete and leader_replay.is_complete else None
    evaluation["result"] = make_result(scores, possible, full_replay, leaders)
    if explain:
        evaluation["unknowns"] = rank_unknown_answers(scores, possible, replayed.asked, leaders)
        evaluation["would_change"] = find_single_changes(scores, possible, replayed.asked, leaders) if leaders else []
        evaluation["fewest"] = find_fewest_changes(scores, possible, leaders)
        evaluation["deciding"] = find_deciding_answers(scores, possible, leader_replay, leaders)
        evaluation["weights_flip"] = find_weight_changes(scores, possible, leader_replay, leaders)
    return evaluation


def _make_evaluation(scores: Scores, answers: Answers, asked: tuple[int, ...], cases: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return an evaluation with the answers and similar cases, and with nothing yet in the other fields."""
    tree = scores.tree
    questions = [tree.questions[index] for index in asked]
    used = {question.key for question in questions}
    return {
        "tree": tree.id,
        "version": tree.version,
        "asked": [question.id for question in questions],
        "answers": {question.id: value_to_json(question, answers.values[question.key]) for question in questions},
        "unused": [key for key in answers.values if key not in used],
        "dropped": list(answers.dropped),
        "weights": {factor.id: weight for factor, weight in zip(tree.factors, scores.weights, strict=True)},
        "next": None,
        "result": None,
        "unknowns": [],
        "would_change": [],
        "fewest": None,
        "deciding": [],
        "weights_flip": None,
        "cases": match_cases(_list_known_answers(questions, answers), cases),
    }


def find_leader_ids(tree: CompiledTree, answers: Mapping[str, object], *, weights: Mapping[str, object] | None = None) -> tuple[str, ...] | None:
    """Return only what comes first: outcome ids, or `tree:ID`. None if a question is still to be asked, or there are too many completions."""
    possible = find_possible_answers(tree, read_answers(tree, answers))
    replayed = replay_for_leaders(tree, possible)
    if replayed.next is not None or not replayed.is_complete:
        return None
    return find_leaders(Scores(tree, read_weights(tree, weights)), possible, replayed).ids


def _list_known_answers(questions: list[CompiledQuestion], answers: Answers) -> list[KnownAnswer]:
    known = []
    for question in questions:
        value = answers.values[question.key]
        if value != (UNKNOWN,):
            names = tuple(dict.fromkeys(name for name in (question.fact, question.id, question.key) if name))
            known.append(KnownAnswer(question.id, names, question.option_ids, value, question.ordered, question.type == "multi"))
    return known
