"""Calculates formulas in exact fractions. Numbers are rounded only when they are shown."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waymark_guide.model.calculator import Calculator
    from waymark_guide.value.formula import Formula

MAX_TERMS = 200
"""The largest exponent, and the largest number of years in a sum."""
MINUS = "\N{MINUS SIGN}"
MAX_RANGES = 8
"""How many inputs may have a range. Each doubles the work."""


class CalculationError(ValueError):
    """A formula has no value: it divides by zero, or a power or a number of years is not whole, is negative or is too large."""


class ResultRange(NamedTuple):
    """A result, and the lowest and the highest that it can have over the ranges of the inputs."""

    low: Fraction
    value: Fraction
    high: Fraction


def evaluate_formula(formula: Formula, values: Mapping[str, Fraction]) -> Fraction:
    """Return the value of a parsed formula.

    Args:
        formula: what `parse_formula` returned.
        values: the value of each name.

    Raises:
        CalculationError: the formula has no value.
        KeyError: a name has no value.
    """
    if isinstance(formula, str):
        return values[formula]
    operator, *rest = formula
    if operator == "n":
        return Fraction(rest[0])
    if operator == "sum":
        year, first, last, body = rest
        start, end = (_to_whole(evaluate_formula(bound, values)) for bound in (first, last))
        if end - start >= MAX_TERMS:
            raise CalculationError
        return sum((evaluate_formula(body, {**values, year: Fraction(at)}) for at in range(start, end + 1)), Fraction(0))
    numbers = [evaluate_formula(part, values) for part in rest]
    return _apply(operator, numbers)


def _apply(operator: str, numbers: Sequence[Fraction]) -> Fraction:
    first, last = numbers[0], numbers[-1]
    match operator:
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
            power = _to_whole(last)
            if power < 0:
                raise CalculationError
            return first**power
    return min(numbers) if operator == "min" else max(numbers)


def _to_whole(number: Fraction) -> int:
    if number.denominator != 1 or abs(number) > MAX_TERMS:
        raise CalculationError
    return int(number)


InputRange = tuple[Fraction, Fraction, Fraction]
"""The low end, the likely value and the high end of one input."""


def list_default_inputs(calculator: Calculator) -> dict[str, InputRange]:
    """Return the default of each input that has one. An end without a default is equal to the value."""
    inputs: dict[str, InputRange] = {}
    for entry in calculator.inputs:
        if entry.default is not None:
            low, high = (entry.default if end is None else end for end in (entry.low, entry.high))
            inputs[entry.id] = (Fraction(low), Fraction(entry.default), Fraction(high))
    return inputs


def calculate_results(formulas: Sequence[tuple[str, Formula]], inputs: Mapping[str, InputRange]) -> dict[str, ResultRange | None]:
    """Return each step and result with its range; none if an input is missing or the formula has no value.

    The range covers every combination of low and high ends. It is exact if a formula only rises or only falls with each input.
    """
    ranged = [name for name, (low, _, high) in inputs.items() if low != high]
    likely = {name: value for name, (_, value, _) in inputs.items()}
    middle = _calculate(formulas, likely)
    corners = [
        _calculate(formulas, likely | {name: inputs[name][end] for name, end in zip(ranged, ends, strict=True)})
        for ends in product((0, 2), repeat=len(ranged))
    ]
    results: dict[str, ResultRange | None] = {}
    for name, _ in formulas:
        values = [values[name] for values in (*corners, middle)]
        numbers = [number for number in values if number is not None]
        value = middle[name]
        results[name] = ResultRange(min(numbers), value, max(numbers)) if value is not None and len(numbers) == len(values) else None
    return results


def _calculate(formulas: Sequence[tuple[str, Formula]], inputs: Mapping[str, Fraction]) -> dict[str, Fraction | None]:
    values = dict(inputs)
    results: dict[str, Fraction | None] = {}
    for name, formula in formulas:
        try:
            values[name] = evaluate_formula(formula, values)
            results[name] = values[name]
        except (KeyError, CalculationError):
            results[name] = None
    return results


def format_number(number: Fraction, places: int) -> str:
    """Return a number as text: rounded to so many decimal places, half away from zero, with commas."""
    scale = 10**places
    scaled = abs(number) * scale
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(rounded, scale)
    minus = MINUS if number < 0 and rounded else ""
    return f"{minus}{whole:,}{f'.{rest:0{places}d}' if places else ''}"
