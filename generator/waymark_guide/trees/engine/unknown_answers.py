"""Don't know: which unknown answer decides between what, and which is worth finding out first."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.leaders import follow, standing
from waymark_guide.trees.engine.replay import Given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.leaders import Standing
    from waymark_guide.trees.engine.program import CompiledQuestion
    from waymark_guide.trees.engine.scoring import Scores

URGENCY = {"high": 0, "medium": 1, "low": 2, None: 3}


def unknowns(scores: Scores, given: Mapping[str, Given], asked: tuple[int, ...], now: Standing | None) -> list[dict[str, Any]]:
    """Each unknown answer with the result that each of its options would leave possible.

    Ordered by the average number of outcomes left, fewest first; then by how much the author says that it matters; then as in the file. `decides`
    says whether some option narrows the result. Where there is too much to follow, `if` is empty, `decides` is none, and the author's word counts.
    `why` says what finding out does: it `settles` the result whatever is found, `narrows` it or `changes` it for some option, or does `nothing`;
    `unclear` where there is too much to follow. `left`: how many outcomes may still come first then. `matters` is the author's word.
    """
    unknown = [place for place in asked if len(given[scores.tree.questions[place].key].values) > 1]
    unknown.sort(key=lambda place: (URGENCY[scores.tree.questions[place].matters], place))
    found = []
    for place in unknown:
        question = scores.tree.questions[place]
        results = None if now is None or now.unproved else _by_option(scores, given, question)
        left = (0, Fraction(sum(map(len, results.values())), len(results))) if results else (1, Fraction(0))
        decides = any(leads != now.leads for leads in results.values()) if results and now else None
        told: dict[str, Any] = {"question": question.id, "decides": decides, "if": {option: list(leads) for option, leads in (results or {}).items()}}
        sizes = [len(leads) for leads in (results or {}).values()]
        told["left"] = {"min": min(sizes), "max": max(sizes)} if sizes else None
        found.append((left, {**told, "why": _why(decides, sizes, now), "matters": question.matters}))
    return [each for _, each in sorted(found, key=lambda row: row[0])]


def _why(decides: bool | None, sizes: list[int], now: Standing | None) -> str:  # noqa: FBT001 (three answers: yes, no, unclear)
    if not decides or now is None:
        return "unclear" if decides is None else "nothing"
    if max(sizes) == 1:
        return "settles"
    return "narrows" if min(sizes) < len(now.leads) else "changes"


def _by_option(scores: Scores, given: Mapping[str, Given], question: CompiledQuestion) -> dict[str, tuple[str, ...]] | None:
    results = {}
    for option in question.options:
        values = tuple(value for value in given[question.key].values if option.id in value)
        narrowed = {**given, question.key: Given(values)}
        then = standing(scores, narrowed, follow(scores.tree, narrowed))
        if then.unproved:
            return None
        results[option.id] = then.leads
    return results
