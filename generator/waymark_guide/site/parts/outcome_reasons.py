"""What counts for and against an outcome of a ranked guide, in the author's reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledTree

STRONGEST = 4


class Reason(NamedTuple):
    """One answer that counts for or against an outcome.

    Attributes:
        points: points times the factor's weight, negative where it counts against.
    """

    question: str
    option: str
    because: str
    points: int


class OutcomeReasons(NamedTuple):
    """The answers that count most for and against an outcome, in order of weight."""

    for_it: tuple[Reason, ...]
    against: tuple[Reason, ...]


def find_outcome_reasons(tree: CompiledTree, outcome: CompiledOutcome) -> OutcomeReasons:
    """Find, over all questions, the few answers that count most for an outcome and most against it."""
    weights = sorted(_find_extremes(tree, tree.outcomes.index(outcome)), key=lambda weight: -abs(weight.points))
    return OutcomeReasons(
        tuple(weight for weight in weights if weight.points > 0)[:STRONGEST],
        tuple(weight for weight in weights if weight.points < 0)[:STRONGEST],
    )


def _find_extremes(tree: CompiledTree, outcome: int) -> Iterator[Reason]:
    for question in tree.questions:
        counted = [
            Reason(question.text, option.label, tree.reasons[effect.reason].text, effect.points * tree.factors[effect.factor].weight)
            for option in question.options
            for effect in option.effects
            if effect.outcome == outcome
        ]
        if counted:
            yield max(counted, key=lambda weight: weight.points)
            yield min(counted, key=lambda weight: weight.points)
