"""Conditions over earlier answers: compiled once, then read from a set of bits.

A condition sees the answers only through its comparisons ("is the regime yes or mixed?"). Each different comparison of a tree gets one bit; the
answers given so far are the sum of the bits that they make true. So what a condition can tell apart, and nothing else, is what a state remembers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Test = Literal["is", "has", "none", "answered"]
Value = tuple[str, ...]
"""One answer: the chosen options in the order of the file, one of them unless the question takes several."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question put to one answer. It is false where the question was not asked.

    Attributes:
        test: `is` and `has`: one of the options was chosen; `none`: asked, and none of them was; `answered`: asked.
        bit: the power of two that stands for it in a state.
    """

    test: Test
    question: str
    options: tuple[str, ...]
    bit: int

    def is_true_of(self, value: Value) -> bool:
        """Whether an answer to the question makes it true."""
        if self.test == "answered":
            return True
        return any(option in self.options for option in value) != (self.test == "none")


@dataclass(frozen=True, slots=True)
class Combination:
    """All of the parts, any of them, or not the one part. `any` of nothing is false and `all` of nothing is true."""

    how: Literal["all", "any", "not"]
    parts: tuple[Condition, ...]


Condition = Comparison | Combination


class Readable(Protocol):
    """What a condition must know of a question."""

    @property
    def key(self) -> str:
        """Under which id its answer is kept."""
        ...

    @property
    def type(self) -> str:
        """Whether it takes one answer or several."""
        ...

    @property
    def option_ids(self) -> tuple[str, ...]:
        """What may be chosen."""
        ...


@dataclass(slots=True)
class Comparisons:
    """The different comparisons of one tree, each with a bit of its own."""

    known: dict[tuple[Test, str, tuple[str, ...]], Comparison] = field(default_factory=dict)

    def get(self, test: Test, question: str, options: Sequence[str] = ()) -> Comparison:
        """The one comparison of these words."""
        words = (test, question, tuple(options))
        return self.known.setdefault(words, Comparison(*words, bit=1 << len(self.known)))

    def truths(self, question: str, value: Value) -> int:
        """The bits that an answer makes true."""
        return sum(each.bit for each in self.known.values() if each.question == question and each.is_true_of(value))


def compile_condition(raw: object, questions: Mapping[str, Readable], comparisons: Comparisons) -> Condition:
    """Give a condition, as an author wrote it, its meaning. What cannot be understood is never true; the checks report it."""
    if isinstance(raw, list):
        return join("any", [compile_condition(part, questions, comparisons) for part in raw])
    if not isinstance(raw, dict):
        return Combination("any", ())
    return join("all", [_clause(str(key), value, questions, comparisons) for key, value in raw.items()])


def join(how: Literal["all", "any"], parts: Sequence[Condition]) -> Condition:
    """Combine conditions; one alone stays as it is."""
    return parts[0] if len(parts) == 1 else Combination(how, tuple(parts))


def _clause(key: str, value: object, questions: Mapping[str, Readable], comparisons: Comparisons) -> Condition:
    if key in {"any", "all"} and isinstance(value, list):
        parts = [compile_condition(part, questions, comparisons) for part in value]
        return join(cast("Literal['all', 'any']", key), parts)
    if key == "not" and isinstance(value, dict | list):
        return Combination("not", (compile_condition(value, questions, comparisons),))
    question = questions.get(key)
    return _comparison(question, value, comparisons) if question else Combination("any", ())


def _comparison(question: Readable, value: object, comparisons: Comparisons) -> Condition:
    if value == "answered" and "answered" not in question.option_ids:
        return comparisons.get("answered", question.key)
    if isinstance(value, dict):
        parts = [_set_test(question, str(test), _listed(options), comparisons) for test, options in value.items()]
        return join("all", parts)
    return comparisons.get("has" if question.type == "multi" else "is", question.key, _listed(value))


def _set_test(question: Readable, test: str, options: tuple[str, ...], comparisons: Comparisons) -> Condition:
    if test == "has":
        return join("all", [comparisons.get("has", question.key, (option,)) for option in options])
    if test == "has_any":
        return comparisons.get("has", question.key, options)
    if test == "has_none":
        return comparisons.get("none", question.key, options)
    return Combination("any", ())


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else (str(value),)


def holds(condition: Condition | None, truths: int) -> bool:
    """Whether a condition is true of a state. No condition is always true."""
    if condition is None:
        return True
    if isinstance(condition, Comparison):
        return bool(truths & condition.bit)
    if condition.how == "any":
        return any(holds(part, truths) for part in condition.parts)
    if condition.how == "all":
        return all(holds(part, truths) for part in condition.parts)
    return not holds(condition.parts[0], truths)


def comparisons_of(condition: Condition | None) -> Iterator[Comparison]:
    """Every comparison that a condition reads, in the order written."""
    if isinstance(condition, Comparison):
        yield condition
    elif condition is not None:
        for part in condition.parts:
            yield from comparisons_of(part)


def bits_of(condition: Condition | None) -> int:
    """The bits that a condition reads."""
    bits = 0
    for comparison in comparisons_of(condition):
        bits |= comparison.bit
    return bits


def deciding(condition: Condition | None, truths: int) -> Iterator[str]:
    """The questions whose answers make the condition what it is, true or false. They may repeat."""
    if isinstance(condition, Comparison):
        yield condition.question
    elif condition is not None:
        outcome = holds(condition, truths)
        everything = condition.how == "not" or outcome == (condition.how == "all")
        for part in condition.parts:
            if everything or holds(part, truths) == outcome:
                yield from deciding(part, truths)


def as_json(condition: Condition | None) -> dict[str, Any] | None:
    """The condition as plain data, for the browser."""
    if condition is None:
        return None
    if isinstance(condition, Combination):
        parts = [as_json(part) for part in condition.parts]
        return {"not": parts[0]} if condition.how == "not" else {condition.how: parts}
    if condition.test == "answered":
        return {"answered": condition.question}
    return {condition.test: [condition.question, list(condition.options)]}
