"""Find the answers with which each condition is read, and the questions in it that may not have been asked by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from waymark_guide.trees.engine.answers import list_values
from waymark_guide.trees.engine.conditions import bits_of, comparisons_of, is_met
from waymark_guide.trees.proof.path_exploration import explore_paths, get_watch_bit, list_needed_bits
from waymark_guide.trees.proof.paths import Growth, Paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledTree
    from waymark_guide.trees.engine.conditions import Condition
    from waymark_guide.trees.proof.paths import Witness

ConditionName = tuple[Literal["question", "outcome"], str, Literal["ask_if", "when", "not_if"]]
"""The kind of the owner, its id, and the field that holds the condition."""


@dataclass(frozen=True, slots=True)
class ConditionContexts:
    """One condition, and every set of true comparisons with which it is read.

    Attributes:
        truths: one int for each set, one bit a comparison; empty if no path reads the condition, none if there are too many states.
    """

    name: ConditionName
    condition: Condition
    truths: tuple[int, ...] | None

    def values(self, part: Condition) -> frozenset[bool]:
        """Return the values that the condition, or a part of it, has."""
        return frozenset(is_met(part, truths) for truths in self.truths or ())

    @property
    def always(self) -> bool:
        """Whether some path reads the condition, and it is true each time."""
        return self.values(self.condition) == {True}

    @property
    def never(self) -> bool:
        """Whether some path reads the condition, and it is false each time."""
        return self.values(self.condition) == {False}


@dataclass(frozen=True, slots=True)
class SkippedQuestion:
    """Answers with which a condition is read although a question in it was not asked. Some answer to that question would change its value.

    Attributes:
        then: the value of the condition without that answer.
    """

    witness: Witness
    then: bool


def list_conditions(tree: CompiledTree) -> Iterator[tuple[ConditionName, Condition]]:
    """List every condition of a guide, in the order of the file."""
    for question in tree.questions:
        if question.ask_if is not None:
            yield ("question", question.id, "ask_if"), question.ask_if
    for outcome in tree.outcomes:
        if outcome.when is not None:
            yield ("outcome", outcome.id, "when"), outcome.when
        if outcome.not_if is not None:
            yield ("outcome", outcome.id, "not_if"), outcome.not_if


def find_condition_contexts(
    tree: CompiledTree, asked_paths: Paths | Growth, result_paths: Paths | Growth, *, limit: int
) -> Iterator[ConditionContexts]:
    """Find for each condition the sets of true comparisons with which it is read.

    Args:
        tree: the guide.
        asked_paths: the states, distinguished by what is asked; they serve the conditions of questions.
        result_paths: the states, distinguished by all that a condition reads; they serve the conditions of outcomes.
        limit: the most states of a graph.
    """
    for name, condition in list_conditions(tree):
        paths = asked_paths if name[0] == "question" else result_paths
        if name[0] == "outcome" and isinstance(result_paths, Growth):
            paths = explore_paths(tree, list_needed_bits(tree, bits_of(condition)), limit=limit)
        readings = tuple(dict.fromkeys(truths for truths, _ in _list_readings(paths, name))) if isinstance(paths, Paths) else None
        yield ConditionContexts(name, condition, readings)


def find_skipped_questions(tree: CompiledTree, asked_paths: Paths, *, limit: int) -> dict[ConditionName, dict[str, SkippedQuestion]]:
    """Find for each condition the questions that may not have been asked when it is read. The result is by condition and question key.

    A question is left out where its answer cannot change the value, or where the condition tests whether it was asked.
    """
    keys = {question.key for question in tree.questions}
    sometimes = {key for key in keys if not _is_always_asked(asked_paths, key)}
    found: dict[ConditionName, dict[str, SkippedQuestion]] = {}
    for name, condition in list_conditions(tree):
        tested = {each.question for each in comparisons_of(condition) if each.test == "answered"}
        for key in dict.fromkeys(each.question for each in comparisons_of(condition)):
            if key in sometimes - tested:
                paths = explore_paths(tree, list_needed_bits(tree, bits_of(condition)), limit=limit, watch=key)
                first = _find_first_skipped(paths, name, condition, key) if isinstance(paths, Paths) else None
                if first is not None:
                    found.setdefault(name, {})[key] = first
    return found


def _is_always_asked(asked_paths: Paths, key: str) -> bool:
    through = sum(
        asked_paths.path_counts[state] * asked_paths.onward_counts[state]
        for index, question in enumerate(asked_paths.tree.questions)
        if question.key == key
        for state in asked_paths.layers[index]
    )
    return through == asked_paths.count


def _find_first_skipped(paths: Paths, name: ConditionName, condition: Condition, key: str) -> SkippedQuestion | None:
    tree = paths.tree
    question = next(question for question in tree.questions if question.key == key)
    answers = {tree.comparisons.truths(key, value) for value in list_values(question)}
    watched = get_watch_bit(tree)
    for truths, witness in _list_readings(paths, name):
        then = is_met(condition, truths)
        if not truths & watched and any(is_met(condition, truths | each) != then for each in answers):
            return SkippedQuestion(witness(), then)
    return None


class _LazyWitness:
    """The answers of one path, collected only when this is called."""

    def __init__(self, paths: Paths, state: int, index: int | None = None, truths: int = 0) -> None:
        self.paths = paths
        self.state = state
        self.index = index
        self.truths = truths

    def __call__(self) -> Witness:
        if self.index is None:
            return self.paths.get_witness(self.state)
        via = self.paths.passed[self.index][self.truths]
        return self.paths.get_answers_after(via) if via.value else {}


def _list_readings(paths: Paths, name: ConditionName) -> Iterator[tuple[int, _LazyWitness]]:
    """List the truths with which a condition is read (int, one bit a comparison), each with the answers of one path to it."""
    tree = paths.tree
    owner, owner_id, field = name
    if owner == "question":
        index = next(index for index, question in enumerate(tree.questions) if question.id == owner_id)
        question = tree.questions[index]
        again = bits_of(question.ask_condition) & ~bits_of(question.ask_if) if question.key != question.id else 0
        yield from ((paths.truths[state], _LazyWitness(paths, state)) for state in paths.layers[index])
        yield from ((truths, _LazyWitness(paths, 0, index, truths)) for truths in paths.passed[index] if not truths & again)
        return
    outcome = next(outcome for outcome in tree.outcomes if outcome.id == owner_id)
    for state in sorted(paths.ends, key=paths.depths.__getitem__):
        if _is_read(outcome, field, paths.ends[state].to, paths.ends[state].id):
            yield paths.truths[state], _LazyWitness(paths, state)


def _is_read(outcome: CompiledOutcome, field: str, to: str, target: str) -> bool:
    """Whether an end of this kind reads the condition of an outcome."""
    if to == "outcome" and target == outcome.id:
        return field == "not_if"
    if outcome.only_by_route or to == "tree":
        return False
    return to == "results" or outcome.role != "option"
