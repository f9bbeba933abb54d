"""What became of what: which question, answer and outcome of an old version is which of the new one, by its id or by `was`."""

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
    """One version of a guide: as written, and ready to run.

    Attributes:
        facts: the shared facts of its time.
        trees: ids that guides had before, and what they are called now.
    """

    tree: Tree
    compiled: CompiledTree
    facts: Mapping[str, Fact]
    trees: Mapping[str, str]

    def fact(self, question: Question) -> Fact | None:
        """The shared fact that a question asks for."""
        return self.facts.get(question.fact or "")

    def options(self, question: Question) -> tuple[Option, ...] | tuple[FactOption, ...]:
        """A question's answers as somebody wrote them: in its fact, in itself, or in the earlier question that it repeats."""
        fact = self.fact(question)
        if fact is not None:
            return fact.options
        first = self.tree.question(question.same_as) if question.same_as else None
        return self.options(first) if first is not None and first is not question and not question.options else question.options


def make_version(tree: Tree, knowledge_base: KnowledgeBase) -> Version:
    """Make a version of a guide ready to be compared."""
    renamed = {old: each.id for each in knowledge_base.trees.values() for old in each.was}
    return Version(tree, compile_tree(tree, knowledge_base), knowledge_base.facts, renamed)


class ValuePair(NamedTuple):
    """One answer, as each version takes it; none where a version does not have it.

    Attributes:
        numbers: for a band whose ranges moved, the numbers that both answers hold: `4 to 6`.
    """

    old: Value | None
    new: Value | None
    numbers: str = ""


class Counterparts:
    """The names under which two versions are compared: those of the new one, and for what is gone the old ones."""

    def __init__(self, old: Version, new: Version) -> None:
        """Find every counterpart."""
        self.old = old
        self.new = new
        self._keys = self._match_keys()

    def question(self, question_id: str) -> CompiledQuestion | None:
        """What a question of the old version has become."""
        return self.new.compiled.question(question_id) or self.new.compiled.question(self.new.compiled.was["question"].get(question_id, ""))

    def option(self, question_id: str, option_id: str) -> str | None:
        """What an answer to a question of the old version has become."""
        question = self.question(question_id)
        if question is None:
            return None
        renamed = self.new.compiled.was["option"].get(question.id) or self.new.compiled.was["option"].get(question.key) or {}
        now = option_id if option_id in question.option_ids else renamed.get(option_id)
        return now if now in question.option_ids else None

    def outcome(self, outcome_id: str) -> CompiledOutcome | None:
        """What an outcome of the old version has become."""
        return self.new.compiled.outcome(outcome_id) or self.new.compiled.outcome(self.new.compiled.was["outcome"].get(outcome_id, ""))

    def key(self, old_key: str) -> str:
        """The shared name of the answer that the old version keeps under this id."""
        return self._keys[old_key]

    def _match_keys(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for question in self.old.compiled.questions:
            if question.key == question.id:
                now = self.question(question.id)
                alone = now is None or now.key in found.values()
                found[question.id] = f"was:{question.id}" if alone or now is None else now.key
        return found

    def pairs(self, name: str) -> tuple[ValuePair, ...]:
        """Every answer to a question under its shared name."""
        new = self.new.compiled.question(name)
        old_key = next((key for key, shared in self._keys.items() if shared == name), None)
        old = self.old.compiled.question(old_key) if old_key else None
        if old is None:
            return tuple(ValuePair(None, value) for value in list_values(new)) if new else ()
        if new is None:
            return tuple(ValuePair(value, None) for value in list_values(old))
        before, after = _ranges(self.old, old.id), _ranges(self.new, new.id)
        if before and after and before != after:
            return tuple(_by_number(before, after))
        return tuple(self._by_id(old, new))

    def _by_id(self, old: CompiledQuestion, new: CompiledQuestion) -> Iterator[ValuePair]:
        values = list_values(new)
        known = set(values)
        met = set()
        for value in list_values(old):
            mapped = {self.option(old.id, option) for option in value}
            now = tuple(option for option in new.option_ids if option in mapped)
            found = None not in mapped and now in known
            yield ValuePair(value, now if found else None)
            met.add(now)
        yield from (ValuePair(None, value) for value in values if value not in met)


def _ranges(version: Version, question_id: str) -> dict[str, tuple[float, float]]:
    """The numbers that each answer to a band question holds; empty where it is none."""
    question = version.tree.question(question_id)
    options = version.options(question) if question else ()
    if not options or any(option.from_ is None and option.to is None for option in options):
        return {}
    return {option.id: (-inf if option.from_ is None else option.from_, inf if option.to is None else option.to) for option in options}


def _by_number(before: Mapping[str, tuple[float, float]], after: Mapping[str, tuple[float, float]]) -> Iterator[ValuePair]:
    """Each stretch of numbers that neither version divides, with the answer that holds it in each."""
    starts = sorted({edge for low, high in (*before.values(), *after.values()) for edge in (low, high + 1)})
    stretches = [(low, high - 1, _holder(before, low), _holder(after, low)) for low, high in zip(starts, (*starts[1:], inf), strict=True)]
    for (old, new), group in groupby(stretches, key=lambda stretch: stretch[2:]):
        run = list(group)
        if old or new:
            yield ValuePair((old,) if old else None, (new,) if new else None, format_range(run[0][0], run[-1][1]))


def _holder(ranges: Mapping[str, tuple[float, float]], number: float) -> str | None:
    return next((option for option, (low, high) in ranges.items() if low <= number <= high), None)


def format_range(low: float, high: float) -> str:
    """A stretch of whole numbers in words."""
    if low == high:
        return f"{low:.0f}"
    if low == -inf:
        return f"{high:.0f} or fewer"
    return f"{low:.0f} or more" if high == inf else f"{low:.0f} to {high:.0f}"
