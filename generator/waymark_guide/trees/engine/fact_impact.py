"""Counts the outcomes of a guide that depend on one shared fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.trees.engine.conditions import comparisons_of

if TYPE_CHECKING:
    from waymark_guide.trees.engine.compiled_tree import CompiledTree


def count_affected_outcomes(tree: CompiledTree, fact: str) -> int:
    """Return the number of outcomes that the answer to a fact can give points to, let in or exclude.

    It is all of them if an option of the question leads to a target of its own.
    """
    affected: set[int] = set()
    for question in tree.questions:
        if question.fact != fact:
            continue
        if any(option.next for option in question.options):
            return len(tree.outcomes)
        affected |= {effect.outcome for option in question.options for effect in option.effects}
        for index, outcome in enumerate(tree.outcomes):
            comparisons = (*comparisons_of(outcome.when), *comparisons_of(outcome.not_if))
            if any(comparison.question == question.key for comparison in comparisons):
                affected.add(index)
    return len(affected)
