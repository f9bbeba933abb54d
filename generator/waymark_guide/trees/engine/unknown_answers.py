"""Describes the unknown answers: which of them decides between which outcomes, and which is worth finding out first."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.leaders import find_leaders, replay_for_leaders
from waymark_guide.trees.engine.replay import PossibleAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion
    from waymark_guide.trees.engine.leaders import Leaders
    from waymark_guide.trees.engine.scoring import Scores

URGENCY = {"high": 0, "medium": 1, "low": 2, None: 3}


def rank_unknown_answers(
    scores: Scores, possible: Mapping[str, PossibleAnswers], asked: tuple[int, ...], leaders: Leaders | None
) -> list[dict[str, Any]]:
    """Return one entry for each unknown answer, the most useful to find out first.

    The order is by the average number of outcomes that may still come first once the answer is known, fewest first; then by how much the author says
    that it matters; then as in the file. In each entry:

    - `if` gives, for each option, what may come first then. It is empty where there are too many completions.
    - `decides` says whether some option changes what may come first. It is none where there are too many completions.
    - `left` is the fewest and the most outcomes that may still come first then.
    - `why` says what finding out does: `settles` the result whatever the answer is, `narrows` or `changes` it for some option, or does `nothing`. It
      is `unclear` where there are too many completions.
    - `matters` is the author's word.
    """
    unknown = [index for index in asked if len(possible[scores.tree.questions[index].key].values) > 1]
    unknown.sort(key=lambda index: (URGENCY[scores.tree.questions[index].matters], index))
    rows = []
    for index in unknown:
        question = scores.tree.questions[index]
        results = _find_leaders_by_option(scores, possible, question) if leaders and not leaders.unproved else {}
        sizes = [len(ids) for ids in results.values()]
        decides = any(ids != leaders.ids for ids in results.values()) if results and leaders else None
        entry = {
            "question": question.id,
            "decides": decides,
            "if": {option: list(ids) for option, ids in results.items()},
            "left": {"min": min(sizes), "max": max(sizes)} if sizes else None,
            "why": _explain_use(decides, sizes, leaders),
            "matters": question.matters,
        }
        rows.append(((0, Fraction(sum(sizes), len(sizes))) if sizes else (1, Fraction(0)), entry))
    return [entry for _, entry in sorted(rows, key=lambda row: row[0])]


def _explain_use(decides: bool | None, sizes: list[int], leaders: Leaders | None) -> str:  # noqa: FBT001 (three answers: yes, no, unclear)
    if not decides or leaders is None:
        return "unclear" if decides is None else "nothing"
    if max(sizes) == 1:
        return "settles"
    return "narrows" if min(sizes) < len(leaders.ids) else "changes"


def _find_leaders_by_option(scores: Scores, possible: Mapping[str, PossibleAnswers], question: CompiledQuestion) -> dict[str, tuple[str, ...]]:
    """Return what may come first with each option; nothing if the search for one of them ran out of steps."""
    results = {}
    for option in question.options:
        values = tuple(value for value in possible[question.key].values if option.id in value)
        narrowed = {**possible, question.key: PossibleAnswers(values)}
        leaders = find_leaders(scores, narrowed, replay_for_leaders(scores.tree, narrowed))
        if leaders.unproved:
            return {}
        results[option.id] = leaders.ids
    return results
