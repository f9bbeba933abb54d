"""Bounds a formula over all possible inputs, by interval arithmetic. This shows where it might divide by zero."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.value.calculation import MAX_TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.value.formula import Formula


class Bounds(NamedTuple):
    """The lowest and the highest value."""

    low: Fraction
    high: Fraction

    @property
    def has_zero(self) -> bool:
        """Whether zero is one of the values."""
        return self.low <= 0 <= self.high


UNLIMITED = Bounds(Fraction(-(10**30)), Fraction(10**30))
"""The bounds of a formula that can have any value, for example because it may divide by zero."""


def find_bounds(formula: Formula, known: Mapping[str, Bounds]) -> Bounds:
    """Return the bounds of a parsed formula. They may be wider than the real ones, and are never narrower.

    `known` gives the bounds of names. A name without bounds can have any value.
    """
    if isinstance(formula, str):
        return known.get(formula, UNLIMITED)
    operator, *rest = formula
    if operator == "n":
        return Bounds(Fraction(rest[0]), Fraction(rest[0]))
    if operator == "sum":
        year, first, last, body = rest
        count = Bounds(find_bounds(first, known).low, find_bounds(last, known).high)
        term = find_bounds(body, {**known, year: count})
        most = min(max(count.high - count.low + 1, Fraction(0)), Fraction(MAX_TERMS))
        fewest = max(find_bounds(last, known).low - find_bounds(first, known).high + 1, Fraction(0))
        return Bounds(term.low * (fewest if term.low > 0 else most), term.high * (most if term.high > 0 else fewest))
    return _combine(operator, [find_bounds(part, known) for part in rest])


def _combine(operator: str, operands: list[Bounds]) -> Bounds:
    first, last = operands[0], operands[-1]
    if operator == "+":
        return Bounds(first.low + last.low, first.high + last.high)
    if operator == "-":
        return Bounds(first.low - last.high, first.high - last.low)
    if operator in {"min", "max"}:
        pick = min if operator == "min" else max
        return Bounds(pick(each.low for each in operands), pick(each.high for each in operands))
    if operator == "/":
        return UNLIMITED if last.has_zero else _bound_product(first, Bounds(1 / last.high, 1 / last.low))
    return _bound_product(first, last) if operator == "*" else _bound_power(first, last)


def _bound_product(first: Bounds, last: Bounds) -> Bounds:
    ends = [one * other for one in first for other in last]
    return Bounds(min(ends), max(ends))


def _bound_power(base: Bounds, power: Bounds) -> Bounds:
    exponents = [min(max(int(end), 0), MAX_TERMS) for end in power]
    if base.low < 0:
        return UNLIMITED
    ends = [end**exponent for end in base for exponent in exponents]
    return Bounds(min(ends), max(ends))


def find_divisors(formula: Formula, known: Mapping[str, Bounds]) -> Iterator[tuple[Formula, Bounds]]:
    """Yield every divisor in a parsed formula, with its bounds. `known` gives the bounds of names."""
    if isinstance(formula, str) or formula[0] == "n":
        return
    operator, *rest = formula
    if operator == "sum":
        year, first, last, body = rest
        for bound in (first, last):
            yield from find_divisors(bound, known)
        yield from find_divisors(body, {**known, year: Bounds(find_bounds(first, known).low, find_bounds(last, known).high)})
        return
    if operator == "/":
        yield rest[1], find_bounds(rest[1], known)
    for part in rest:
        yield from find_divisors(part, known)
