"""Why an outcome is in the result: the author's reasons for its points, or the answers that led to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import value_to_json
from waymark_guide.trees.engine.conditions import find_deciding_questions
from waymark_guide.trees.engine.leaders import is_ruled_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledTree
    from waymark_guide.trees.engine.replay import End, PossibleAnswers
    from waymark_guide.trees.engine.scoring import Scores


def list_score_reasons(scores: Scores, possible: Mapping[str, PossibleAnswers], indexes: Iterable[int], outcome: int) -> list[dict[str, Any]]:
    """List every effect of known answers on an outcome, the largest first.

    Args:
        scores: the guide and its weights.
        possible: the possible answers to each question.
        indexes: the questions whose known answers count.
        outcome: the index of the outcome.

    Returns:
        One entry for each effect. `adds` is points times weight; all `adds` together are the score.
    """
    tree = scores.tree
    reasons = []
    for index in indexes:
        question = tree.questions[index]
        for option in question.options:
            if option.id not in possible[question.key].values[0]:
                continue
            for effect in option.effects:
                if effect.outcome == outcome:
                    reason = tree.reasons[effect.reason]
                    reasons.append(
                        {
                            "question": question.id,
                            "option": option.id,
                            "factor": tree.factors[effect.factor].id,
                            "points": effect.points,
                            "adds": effect.points * scores.weights[effect.factor],
                            "text": reason.text or None,
                            "sources": list(reason.sources),
                        }
                    )
    return sorted(reasons, key=lambda each: -abs(each["adds"]))


def list_route_reasons(tree: CompiledTree, possible: Mapping[str, PossibleAnswers], asked: tuple[int, ...]) -> list[dict[str, Any]]:
    """List the known answers that the route depends on, the last one first. `asked` holds the indexes of the questions asked."""
    compared = {comparison.question for comparison in tree.comparisons.by_words.values()}
    return _list_answers(
        tree,
        possible,
        asked,
        [
            question.key
            for question in (tree.questions[index] for index in reversed(asked))
            if question.key in compared or any(option.next for option in question.options)
        ],
    )


def list_condition_reasons(
    tree: CompiledTree, possible: Mapping[str, PossibleAnswers], asked: tuple[int, ...], outcome: int, end: End
) -> list[dict[str, Any]]:
    """List the known answers that make an outcome's condition true. In `first` mode, add those that exclude earlier outcomes."""
    keys = list(find_deciding_questions(tree.outcomes[outcome].when, end.truths))
    if tree.result.mode == "first" and tree.outcomes[outcome].role == "option":
        for earlier in tree.outcomes[:outcome]:
            if earlier.role == "option" and not earlier.only_by_route:
                keys += find_deciding_questions(earlier.not_if if is_ruled_out(earlier, end.truths) else earlier.when, end.truths)
    return _list_answers(tree, possible, asked, keys)


def _list_answers(tree: CompiledTree, possible: Mapping[str, PossibleAnswers], asked: tuple[int, ...], keys: Iterable[str]) -> list[dict[str, Any]]:
    questions = [tree.questions[index] for index in reversed(asked)]
    known = {question.key: question for question in questions if len(possible[question.key].values) == 1}
    return [
        {
            "question": known[key].id,
            "option": value_to_json(known[key], possible[key].values[0]),
            "factor": None,
            "points": None,
            "adds": None,
            "text": None,
            "sources": [],
        }
        for key in dict.fromkeys(keys)
        if key in known
    ]
