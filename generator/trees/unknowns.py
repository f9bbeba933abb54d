"""Don't know: which unknown answer decides between what, and which is worth finding out first."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.trees.replay import Given
from generator.trees.standing import follow, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.trees.program import CompiledQuestion
    from generator.trees.scoring import Scores
    from generator.trees.standing import Standing

URGENCY = {"high": 0, "medium": 1, "low": 2, None: 3}


def unknowns(scores: Scores, given: Mapping[str, Given], asked: tuple[int, ...], now: Standing | None) -> list[dict[str, Any]]:
    """Each unknown answer with the result that each of its options would leave possible.

    Ordered by the average number of outcomes left, fewest first; then by how much the author says that it matters; then as in the file. `decides`
    says whether some option narrows the result. Where there are too many completions to follow (`now` is none), nothing is worked out.
    """
    found = []
    for place in asked:
        question = scores.tree.questions[place]
        values = given[question.key].values
        if len(values) < 2:  # noqa: PLR2004 (one value is a known answer)
            continue
        results = {} if now is None else _by_option(scores, given, question)
        left = Fraction(sum(len(leads) for leads in results.values()), len(results)) if results else Fraction(0)
        decides = now is not None and any(leads != now.leads for leads in results.values())
        listed = {option: list(leads) for option, leads in results.items()}
        found.append((left, URGENCY[question.matters], place, {"question": question.id, "decides": decides, "if": listed}))
    return [each for *_, each in sorted(found, key=lambda row: row[:3])]


def _by_option(scores: Scores, given: Mapping[str, Given], question: CompiledQuestion) -> dict[str, tuple[str, ...]]:
    results = {}
    for option in question.options:
        values = tuple(value for value in given[question.key].values if option.id in value)
        narrowed = {**given, question.key: Given(values)}
        followed = follow(scores.tree, narrowed)
        results[option.id] = standing(scores, narrowed, followed).leads
    return results
