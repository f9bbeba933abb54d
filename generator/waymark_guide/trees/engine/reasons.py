"""Why an outcome is in the result: the author's reasons for its points, or the answers that led to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import as_json
from waymark_guide.trees.engine.conditions import deciding
from waymark_guide.trees.engine.leaders import is_ruled_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.program import CompiledTree
    from waymark_guide.trees.engine.replay import End, Given
    from waymark_guide.trees.engine.scoring import Scores


def for_score(scores: Scores, given: Mapping[str, Given], places: Iterable[int], outcome: int) -> list[dict[str, Any]]:
    """Every effect of the known answers on an outcome, the largest first. `adds` is points times weight, and totals the score."""
    tree = scores.tree
    found = []
    for place in places:
        question = tree.questions[place]
        for option in question.options:
            if option.id not in given[question.key].values[0]:
                continue
            for effect in option.effects:
                if effect.outcome == outcome:
                    reason = tree.reasons[effect.reason]
                    found.append(
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
    return sorted(found, key=lambda each: -abs(each["adds"]))


def for_route(tree: CompiledTree, given: Mapping[str, Given], asked: tuple[int, ...]) -> list[dict[str, Any]]:
    """The known answers that bear on the way, the last one first."""
    read = {comparison.question for comparison in tree.comparisons.known.values()}
    return _answers(
        tree,
        given,
        asked,
        [
            question.key
            for question in (tree.questions[place] for place in reversed(asked))
            if question.key in read or any(option.next for option in question.options)
        ],
    )


def for_condition(tree: CompiledTree, given: Mapping[str, Given], asked: tuple[int, ...], outcome: int, end: End) -> list[dict[str, Any]]:
    """The known answers that make an outcome's condition hold; in `first` mode, those that keep earlier outcomes out as well."""
    keys = list(deciding(tree.outcomes[outcome].when, end.truths))
    if tree.result.mode == "first" and tree.outcomes[outcome].role == "option":
        for earlier in tree.outcomes[:outcome]:
            if earlier.role == "option" and not earlier.only_by_route:
                keys += deciding(earlier.not_if if is_ruled_out(earlier, end.truths) else earlier.when, end.truths)
    return _answers(tree, given, asked, keys)


def _answers(tree: CompiledTree, given: Mapping[str, Given], asked: tuple[int, ...], keys: Iterable[str]) -> list[dict[str, Any]]:
    known = {tree.questions[place].key: tree.questions[place] for place in reversed(asked) if len(given[tree.questions[place].key].values) == 1}
    return [
        {
            "question": known[key].id,
            "option": as_json(known[key], given[key].values[0]),
            "factor": None,
            "points": None,
            "adds": None,
            "text": None,
            "sources": [],
        }
        for key in dict.fromkeys(keys)
        if key in known
    ]
