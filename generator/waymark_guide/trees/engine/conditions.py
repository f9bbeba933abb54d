"""Conditions over earlier answers: compiled once, then evaluated on a set of bits.

A condition reads the answers only through its comparisons ("is the regime yes or mixed?"). Each different comparison of a tree has one bit. A state
is the sum of the bits of its true comparisons (called `truths`). It remembers exactly what conditions can distinguish.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Test = Literal["is", "has", "none", "answered"]
Value = tuple[str, ...]
"""One answer: the ids of the chosen options in the order of the file. There is one unless the question takes several answers."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of one answer with some options. It is false if the question was not asked.

    Attributes:
        test: `is` and `has`: one of the options was chosen; `none`: the question was asked, and none of them was; `answered`: it was asked.
        question: the id under which the answer is stored.
        bit: the power of two that represents it in a state.
    """

    test: Test
    question: str
    options: tuple[str, ...]
    bit: int

    def is_true_of(self, value: Value) -> bool:
        """Return whether an answer to the question makes the comparison true."""
        if self.test == "answered":
            return True
        return any(option in self.options for option in value) != (self.test == "none")


@dataclass(frozen=True, slots=True)
class Combination:
    """A combination of conditions: all of them, any of them, or not the only one. `any` of none is false; `all` of none is true."""

    how: Literal["all", "any", "not"]
    parts: tuple[Condition, ...]


Condition = Comparison | Combination


class AnswerableQuestion(Protocol):
    """What a condition reads from a question."""

    @property
    def key(self) -> str:
        """The id under which its answer is stored."""
        ...

    @property
    def type(self) -> str:
        """The type of the question: `multi` if it takes several answers."""
        ...

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of its options."""
        ...


@dataclass(slots=True)
class Comparisons:
    """The different comparisons of one tree. Each has its own bit."""

    by_words: dict[tuple[Test, str, tuple[str, ...]], Comparison] = field(default_factory=dict)

    def get(self, test: Test, question: str, options: Sequence[str] = ()) -> Comparison:
        """Return the comparison with this test, question and options. A new one gets the next free bit."""
        words = (test, question, tuple(options))
        return self.by_words.setdefault(words, Comparison(*words, bit=1 << len(self.by_words)))

    def truths(self, question: str, value: Value) -> int:
        """Return the bits of the comparisons that an answer to a question makes true."""
        return sum(each.bit for each in self.by_words.values() if each.question == question and each.is_true_of(value))


def compile_condition(raw: object, questions: Mapping[str, AnswerableQuestion], comparisons: Comparisons) -> Condition:
    """Compile a condition that an author wrote in YAML.

    A part that makes no sense compiles to a condition that is never true; the checks report it.

    Args:
        raw: the condition, as data from YAML.
        questions: the questions before the condition, by id.
        comparisons: the comparisons of the tree; new ones are added.
    """
    if isinstance(raw, list):
        return combine("any", [compile_condition(part, questions, comparisons) for part in raw])
    if not isinstance(raw, dict):
        return Combination("any", ())
    return combine("all", [_compile_clause(str(key), value, questions, comparisons) for key, value in raw.items()])


def combine(how: Literal["all", "any"], parts: Sequence[Condition]) -> Condition:
    """Combine conditions. A single condition is returned unchanged."""
    return parts[0] if len(parts) == 1 else Combination(how, tuple(parts))


def _compile_clause(key: str, value: object, questions: Mapping[str, AnswerableQuestion], comparisons: Comparisons) -> Condition:
    if key in {"any", "all"} and isinstance(value, list):
        parts = [compile_condition(part, questions, comparisons) for part in value]
        return combine(cast("Literal['all', 'any']", key), parts)
    if key == "not" and isinstance(value, dict | list):
        return Combination("not", (compile_condition(value, questions, comparisons),))
    question = questions.get(key)
    return _compile_comparison(question, value, comparisons) if question else Combination("any", ())


def _compile_comparison(question: AnswerableQuestion, value: object, comparisons: Comparisons) -> Condition:
    if value == "answered" and "answered" not in question.option_ids:
        return comparisons.get("answered", question.key)
    if isinstance(value, dict):
        parts = [_compile_set_test(question, str(test), _list_options(options), comparisons) for test, options in value.items()]
        return combine("all", parts)
    return comparisons.get("has" if question.type == "multi" else "is", question.key, _list_options(value))


def _compile_set_test(question: AnswerableQuestion, test: str, options: tuple[str, ...], comparisons: Comparisons) -> Condition:
    if test == "has":
        return combine("all", [comparisons.get("has", question.key, (option,)) for option in options])
    if test == "has_any":
        return comparisons.get("has", question.key, options)
    if test == "has_none":
        return comparisons.get("none", question.key, options)
    return Combination("any", ())


def _list_options(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else (str(value),)


def is_met(condition: Condition | None, truths: int) -> bool:
    """Return whether a condition is true, where `truths` holds the true comparisons as bits. No condition is always true."""
    if condition is None:
        return True
    if isinstance(condition, Comparison):
        return bool(truths & condition.bit)
    if condition.how == "any":
        return any(is_met(part, truths) for part in condition.parts)
    if condition.how == "all":
        return all(is_met(part, truths) for part in condition.parts)
    return not is_met(condition.parts[0], truths)


def comparisons_of(condition: Condition | None) -> Iterator[Comparison]:
    """Yield every comparison that a condition reads, in the order in which they are written."""
    if isinstance(condition, Comparison):
        yield condition
    elif condition is not None:
        for part in condition.parts:
            yield from comparisons_of(part)


def bits_of(condition: Condition | None) -> int:
    """Return the bits of all comparisons that a condition reads."""
    bits = 0
    for comparison in comparisons_of(condition):
        bits |= comparison.bit
    return bits


def find_deciding_questions(condition: Condition | None, truths: int) -> Iterator[str]:
    """Yield the questions whose answers make the condition true, or make it false. A question may come more than once."""
    if isinstance(condition, Comparison):
        yield condition.question
    elif condition is not None:
        outcome = is_met(condition, truths)
        everything = condition.how == "not" or outcome == (condition.how == "all")
        for part in condition.parts:
            if everything or is_met(part, truths) == outcome:
                yield from find_deciding_questions(part, truths)


def condition_to_json(condition: Condition | None) -> dict[str, Any] | None:
    """Return the condition as plain data for the browser's engine."""
    if condition is None:
        return None
    if isinstance(condition, Combination):
        parts = [condition_to_json(part) for part in condition.parts]
        return {"not": parts[0]} if condition.how == "not" else {condition.how: parts}
    if condition.test == "answered":
        return {"answered": condition.question}
    return {condition.test: [condition.question, list(condition.options)]}
