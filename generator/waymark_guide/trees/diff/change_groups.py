"""Groups of changed paths: from which result to which, and under which answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.diff.change_conditions import find_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waymark_guide.trees.diff.change_graph import Box, Result, ResultPair
    from waymark_guide.trees.diff.counterparts import ValuePair
    from waymark_guide.trees.diff.result_comparison import ResultComparison
    from waymark_guide.trees.diff.version_product import VersionPair
    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion

MAX_LISTED = 4


class ConditionAnswers(NamedTuple):
    """A question of a condition, with the answers that meet it.

    Attributes:
        question: the id of the question.
        text: the text of the question.
        answers: the labels of the answers; empty where it is enough that the question was asked.
        is_negated: whether the answers are those that do not meet the condition. They are listed where they are fewer.
    """

    question: str
    text: str
    answers: tuple[str, ...]
    is_negated: bool = False


class PathCondition(NamedTuple):
    """Answers that must all be given; no answers mean always. `paths` says how many paths of the group give them."""

    answers: tuple[ConditionAnswers, ...]
    paths: int


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The paths whose result changes from the same one to the same one.

    Attributes:
        paths: how many there are; for a sample, how many of the sample.
        conditions: each path meets at least one of them, and may meet several.
        other_paths: how many other paths meet the conditions too; 0 where the conditions are exact; none where these paths were not counted.
    """

    paths: int
    old: Result
    new: Result
    conditions: tuple[PathCondition, ...]
    other_paths: int | None = 0


def make_group(versions: VersionPair, comparison: ResultComparison, results: ResultPair, paths: int) -> ChangeGroup:
    """Make the group of the paths to one end, with their conditions."""
    old, new = results.old or (), results.new or ()
    if comparison.graph is None:
        box = (comparison.boxes or {}).get(results, {})
        selective = {name: kinds for name, kinds in box.items() if _is_selective(versions, name, kinds)}
        return ChangeGroup(paths, old, new, (PathCondition(_describe_box(versions, selective), paths),), None)
    boxes, other_paths = find_conditions(*comparison.graph, results)
    conditions = tuple(PathCondition(_describe_box(versions, box), count) for box, count in boxes)
    return ChangeGroup(paths, old, new, conditions, other_paths)


def _is_selective(versions: VersionPair, name: str, kinds: frozenset[int]) -> bool:
    """Return whether kinds of answers in the box of a sample say something: not all of them, and not sets of answers."""
    return len(kinds) < len(versions.list_kinds(name)) and versions.find_question(name).type != "multi"


def _describe_box(versions: VersionPair, box: Box) -> tuple[ConditionAnswers, ...]:
    order = [*dict.fromkeys((*versions.new.names, *versions.old.names))]
    return tuple(_describe_answers(versions, name, box[name]) for name in sorted(box, key=order.index))


def _describe_answers(versions: VersionPair, name: str, kinds: Iterable[int]) -> ConditionAnswers:
    question = versions.find_question(name)
    pairs = [pair for kind in versions.list_kinds(name) for pair in kind.pairs if pair.old is not None and pair.new is not None]
    pairs = pairs or [pair for kind in versions.list_kinds(name) for pair in kind.pairs]
    chosen = {pair for kind in kinds for pair in versions.list_kinds(name)[kind].pairs}
    inside = [pair for pair in pairs if pair in chosen]
    outside = [pair for pair in pairs if pair not in chosen]
    if not outside:
        return ConditionAnswers(question.id, question.text, ())
    if question.type == "multi":
        return ConditionAnswers(question.id, question.text, _describe_sets(question, inside, outside))
    if len(inside) > MAX_LISTED and len(outside) < len(inside):
        return ConditionAnswers(question.id, question.text, _list_labels(question, outside), is_negated=True)
    return ConditionAnswers(question.id, question.text, _list_labels(question, inside))


def _list_labels(question: CompiledQuestion, pairs: Iterable[ValuePair]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pair.numbers or _make_label(question, pair) for pair in pairs))


def _make_label(question: CompiledQuestion, pair: ValuePair) -> str:
    labels = [option.label for option in question.options if option.id in (pair.new or pair.old or ())]
    return " + ".join(labels or pair.new or pair.old or ())


def _describe_sets(question: CompiledQuestion, inside: Sequence[ValuePair], outside: Sequence[ValuePair]) -> tuple[str, ...]:
    """Describe sets of answers in few words: by one answer that all of them include or lack and no other set does, or else list the first ones."""
    for option in question.options:
        inside_has = [option.id in (pair.new or pair.old or ()) for pair in inside]
        outside_has = [option.id in (pair.new or pair.old or ()) for pair in outside]
        if all(inside_has) and not any(outside_has):
            return (f"any with {option.label}",)
        if not any(inside_has) and all(outside_has):
            return (f"any without {option.label}",)
    labels = _list_labels(question, inside)
    return labels if len(labels) <= MAX_LISTED else (*labels[: MAX_LISTED - 1], f"{len(labels) - MAX_LISTED + 1} other sets")
