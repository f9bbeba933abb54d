"""What would change the result: every single answer that, given differently, leads elsewhere or asks for more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import as_json, toggled
from waymark_guide.trees.engine.leaders import follow, standing
from waymark_guide.trees.engine.replay import Given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.leaders import Standing
    from waymark_guide.trees.engine.scoring import Scores


def would_change(scores: Scores, given: Mapping[str, Given], asked: tuple[int, ...], now: Standing) -> list[dict[str, Any]]:
    """The single changes of a known answer that lead to another result, or to a question that has no answer yet.

    In the order of the file. For a question that takes several answers, a change adds or removes one of them. Where much is unknown and the search
    for what may lead stops early, the change is left out.
    """
    tree = scores.tree
    changes = []
    for place in asked:
        question = tree.questions[place]
        values = given[question.key].values
        if len(values) > 1:
            continue
        for value in toggled(question, values[0]):
            result, asks = _leads(scores, given, question.key, value)
            if asks is not None or (result is not None and not now.unproved and result != now.leads):
                changes.append(
                    {
                        "question": question.id,
                        "from": as_json(question, values[0]),
                        "to": as_json(question, value),
                        "result": list(result or ()),
                        "asks": asks,
                    }
                )
    return changes


def _leads(scores: Scores, given: Mapping[str, Given], key: str, value: Value) -> tuple[tuple[str, ...] | None, str | None]:
    changed = {**given, key: Given((value,))}
    followed = follow(scores.tree, changed)
    if followed.next is not None:
        return None, scores.tree.questions[followed.next].id
    then = standing(scores, changed, followed)
    return (then.leads if followed.whole and not then.unproved else None), None
