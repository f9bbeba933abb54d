"""Formulas are read as they are meant, refused with a column, and worked out without rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest

from waymark_guide.value.bounds import Bounds, find_bounds, find_divisors
from waymark_guide.value.formula import FormulaError, list_names, parse_formula
from waymark_guide.value.formula_text import describe_formula
from waymark_guide.value.calculation import CalculationError, calculate_results, format_number, evaluate_formula

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
    """Signs bind as at school, a name may hold hyphens, and nothing is rounded."""
    assert evaluate_formula(parse_formula(text), {"fee-gap": Fraction(10), "min": Fraction(2)}) == number


@pytest.mark.parametrize(
    ("text", "column"),
    [("", 1), ("1 +", 4), ("1 $ 2", 3), ("(1", 3), ("1 2", 3), ("sum(1, 2, 3, 4)", 5), ("min(1", 6), ("2 ** 3", 4), ("(" * 60, 41)],
)
def test_formula_is_refused_at_a_column(text: str, column: int) -> None:
    """What cannot be read is refused with the column at which it goes wrong."""
    with pytest.raises(FormulaError) as refused:
        parse_formula(text)
    assert refused.value.column == column


@pytest.mark.parametrize("text", ["1 / 0", "2 ^ 0.5", "2 ^ 300", "2 ^ (1 - 2)", "sum(year, 1, 900, 1)", "sum(year, 0.5, 2, 1)"])
def test_formula_without_a_number(text: str) -> None:
    """A division by nothing, or a power that is not whole or too large, gives no number."""
    with pytest.raises(CalculationError):
        evaluate_formula(parse_formula(text), {})


def test_names_of_a_formula() -> None:
    """The names that a formula uses come with their columns, the counted year left out."""
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
def test_bounds_hold_every_result(text: str, low: Fraction, high: Fraction) -> None:
    """Bounds are never narrower than what the formula can give."""
    known = {"a": Bounds(Fraction(0), Fraction(2)), "b": Bounds(Fraction(-1), Fraction(3))}
    found = find_bounds(parse_formula(text), known)
    assert found.low <= low
    assert found.high >= high
    for a in (0, 1, 2):
        for b in (-1, 0, 3):
            assert found.low <= evaluate_formula(parse_formula(text), {"a": Fraction(a), "b": Fraction(b)}) <= found.high


def test_divisors_are_found_with_their_bounds() -> None:
    """Everything that is divided by is found, inside sums too."""
    known = {"rate": Bounds(Fraction(0), Fraction(1))}
    found = [reach for _, reach in find_divisors(parse_formula("sum(year, 1, 5, 1 / (1 + rate) ^ year) / rate"), known)]
    assert [reach.holds_zero for reach in found] == [True, False]


def test_range_over_every_combination() -> None:
    """The range of a result is over all combinations of low and high ends, and a missing number leaves only what needs it empty."""
    given = {"a": (Fraction(1), Fraction(2), Fraction(3)), "b": (Fraction(-1), Fraction(1), Fraction(1))}
    found = calculate_results([("product", parse_formula("a * b")), ("next", parse_formula("product + 1")), ("lost", parse_formula("a * c"))], given)
    assert found["product"] == (-3, 2, 3)
    assert found["next"] == (-2, 3, 4)
    assert found["lost"] is None


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
    """A number is rounded half away from nought and has commas; nought has no minus."""
    assert format_number(Fraction(number), places) == text


def test_formula_in_words() -> None:
    """Words keep the brackets that matter."""
    labels = {"a": "hours", "b": "fee"}
    assert (
        describe_formula(parse_formula("(a - b) * 2 - (a - b)"), labels)
        == "(hours \N{MINUS SIGN} fee) \N{MULTIPLICATION SIGN} 2 \N{MINUS SIGN} (hours \N{MINUS SIGN} fee)"
    )
    assert describe_formula(parse_formula("max(a, 1) ^ 2"), labels) == "the largest of (hours; 1) to the power of 2"
    assert describe_formula(parse_formula("sum(year, 1, 3, a)"), labels) == "the sum, for each year from 1 to 3, of (hours)"
