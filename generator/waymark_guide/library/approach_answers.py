"""Finds which answers in which guide lead to an approach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.conditions import Combination, Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledQuestion, CompiledTree
    from waymark_guide.trees.engine.conditions import Condition

_MAX_QUESTIONS = 4


class LeadingAnswers(NamedTuple):
    """A question, and the labels of the options that lead to an outcome."""

    question: CompiledQuestion
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """An outcome that recommends an approach.

    Attributes:
        is_scored: whether the answers add points to the outcome, and do not decide it alone.
        answers: the answers that lead to it. For a scored outcome, those that add most; empty where it is always shown.
    """

    tree: CompiledTree
    outcome: CompiledOutcome
    is_scored: bool
    answers: tuple[LeadingAnswers, ...]


def find_leads(trees: Iterable[CompiledTree]) -> Mapping[str, tuple[Lead, ...]]:
    """Find the outcomes that recommend each approach, by its id, in the order of the guides."""
    leads: dict[str, list[Lead]] = {}
    for tree in trees:
        for index, outcome in enumerate(tree.outcomes):
            if outcome.approach:
                leads.setdefault(outcome.approach, []).append(_make_lead(tree, index, outcome))
    return {approach: tuple(each) for approach, each in leads.items()}


def _make_lead(tree: CompiledTree, index: int, outcome: CompiledOutcome) -> Lead:
    direct = tuple(_find_routes(tree, outcome)) or tuple(_find_condition_answers(tree, outcome.when))
    if direct or outcome.role == "always":
        return Lead(tree, outcome, is_scored=False, answers=direct)
    scored = tuple(_find_best_answers(tree, index))
    return Lead(tree, outcome, is_scored=bool(scored), answers=scored)


def _find_routes(tree: CompiledTree, outcome: CompiledOutcome) -> Iterator[LeadingAnswers]:
    for question in tree.questions:
        options = tuple(option.label for option in question.options if option.next and (option.next.to, option.next.id) == ("outcome", outcome.id))
        if options:
            yield LeadingAnswers(question, options)


def _find_condition_answers(tree: CompiledTree, condition: Condition | None) -> Iterator[LeadingAnswers]:
    """Find the answers that a condition asks for. Answers that it excludes are left out."""
    if isinstance(condition, Comparison):
        question = tree.question(condition.question)
        if question and condition.test in {"is", "has"}:
            yield LeadingAnswers(question, tuple(option.label for option in question.options if option.id in condition.options))
    elif isinstance(condition, Combination) and condition.how != "not":
        for part in condition.parts:
            yield from _find_condition_answers(tree, part)


def _find_best_answers(tree: CompiledTree, outcome: int) -> Iterator[LeadingAnswers]:
    """Find the questions whose answers add most points to an outcome, each with its best answers."""
    ranked = []
    for question in tree.questions:
        points = {
            option.label: sum(effect.points * tree.factors[effect.factor].weight for effect in option.effects if effect.outcome == outcome)
            for option in question.options
        }
        most = max(points.values(), default=0)
        if most > 0:
            options = tuple(label for label, each in points.items() if each == most)
            ranked.append((-most, question.index, LeadingAnswers(question, options)))
    for _, _, answers in sorted(ranked, key=lambda entry: entry[:2])[:_MAX_QUESTIONS]:
        yield answers
