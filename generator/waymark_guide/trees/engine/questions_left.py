"""How many questions are left: the fewest and the most, over every answer that could still be given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.answers import every_value
from waymark_guide.trees.engine.replay import Given, resume

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.program import CompiledTree
    from waymark_guide.trees.engine.replay import State

MOST_SITUATIONS = 4_000

Situation = tuple[tuple[int, tuple[int, ...]], ...]
"""By place, the comparisons that are true in each state that waits there."""


class Left(NamedTuple):
    """Questions left, the current one included."""

    min: int
    max: int


class _TooMany(Exception):  # noqa: N818 (it never leaves this module)
    pass


def questions_left(tree: CompiledTree, given: Mapping[str, Given], waiting: Mapping[int, tuple[State, ...]]) -> Left:
    """The fewest and the most questions that are still to be asked.

    Exact, with the unknowns followed on every branch, by exploring each different situation once. Above `MOST_SITUATIONS` it falls back to what is
    certain: at least this one, and at most every unanswered question from here on.
    """
    explorer = _Explorer(tree, given)
    try:
        return explorer.left(waiting)
    except _TooMany:
        first = min(waiting)
        return Left(1, sum(question.key not in given for question in tree.questions[first:]))


class _Explorer:
    """Situations that were counted before."""

    def __init__(self, tree: CompiledTree, given: Mapping[str, Given]) -> None:
        self.tree = tree
        self.given = dict(given)
        self.known: dict[tuple[Situation, object], Left] = {}

    def left(self, waiting: Mapping[int, tuple[State, ...]]) -> Left:
        """Count from one situation."""
        if not waiting:
            return Left(0, 0)
        reads = self.tree.reads.way
        situation = tuple((place, tuple(sorted({state.truths & reads[place] for state in waiting[place]}))) for place in sorted(waiting))
        key = (situation, self._answered_since(min(waiting)))
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = self._count(waiting)
            if len(self.known) > MOST_SITUATIONS:
                raise _TooMany
        return known

    def _answered_since(self, place: int) -> tuple[tuple[str, tuple[Value, ...]], ...]:
        """Answers that a later placement of the same question would use again: they are part of the situation."""
        later = {question.key for question in self.tree.questions[place:] if question.key != question.id}
        return tuple((key, self.given[key].values) for key in sorted(later & self.given.keys()))

    def _count(self, waiting: Mapping[int, tuple[State, ...]]) -> Left:
        place = min(waiting)
        question = self.tree.questions[place]
        again = any(later.key == question.key for later in self.tree.questions[place + 1 :])
        groups: dict[object, Given] = {}
        for branch in Given(every_value(question)).branches(self.tree, place):
            for choice in branch.choices:
                kind = choice.value if again else (branch.truths & self.tree.reads.way[place], branch.next)
                groups.setdefault(kind, Given((choice.value,)))
        counts = []
        for given in groups.values():
            self.given[question.key] = given
            counts.append(self.left(resume(self.tree, self.given, self.tree.reads.way, waiting).waiting))
        del self.given[question.key]
        return Left(1 + min(count.min for count in counts), 1 + max(count.max for count in counts))
