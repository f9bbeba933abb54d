"""What counts for and against an outcome of a ranked guide, in the author's reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledTree

STRONGEST = 4


class Weight(NamedTuple):
    """One answer that counts for or against an outcome.

    Attributes:
        points: points times the factor's weight, less than nothing where it counts against.
    """

    question: str
    option: str
    because: str
    points: int


class Weighed(NamedTuple):
    """The answers that count most, the heaviest first."""

    for_it: tuple[Weight, ...]
    against: tuple[Weight, ...]


def weighed(tree: CompiledTree, outcome: CompiledOutcome) -> Weighed:
    """For each question the answer that counts most for the outcome and the one that counts most against it; the heaviest few of both."""
    weights = sorted(_extremes(tree, tree.outcomes.index(outcome)), key=lambda weight: -abs(weight.points))
    return Weighed(
        tuple(weight for weight in weights if weight.points > 0)[:STRONGEST],
        tuple(weight for weight in weights if weight.points < 0)[:STRONGEST],
    )


def _extremes(tree: CompiledTree, outcome: int) -> Iterator[Weight]:
    for question in tree.questions:
        counted = [
            Weight(question.text, option.label, tree.reasons[effect.reason].text, effect.points * tree.factors[effect.factor].weight)
            for option in question.options
            for effect in option.effects
            if effect.outcome == outcome
        ]
        if counted:
            yield max(counted, key=lambda weight: weight.points)
            yield min(counted, key=lambda weight: weight.points)
