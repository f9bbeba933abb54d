"""Formulas: parsing, errors with a column, exact calculation, bounds, and text."""

from __future__ import annotations

from fractions import Fraction

import pytest

from waymark_guide.value.bounds import Bounds, find_bounds, find_divisors
from waymark_guide.value.calculation import CalculationError, calculate_results, evaluate_formula, format_number
from waymark_guide.value.formula import FormulaError, list_names, parse_formula
from waymark_guide.value.formula_text import describe_formula

ONE = Fraction(1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("8 - 2 - 1", 5),
        ("8 / 2 / 2", 2),
        ("2 ^ 3 * 2", 16),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("min(3, 1, 2)", 1),
        ("max(3, 1, 2)", 3),
        ("sum(year, 1, 3, year ^ 2)", 14),
        ("sum(year, 2, 1, year)", 0),
        ("fee-gap - 1", 9),
        ("min + 1", 3),
    ],
)
def test_formula_gives_a_number(text: str, number: Fraction) -> None:
    """Operators have their usual precedence, a name may have hyphens, and nothing is rounded."""
    assert evaluate_formula(parse_formula(text), {"fee-gap": Fraction(10), "min": Fraction(2)}) == number


@pytest.mark.parametrize(
    ("text", "column"),
    [("", 1), ("1 +", 4), ("1 $ 2", 3), ("(1", 3), ("1 2", 3), ("sum(1, 2, 3, 4)", 5), ("min(1", 6), ("2 ** 3", 4), ("(" * 60, 41)],
)
def test_formula_is_refused_at_a_column(text: str, column: int) -> None:
    """A text that is not a formula raises an error with the column where it goes wrong."""
    with pytest.raises(FormulaError) as refused:
        parse_formula(text)
    assert refused.value.column == column


@pytest.mark.parametrize("text", ["1 / 0", "2 ^ 0.5", "2 ^ 300", "2 ^ (1 - 2)", "sum(year, 1, 900, 1)", "sum(year, 0.5, 2, 1)"])
def test_formula_without_a_number(text: str) -> None:
    """A division by zero, or a power that is not whole or too large, has no value."""
    with pytest.raises(CalculationError):
        evaluate_formula(parse_formula(text), {})


def test_names_come_with_their_columns() -> None:
    """The names that a formula uses come with their columns, without the year that a sum counts."""
    assert [(name.name, name.column) for name in list_names("rate + sum(year, 1, years, year * rate)")] == [("rate", 1), ("years", 21), ("rate", 35)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a - b", -3, 2),
        ("a * b", -2, 6),
        ("a / (b + 3)", Fraction(0), ONE),
        ("(1 + a) ^ 2", 1, 9),
        ("min(a, b)", -1, 2),
        ("sum(year, 1, 3, a)", 0, 6),
    ],
)
def test_bounds_contain_every_result(text: str, low: Fraction, high: Fraction) -> None:
    """Bounds are never narrower than the values that the formula can have."""
    known = {"a": Bounds(Fraction(0), Fraction(2)), "b": Bounds(Fraction(-1), Fraction(3))}
    found = find_bounds(parse_formula(text), known)
    assert found.low <= low
    assert found.high >= high
    for a in (0, 1, 2):
        for b in (-1, 0, 3):
            assert found.low <= evaluate_formula(parse_formula(text), {"a": Fraction(a), "b": Fraction(b)}) <= found.high


def test_divisors_are_found_with_their_bounds() -> None:
    """Every divisor is found, also inside sums."""
    known = {"rate": Bounds(Fraction(0), Fraction(1))}
    found = [each for _, each in find_divisors(parse_formula("sum(year, 1, 5, 1 / (1 + rate) ^ year) / rate"), known)]
    assert [each.has_zero for each in found] == [True, False]


def test_range_over_every_combination() -> None:
    """The range of a result covers all combinations of low and high ends. Without an input, only results that need it are empty."""
    inputs = {"a": (Fraction(1), Fraction(2), Fraction(3)), "b": (Fraction(-1), Fraction(1), Fraction(1))}
    results = calculate_results(
        [("product", parse_formula("a * b")), ("next", parse_formula("product + 1")), ("lost", parse_formula("a * c"))], inputs
    )
    assert results["product"] == (-3, 2, 3)
    assert results["next"] == (-2, 3, 4)
    assert results["lost"] is None


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("1/2", 0, "1"),
        ("-1/2", 0, "\N{MINUS SIGN}1"),
        ("2.345", 2, "2.35"),
        ("1234567.891", 1, "1,234,567.9"),
        ("-0.001", 2, "0.00"),
        ("999.995", 2, "1,000.00"),
    ],
)
def test_number_for_readers(number: str, places: int, text: str) -> None:
    """A number is rounded half away from zero and has commas. Zero has no minus."""
    assert format_number(Fraction(number), places) == text


def test_formula_in_words_keeps_needed_brackets() -> None:
    """A formula in words has the brackets that it needs, and no others."""
    labels = {"a": "hours", "b": "fee"}
    assert (
        describe_formula(parse_formula("(a - b) * 2 - (a - b)"), labels)
        == "(hours \N{MINUS SIGN} fee) \N{MULTIPLICATION SIGN} 2 \N{MINUS SIGN} (hours \N{MINUS SIGN} fee)"
    )
    assert describe_formula(parse_formula("max(a, 1) ^ 2"), labels) == "the largest of (hours; 1) to the power of 2"
    assert describe_formula(parse_formula("sum(year, 1, 3, a)"), labels) == "the sum, for each year from 1 to 3, of (hours)"
