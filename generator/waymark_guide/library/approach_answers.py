"""Which answers in which guide lead to an approach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.conditions import Combination, Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledQuestion, CompiledTree
    from waymark_guide.trees.engine.conditions import Condition

_SHOWN = 4


class LeadingAnswers(NamedTuple):
    """A question, and those of its options that lead the way."""

    question: CompiledQuestion
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """An outcome that recommends the approach.

    Attributes:
        counted: whether the answers count towards the outcome, and do not decide it alone.
        answers: the answers that lead there; for a counted outcome those that count most. None where it is shown whatever the answers.
    """

    tree: CompiledTree
    outcome: CompiledOutcome
    counted: bool
    answers: tuple[LeadingAnswers, ...]


def find_leads(trees: Iterable[CompiledTree]) -> Mapping[str, tuple[Lead, ...]]:
    """For each approach, the outcomes that recommend it, in the order of the guides."""
    found: dict[str, list[Lead]] = {}
    for tree in trees:
        for place, outcome in enumerate(tree.outcomes):
            if outcome.approach:
                found.setdefault(outcome.approach, []).append(_lead(tree, place, outcome))
    return {approach: tuple(each) for approach, each in found.items()}


def _lead(tree: CompiledTree, place: int, outcome: CompiledOutcome) -> Lead:
    direct = tuple(_routes(tree, outcome)) or tuple(_find_condition_answers(tree, outcome.when))
    if direct or outcome.role == "always":
        return Lead(tree, outcome, counted=False, answers=direct)
    counted = tuple(_find_best_answers(tree, place))
    return Lead(tree, outcome, counted=bool(counted), answers=counted)


def _routes(tree: CompiledTree, outcome: CompiledOutcome) -> Iterator[LeadingAnswers]:
    for question in tree.questions:
        options = tuple(option.label for option in question.options if option.next and (option.next.to, option.next.id) == ("outcome", outcome.id))
        if options:
            yield LeadingAnswers(question, options)


def _find_condition_answers(tree: CompiledTree, condition: Condition | None) -> Iterator[LeadingAnswers]:
    """The answers that a condition asks for. What it rules out is left to the guide."""
    if isinstance(condition, Comparison):
        question = tree.question(condition.question)
        if question and condition.test in {"is", "has"}:
            yield LeadingAnswers(question, tuple(option.label for option in question.options if option.id in condition.options))
    elif isinstance(condition, Combination) and condition.how != "not":
        for part in condition.parts:
            yield from _find_condition_answers(tree, part)


def _find_best_answers(tree: CompiledTree, outcome: int) -> Iterator[LeadingAnswers]:
    """The questions whose answers add most, each with its best answer."""
    weighed = []
    for question in tree.questions:
        points = {
            option.label: sum(effect.points * tree.factors[effect.factor].weight for effect in option.effects if effect.outcome == outcome)
            for option in question.options
        }
        most = max(points.values(), default=0)
        if most > 0:
            weighed.append((-most, question.index, LeadingAnswers(question, tuple(label for label, each in points.items() if each == most))))
    for _, _, answer in sorted(weighed, key=lambda entry: entry[:2])[:_SHOWN]:
        yield answer
