"""The proof of one guide: what every way through it comes to, each part worked out once and only when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from generator.trees.conditions import bits_of
from generator.trees.paths import Growth, Paths, explore_paths, remembered
from generator.trees.reach import NO_ROUTE, NOT_PROVED, Reach, reach_outcomes, reach_questions, routes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.trees.paths import Witness
    from generator.trees.program import CompiledTree

LIMIT = 50_000
"""How many states are looked at before a guide counts as too large to prove."""


def prove(tree: CompiledTree, *, limit: int = LIMIT) -> Proof:
    """Begin the proof of a guide. Nothing is worked out before it is asked for."""
    return Proof(tree, limit)


class Proof:
    """What holds of every way through one guide.

    `None`, or a reach whose `because` is "not proved", stands for "too large to say"; `too_large` tells what makes it grow.
    """

    def __init__(self, tree: CompiledTree, limit: int) -> None:
        """Keep the guide and the limit."""
        self.tree = tree
        self.limit = limit

    @cached_property
    def way(self) -> Paths | Growth:
        """The states, told apart only by what is asked."""
        return explore_paths(self.tree, self.tree.reads.way, limit=self.limit)

    @cached_property
    def whole(self) -> Paths | Growth:
        """The states, told apart by all that a condition reads."""
        return explore_paths(self.tree, self.tree.reads.all, limit=self.limit)

    def towards(self, outcome: str) -> Paths | Growth:
        """The states, told apart by all that bears on whether one outcome is shown: the whole graph, or a smaller one where that is too large."""
        if isinstance(self.whole, Paths):
            return self.whole
        place = self._place(outcome)
        bits = 0
        first = self.tree.result.mode == "first"
        for each in self.tree.outcomes[: place + 1]:
            if each.id == outcome or (first and each.role == "option"):
                bits |= bits_of(each.when) | bits_of(each.not_if)
        return explore_paths(self.tree, remembered(self.tree, bits), limit=self.limit)

    @cached_property
    def too_large(self) -> tuple[Growth, ...]:
        """What makes the guide too large to prove, if it is."""
        graphs = (self.way, self.whole) if isinstance(self.way, Growth) else (self.whole,)
        return tuple(graph for graph in graphs if isinstance(graph, Growth))

    @property
    def states(self) -> int | None:
        """How many states can be told apart by what is asked and which outcomes are shown."""
        return len(self.whole.places) if isinstance(self.whole, Paths) else None

    @property
    def paths(self) -> int | None:
        """How many complete ways there are: every different set of answers to what is asked, without "I don't know"."""
        return self.way.count if isinstance(self.way, Paths) else None

    @property
    def longest(self) -> tuple[int, Witness] | None:
        """The most questions on one way, with its answers."""
        return self.way.longest if isinstance(self.way, Paths) else None

    @property
    def shortest(self) -> tuple[int, Witness] | None:
        """The fewest questions on one way, with its answers."""
        return self.way.shortest if isinstance(self.way, Paths) else None

    @cached_property
    def questions(self) -> Mapping[str, Reach]:
        """Whether each question can be reached, with the answers before it."""
        linked = routes(self.tree)
        if isinstance(self.way, Paths):
            return reach_questions(self.way, linked)
        return {question.id: NOT_PROVED if place in linked.places else NO_ROUTE for place, question in enumerate(self.tree.questions)}

    @cached_property
    def options(self) -> Mapping[tuple[str, str], Reach]:
        """Whether each option, by question and option id, can be chosen, with the answers up to it."""
        return {
            (question.id, option.id): self._option(self.questions[question.id], question.key, [option.id] if question.type == "multi" else option.id)
            for question in self.tree.questions
            for option in question.options
        }

    def _option(self, reach: Reach, key: str, chosen: str | list[str]) -> Reach:
        if reach.witness is None:
            return reach
        return Reach(reachable=True, witness={**reach.witness, key: chosen})

    @cached_property
    def outcomes(self) -> Mapping[str, Reach]:
        """Whether each outcome can be shown, with complete answers."""
        linked = routes(self.tree)
        if isinstance(self.whole, Paths):
            return reach_outcomes(self.whole, linked, range(len(self.tree.outcomes)))
        found: dict[str, Reach] = {}
        for place, outcome in enumerate(self.tree.outcomes):
            graph = self.towards(outcome.id)
            found |= reach_outcomes(graph, linked, (place,)) if isinstance(graph, Paths) else {outcome.id: NOT_PROVED}
        return found

    def _place(self, outcome: str) -> int:
        return next(place for place, each in enumerate(self.tree.outcomes) if each.id == outcome)
