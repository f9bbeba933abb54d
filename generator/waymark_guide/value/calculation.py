"""Works formulas out in fractions, so that nothing is rounded before it is shown."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waymark_guide.model.calculator import Calculator
    from waymark_guide.value.formula import Formula

MAX_TERMS = 200
"""The largest power, and the longest sum."""
MINUS = "\N{MINUS SIGN}"
MAX_RANGES = 8
"""How many inputs may have a range: each doubles the work."""


class CalculationError(ValueError):  # noqa: N818 (it is an answer, not a fault)
    """There is no number: a division by nothing, or a power or a count of years that is not whole."""


class ResultRange(NamedTuple):
    """A result, and the lowest and the highest that the ranges of the inputs allow."""

    low: Fraction
    value: Fraction
    high: Fraction


def evaluate_formula(formula: Formula, values: Mapping[str, Fraction]) -> Fraction:
    """The number that a formula gives.

    Raises:
        CannotBeWorkedOut: it gives none.
    """
    if isinstance(formula, str):
        return values[formula]
    sign, *rest = formula
    if sign == "n":
        return Fraction(rest[0])
    if sign == "sum":
        year, first, last, body = rest
        start, end = (_whole(evaluate_formula(bound, values)) for bound in (first, last))
        if end - start >= MAX_TERMS:
            raise CalculationError
        return sum((evaluate_formula(body, {**values, year: Fraction(at)}) for at in range(start, end + 1)), Fraction(0))
    numbers = [evaluate_formula(part, values) for part in rest]
    return _signed(sign, numbers)


def _signed(sign: str, numbers: Sequence[Fraction]) -> Fraction:
    first, last = numbers[0], numbers[-1]
    match sign:
        case "+":
            return first + last
        case "-":
            return first - last
        case "*":
            return first * last
        case "/":
            if last == 0:
                raise CalculationError
            return first / last
        case "^":
            power = _whole(last)
            if power < 0:
                raise CalculationError
            return first**power
    return min(numbers) if sign == "min" else max(numbers)


def _whole(number: Fraction) -> int:
    if number.denominator != 1 or abs(number) > MAX_TERMS:
        raise CalculationError
    return int(number)


InputRange = tuple[Fraction, Fraction, Fraction]
"""The low end, the number itself, and the high end of one input."""


def list_default_inputs(calculator: Calculator) -> dict[str, InputRange]:
    """What stands in the inputs at first; those left to the reader are missing."""
    found: dict[str, InputRange] = {}
    for entry in calculator.inputs:
        if entry.default is not None:
            low, high = (entry.default if end is None else end for end in (entry.low, entry.high))
            found[entry.id] = (Fraction(low), Fraction(entry.default), Fraction(high))
    return found


def calculate_results(formulas: Sequence[tuple[str, Formula]], given: Mapping[str, InputRange]) -> dict[str, ResultRange | None]:
    """Each step and result with its range; none where a number is missing or there is none.

    The range is taken over every combination of the low and the high ends, which is exact where a formula only rises or only falls with each input.
    """
    ranged = [name for name, (low, _, high) in given.items() if low != high]
    likely = {name: value for name, (_, value, _) in given.items()}
    middle = _worked(formulas, likely)
    corners = [
        _worked(formulas, likely | {name: given[name][end] for name, end in zip(ranged, ends, strict=True)})
        for ends in product((0, 2), repeat=len(ranged))
    ]
    found: dict[str, ResultRange | None] = {}
    for name, _ in formulas:
        here = [corner[name] for corner in (*corners, middle)]
        numbers = [number for number in here if number is not None]
        value = middle[name]
        found[name] = ResultRange(min(numbers), value, max(numbers)) if value is not None and len(numbers) == len(here) else None
    return found


def _worked(formulas: Sequence[tuple[str, Formula]], values: Mapping[str, Fraction]) -> dict[str, Fraction | None]:
    known = dict(values)
    worked: dict[str, Fraction | None] = {}
    for name, formula in formulas:
        try:
            known[name] = evaluate_formula(formula, known)
            worked[name] = known[name]
        except (KeyError, CalculationError):
            worked[name] = None
    return worked


def format_number(number: Fraction, places: int) -> str:
    """A number for readers: rounded half away from zero, with commas."""
    scale = 10**places
    scaled = abs(number) * scale
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(rounded, scale)
    minus = MINUS if number < 0 and rounded else ""
    return f"{minus}{whole:,}{f'.{rest:0{places}d}' if places else ''}"
