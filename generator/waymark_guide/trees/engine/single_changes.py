"""Finds every single answer that leads to another result, or to another question, if it is given differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import list_adjacent_values, value_to_json
from waymark_guide.trees.engine.leaders import find_leaders, replay_for_leaders
from waymark_guide.trees.engine.replay import PossibleAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.leaders import Leaders
    from waymark_guide.trees.engine.scoring import Scores


def find_single_changes(scores: Scores, possible: Mapping[str, PossibleAnswers], asked: tuple[int, ...], leaders: Leaders) -> list[dict[str, Any]]:
    """Return the single changes of a known answer that lead to another result, or to a question without an answer, in the order of the file.

    For a question that takes several answers, a change adds or removes one of them. It is left out if the search for its result ran out of
    steps.
    """
    tree = scores.tree
    changes = []
    for index in asked:
        question = tree.questions[index]
        values = possible[question.key].values
        if len(values) > 1:
            continue
        for value in list_adjacent_values(question, values[0]):
            result, asks = _find_leaders_with(scores, possible, question.key, value)
            if asks is not None or (result is not None and not leaders.unproved and result != leaders.ids):
                changes.append(
                    {
                        "question": question.id,
                        "from": value_to_json(question, values[0]),
                        "to": value_to_json(question, value),
                        "result": list(result or ()),
                        "asks": asks,
                    }
                )
    return changes


def _find_leaders_with(scores: Scores, possible: Mapping[str, PossibleAnswers], key: str, value: Value) -> tuple[tuple[str, ...] | None, str | None]:
    """Return what comes first with another answer (none if that is not proved), or the id of the question that is then asked."""
    changed = {**possible, key: PossibleAnswers((value,))}
    replayed = replay_for_leaders(scores.tree, changed)
    if replayed.next is not None:
        return None, scores.tree.questions[replayed.next].id
    leaders = find_leaders(scores, changed, replayed)
    return (leaders.ids if replayed.is_complete and not leaders.unproved else None), None
