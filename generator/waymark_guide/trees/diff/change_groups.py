"""Changed paths in groups: from which result to which, under which answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.diff.change_conditions import find_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waymark_guide.trees.diff.change_graph import Box, Result, ResultPair
    from waymark_guide.trees.diff.changed_results import ResultComparison
    from waymark_guide.trees.diff.counterparts import ValuePair
    from waymark_guide.trees.diff.version_product import VersionPair
    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion

MAX_LISTED = 4


class ConditionAnswers(NamedTuple):
    """A question of a condition, with the answers that fit, in words; no answers where it is enough that it was asked.

    Attributes:
        but: whether the answers are those that do not fit, which are fewer.
    """

    question: str
    text: str
    answers: tuple[str, ...]
    but: bool = False


class PathCondition(NamedTuple):
    """Answers that must all be given, and how many of a group's paths give them; no answers: always."""

    answers: tuple[ConditionAnswers, ...]
    paths: int


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Paths whose result moves in the same way.

    Attributes:
        paths: how many they are; of a sample, how many of it.
        conditions: a path may meet several.
        others: how many other paths meet the conditions too; 0 where the conditions say exactly which paths these are; none where not counted.
    """

    paths: int
    old: Result
    new: Result
    conditions: tuple[PathCondition, ...]
    others: int | None = 0


def make_group(pairing: VersionPair, result: ResultComparison, move: ResultPair, paths: int) -> ChangeGroup:
    """The paths that lead to one end, with their conditions."""
    old, new = move.old or (), move.new or ()
    if result.graph is None:
        box = (result.boxes or {}).get(move, {})
        telling = {name: kinds for name, kinds in box.items() if len(kinds) < len(pairing.kinds(name)) and pairing.question(name).type != "multi"}
        return ChangeGroup(paths, old, new, (PathCondition(_in_words(pairing, telling), paths),), None)
    found = find_conditions(*result.graph, move)
    return ChangeGroup(paths, old, new, tuple(PathCondition(_in_words(pairing, box), count) for box, count in found.boxes), found.others)


def _in_words(pairing: VersionPair, box: Box) -> tuple[ConditionAnswers, ...]:
    order = [*dict.fromkeys((*pairing.new.names, *pairing.old.names))]
    return tuple(_answered(pairing, name, box[name]) for name in sorted(box, key=order.index))


def _answered(pairing: VersionPair, name: str, kinds: Iterable[int]) -> ConditionAnswers:
    question = pairing.question(name)
    every = [pair for kind in pairing.kinds(name) for pair in kind.pairs if pair.old is not None and pair.new is not None]
    every = every or [pair for kind in pairing.kinds(name) for pair in kind.pairs]
    chosen = {pair for kind in kinds for pair in pairing.kinds(name)[kind].pairs}
    fits = [pair for pair in every if pair in chosen]
    others = [pair for pair in every if pair not in chosen]
    if not others:
        return ConditionAnswers(question.id, question.text, ())
    if question.type == "multi":
        return ConditionAnswers(question.id, question.text, _sets(question, fits, others))
    if len(fits) > MAX_LISTED and len(others) < len(fits):
        return ConditionAnswers(question.id, question.text, _labels(question, others), but=True)
    return ConditionAnswers(question.id, question.text, _labels(question, fits))


def _labels(question: CompiledQuestion, pairs: Iterable[ValuePair]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pair.numbers or _label(question, pair) for pair in pairs))


def _label(question: CompiledQuestion, pair: ValuePair) -> str:
    names = [option.label for option in question.options if option.id in (pair.new or pair.old or ())]
    return " + ".join(names or pair.new or pair.old or ())


def _sets(question: CompiledQuestion, fits: Sequence[ValuePair], others: Sequence[ValuePair]) -> tuple[str, ...]:
    """Sets of answers in few words: one answer that all of them include or lack and no other set does, or else the first of them."""
    for option in question.options:
        has = [option.id in (pair.new or pair.old or ()) for pair in fits]
        rest = [option.id in (pair.new or pair.old or ()) for pair in others]
        if all(has) and not any(rest):
            return (f"any with {option.label}",)
        if not any(has) and all(rest):
            return (f"any without {option.label}",)
    named = _labels(question, fits)
    return named if len(named) <= MAX_LISTED else (*named[: MAX_LISTED - 1], f"{len(named) - MAX_LISTED + 1} other sets")
