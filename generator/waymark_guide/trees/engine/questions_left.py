"""Counts the questions that are left: the fewest and the most, over every answer that can still be given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.answers import list_values
from waymark_guide.trees.engine.replay import PossibleAnswers, resume

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledTree
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.replay import State

MAX_SITUATIONS = 4_000

Situation = tuple[tuple[int, tuple[int, ...]], ...]
"""For each question that waits for an answer: its index, and the true comparisons of each state there, as bits."""


class QuestionsLeft(NamedTuple):
    """The fewest and the most questions left. The current one is included."""

    min: int
    max: int


class _TooMany(Exception):  # noqa: N818 (it never leaves this module)
    pass


def count_questions_left(tree: CompiledTree, possible: Mapping[str, PossibleAnswers], waiting: Mapping[int, tuple[State, ...]]) -> QuestionsLeft:
    """Return the fewest and the most questions that are still to be asked.

    `waiting` is that of the replay, and is not empty. The count is exact: the search follows the unknown answers on every branch, and explores each
    different situation once. Above `MAX_SITUATIONS` it returns what is certain: at least this question, and at most every unanswered one from here.
    """
    explorer = _Explorer(tree, possible)
    try:
        return explorer.count(waiting)
    except _TooMany:
        first = min(waiting)
        return QuestionsLeft(1, sum(question.key not in possible for question in tree.questions[first:]))


class _Explorer:
    """Counts from each situation once, and stores the counts."""

    def __init__(self, tree: CompiledTree, possible: Mapping[str, PossibleAnswers]) -> None:
        self.tree = tree
        self.possible = dict(possible)
        self.counts: dict[tuple[Situation, object], QuestionsLeft] = {}

    def count(self, waiting: Mapping[int, tuple[State, ...]]) -> QuestionsLeft:
        """Count from one situation.

        Raises:
            _TooMany: there are more than `MAX_SITUATIONS` situations.
        """
        if not waiting:
            return QuestionsLeft(0, 0)
        needed_bits = self.tree.needed_bits.questions
        situation = tuple((index, tuple(sorted({state.truths & needed_bits[index] for state in waiting[index]}))) for index in sorted(waiting))
        key = (situation, self._answers_used_again(min(waiting)))
        count = self.counts.get(key)
        if count is None:
            count = self.counts[key] = self._count_after_each_answer(waiting)
            if len(self.counts) > MAX_SITUATIONS:
                raise _TooMany
        return count

    def _answers_used_again(self, index: int) -> tuple[tuple[str, tuple[Value, ...]], ...]:
        """Return the answers that a later placement of the same question uses again. They are part of the situation."""
        later = {question.key for question in self.tree.questions[index:] if question.key != question.id}
        return tuple((key, self.possible[key].values) for key in sorted(later & self.possible.keys()))

    def _count_after_each_answer(self, waiting: Mapping[int, tuple[State, ...]]) -> QuestionsLeft:
        index = min(waiting)
        question = self.tree.questions[index]
        is_placed_again = any(later.key == question.key for later in self.tree.questions[index + 1 :])
        groups: dict[object, PossibleAnswers] = {}
        for branch in PossibleAnswers(list_values(question)).branches(self.tree, index):
            for choice in branch.choices:
                kind = choice.value if is_placed_again else (branch.truths & self.tree.needed_bits.questions[index], branch.next)
                groups.setdefault(kind, PossibleAnswers((choice.value,)))
        counts = []
        for answers in groups.values():
            self.possible[question.key] = answers
            counts.append(self.count(resume(self.tree, self.possible, self.tree.needed_bits.questions, waiting).waiting))
        del self.possible[question.key]
        return QuestionsLeft(1 + min(count.min for count in counts), 1 + max(count.max for count in counts))
