"""The lowest and the highest that a formula can be, over all that its inputs may be: enough to see where it might divide by nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.value.formula import Formula

MAX_TERMS = 200


class Bounds(NamedTuple):
    """From the lowest to the highest."""

    low: Fraction
    high: Fraction

    @property
    def holds_zero(self) -> bool:
        """Whether nought lies between them."""
        return self.low <= 0 <= self.high


UNLIMITED = Bounds(Fraction(-(10**30)), Fraction(10**30))
"""What follows from a division that may be by nothing."""


def find_bounds(formula: Formula, known: Mapping[str, Bounds]) -> Bounds:
    """How low and how high a formula can be; wider than it really is where that is hard to tell, never narrower."""
    if isinstance(formula, str):
        return known.get(formula, UNLIMITED)
    sign, *rest = formula
    if sign == "n":
        return Bounds(Fraction(rest[0]), Fraction(rest[0]))
    if sign == "sum":
        year, first, last, body = rest
        count = Bounds(find_bounds(first, known).low, find_bounds(last, known).high)
        term = find_bounds(body, {**known, year: count})
        most = min(max(count.high - count.low + 1, Fraction(0)), Fraction(MAX_TERMS))
        fewest = max(find_bounds(last, known).low - find_bounds(first, known).high + 1, Fraction(0))
        return Bounds(term.low * (fewest if term.low > 0 else most), term.high * (most if term.high > 0 else fewest))
    return _joined(sign, [find_bounds(part, known) for part in rest])


def _joined(sign: str, found: list[Bounds]) -> Bounds:
    first, last = found[0], found[-1]
    if sign == "+":
        return Bounds(first.low + last.low, first.high + last.high)
    if sign == "-":
        return Bounds(first.low - last.high, first.high - last.low)
    if sign in {"min", "max"}:
        pick = min if sign == "min" else max
        return Bounds(pick(each.low for each in found), pick(each.high for each in found))
    if sign == "/":
        return UNLIMITED if last.holds_zero else _corners(first, Bounds(1 / last.high, 1 / last.low))
    return _corners(first, last) if sign == "*" else _power(first, last)


def _corners(first: Bounds, last: Bounds) -> Bounds:
    ends = [one * other for one in first for other in last]
    return Bounds(min(ends), max(ends))


def _power(base: Bounds, power: Bounds) -> Bounds:
    exponents = [min(max(int(end), 0), MAX_TERMS) for end in power]
    if base.low < 0:
        return UNLIMITED
    ends = [end**exponent for end in base for exponent in exponents]
    return Bounds(min(ends), max(ends))


def find_divisors(formula: Formula, known: Mapping[str, Bounds]) -> Iterator[tuple[Formula, Bounds]]:
    """Everything that a formula divides by, with its bounds."""
    if isinstance(formula, str) or formula[0] == "n":
        return
    sign, *rest = formula
    if sign == "sum":
        year, first, last, body = rest
        for bound in (first, last):
            yield from find_divisors(bound, known)
        yield from find_divisors(body, {**known, year: Bounds(find_bounds(first, known).low, find_bounds(last, known).high)})
        return
    if sign == "/":
        yield rest[1], find_bounds(rest[1], known)
    for part in rest:
        yield from find_divisors(part, known)
