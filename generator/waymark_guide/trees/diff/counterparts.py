"""Matches two versions of a guide: which question, answer and outcome of the old version is which of the new one, by its id or by `was`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.answers import list_values
from waymark_guide.trees.engine.compiler import compile_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Fact, FactOption, Option, Question, Tree
    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledQuestion, CompiledTree
    from waymark_guide.trees.engine.conditions import Value


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a guide, as written and compiled.

    Attributes:
        facts: the shared facts that the version refers to, by id.
        renamed_trees: for the former id of each guide, its present id.
    """

    tree: Tree
    compiled: CompiledTree
    facts: Mapping[str, Fact]
    renamed_trees: Mapping[str, str]

    def find_fact(self, question: Question) -> Fact | None:
        """Find the shared fact that a question asks for."""
        return self.facts.get(question.fact or "")

    def list_options(self, question: Question) -> tuple[Option, ...] | tuple[FactOption, ...]:
        """List a question's answers as they were written: in its fact, in the question, or in the earlier question that it repeats."""
        fact = self.find_fact(question)
        if fact is not None:
            return fact.options
        first = self.tree.question(question.same_as) if question.same_as else None
        return self.list_options(first) if first is not None and first is not question and not question.options else question.options


def make_version(tree: Tree, knowledge_base: KnowledgeBase) -> Version:
    """Compile a version of a guide, so that it can be compared."""
    renamed = {old: each.id for each in knowledge_base.trees.values() for old in each.was}
    return Version(tree, compile_tree(tree, knowledge_base), knowledge_base.facts, renamed)


class ValuePair(NamedTuple):
    """One answer, as each version has it; none where a version does not have it.

    Attributes:
        numbers: for a band whose ranges moved, the numbers that belong to both answers: `4 to 6`.
    """

    old: Value | None
    new: Value | None
    numbers: str = ""


class Counterparts:
    """Finds what became of the questions, answers and outcomes of the old version.

    Both versions are compared under shared names: those of the new version, and `was:ID` for questions that only the old version has.
    """

    def __init__(self, old: Version, new: Version) -> None:
        """Match the questions."""
        self.old = old
        self.new = new
        self._shared_names = self._match_keys()

    def find_question(self, question_id: str) -> CompiledQuestion | None:
        """Find the counterpart of a question of the old version."""
        return self.new.compiled.question(question_id) or self.new.compiled.question(self.new.compiled.was["question"].get(question_id, ""))

    def find_option(self, question_id: str, option_id: str) -> str | None:
        """Find the id of the counterpart of an answer to a question of the old version."""
        question = self.find_question(question_id)
        if question is None:
            return None
        renamed = self.new.compiled.was["option"].get(question.id) or self.new.compiled.was["option"].get(question.key) or {}
        now = option_id if option_id in question.option_ids else renamed.get(option_id)
        return now if now in question.option_ids else None

    def find_outcome(self, outcome_id: str) -> CompiledOutcome | None:
        """Find the counterpart of an outcome of the old version."""
        return self.new.compiled.outcome(outcome_id) or self.new.compiled.outcome(self.new.compiled.was["outcome"].get(outcome_id, ""))

    def get_shared_name(self, old_key: str) -> str:
        """Return the shared name for the key under which the old version stores an answer."""
        return self._shared_names[old_key]

    def _match_keys(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for question in self.old.compiled.questions:
            if question.key == question.id:
                now = self.find_question(question.id)
                names[question.id] = f"was:{question.id}" if now is None or now.key in names.values() else now.key
        return names

    def list_value_pairs(self, name: str) -> tuple[ValuePair, ...]:
        """List every answer to a question by its shared name."""
        new = self.new.compiled.question(name)
        old_key = next((key for key, shared in self._shared_names.items() if shared == name), None)
        old = self.old.compiled.question(old_key) if old_key else None
        if old is None:
            return tuple(ValuePair(None, value) for value in list_values(new)) if new else ()
        if new is None:
            return tuple(ValuePair(value, None) for value in list_values(old))
        before, after = _list_ranges(self.old, old.id), _list_ranges(self.new, new.id)
        if before and after and before != after:
            return tuple(_pair_by_numbers(before, after))
        return tuple(self._pair_by_ids(old, new))

    def _pair_by_ids(self, old: CompiledQuestion, new: CompiledQuestion) -> Iterator[ValuePair]:
        values = list_values(new)
        new_values = set(values)
        matched = set()
        for value in list_values(old):
            mapped = {self.find_option(old.id, option) for option in value}
            now = tuple(option for option in new.option_ids if option in mapped)
            yield ValuePair(value, now if None not in mapped and now in new_values else None)
            matched.add(now)
        yield from (ValuePair(None, value) for value in values if value not in matched)


def _list_ranges(version: Version, question_id: str) -> dict[str, tuple[float, float]]:
    """List the lowest and the highest number of each answer to a band question; empty for any other question."""
    question = version.tree.question(question_id)
    options = version.list_options(question) if question else ()
    if not options or any(option.from_ is None and option.to is None for option in options):
        return {}
    return {option.id: (-inf if option.from_ is None else option.from_, inf if option.to is None else option.to) for option in options}


def _pair_by_numbers(before: Mapping[str, tuple[float, float]], after: Mapping[str, tuple[float, float]]) -> Iterator[ValuePair]:
    """Cut the numbers at every limit of both versions, and pair the answers to which each stretch of numbers belongs."""
    starts = sorted({edge for low, high in (*before.values(), *after.values()) for edge in (low, high + 1)})
    stretches = [
        (low, high - 1, _find_option_of(before, low), _find_option_of(after, low)) for low, high in zip(starts, (*starts[1:], inf), strict=True)
    ]
    for (old, new), group in groupby(stretches, key=lambda stretch: stretch[2:]):
        run = list(group)
        if old or new:
            yield ValuePair((old,) if old else None, (new,) if new else None, format_range(run[0][0], run[-1][1]))


def _find_option_of(ranges: Mapping[str, tuple[float, float]], number: float) -> str | None:
    return next((option for option, (low, high) in ranges.items() if low <= number <= high), None)


def format_range(low: float, high: float) -> str:
    """Format a range of whole numbers in words. It may be open at either end."""
    if low == high:
        return f"{low:.0f}"
    if low == -inf:
        return f"{high:.0f} or fewer"
    return f"{low:.0f} or more" if high == inf else f"{low:.0f} to {high:.0f}"
