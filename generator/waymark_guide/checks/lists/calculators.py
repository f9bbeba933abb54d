"""Calculators: formulas can be read, use what is there and nothing else, and give honest numbers whatever a reader types."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from waymark_guide.checks.everywhere.references import did_you_mean
from waymark_guide.checks.everywhere.upkeep import SOURCE_UNCHECKED
from waymark_guide.checks.rule import declare
from waymark_guide.library.freshness import needs_checking
from waymark_guide.model.partial_date import format_date as date_in_words
from waymark_guide.model.partial_date import last_day
from waymark_guide.reading.suggest import find_nearest
from waymark_guide.value.bounds import Bounds, find_bounds, find_divisors
from waymark_guide.value.calculation import MAX_RANGES
from waymark_guide.value.formula import FormulaError, list_names, parse_formula
from waymark_guide.value.formula_text import describe_formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.calculator import Calculator, CalculatorInput, Quantity, Step
    from waymark_guide.model.finding import Finding, Path

EXTRA = "".join(
    f"- {{id: extra-{number}, label: Extra, unit: x, default: 1, low: 0, high: 2, lowest: 0, highest: 9}}\n  " for number in range(MAX_RANGES)
)
"""More ranges than anybody could follow."""

BAD_FORMULA = declare(
    "V301",
    "bad-formula",
    "A formula is written in numbers, names, + - * / ^, brackets, min, max and sum.",
    why="Nothing can be worked out until the formula can be read.",
    fix="Mend it at the column that is named. Put a space on either side of a minus.",
    wrong='formula: "lunches ** price"',
    right='formula: "lunches * price"',
)
UNKNOWN_NAME = declare(
    "V302",
    "unknown-name",
    "A name in a formula is an input, or something worked out before.",
    why="The result would stay empty for every reader.",
    fix="Correct the name, or add the input.",
    wrong='formula: "lunches * prise"',
    right='formula: "lunches * price"',
)
DIVIDES_BY_NOTHING = declare(
    "V303",
    "may-divide-by-zero",
    "A formula divides only by what cannot be nought.",
    why="A reader may type numbers that make the divisor nought, and would see no result.",
    fix="Raise the lowest value of the input, or write the formula another way.",
    wrong='formula: "cost / (weeks - 1)"',
    right='formula: "cost / weeks"',
)
UNUSED = declare(
    "V304",
    "unused-input",
    "Every input, and every step on the way, counts towards a result.",
    why="A reader would look for a number that changes nothing.",
    fix="Use it in a formula, or delete it.",
    wrong="- {id: cups, label: Cups, unit: cups, lowest: 0, highest: 9}\n  - {id: weeks,",
    right="- {id: weeks,",
)
NO_PRICE_YEAR = declare(
    "V305",
    "money-without-price-year",
    "An amount of money says in which year's prices it is.",
    why="Pounds of different years are not the same, and readers would mix them.",
    fix='Add "price_year", from the source.',
    wrong='unit: "£ a lunch", default: 4.5, low: 4, high: 5',
    right='unit: "£ a lunch", price_year: 2025, default: 4.5, low: 4, high: 5',
)
MIXED = declare(
    "V306",
    "mixes-cashable",
    "What can be taken out of a budget is never added to what cannot, or passed off as it.",
    why="A finance director would be shown money that is not there.",
    fix="Give the two as separate results.",
    wrong='formula: "cost + goodwill"',
    right='formula: "cost"',
)
OUT_OF_RANGE = declare(
    "V307",
    "default-out-of-range",
    "Lowest, low, default, high and highest stand in that order, and a low end and a high end come together with a default.",
    why="The page would refuse its own number, or show a range that does not hold the result.",
    fix="Look the numbers up again.",
    wrong="default: 4.5, low: 4.6, high: 5",
    right="default: 4.5, low: 4, high: 5",
)
TOO_MANY_RANGES = declare(
    "V308",
    "too-many-ranges",
    f"At most {MAX_RANGES} inputs have a range.",
    why="Every range doubles what the reader's browser has to work out, and nobody can follow so many.",
    fix="Keep the ranges that matter most to the result.",
    wrong=EXTRA + "- {id: weeks,",
    right="- {id: weeks,",
)


def check(subject: Subject[Calculator]) -> Iterator[Finding]:
    """Everything about one calculator."""
    calculator = subject.record
    for place, entry in enumerate(calculator.inputs):
        yield from _input(subject, ("inputs", place), entry)
    ranged = [place for place, entry in enumerate(calculator.inputs) if entry.low is not None]
    if len(ranged) > MAX_RANGES:
        yield subject.finding(TOO_MANY_RANGES, ("inputs", ranged[MAX_RANGES], "low"), f"{len(ranged)} inputs have a range.")
    found = [*_check_formulas(subject)]
    yield from found
    if not found:
        yield from _find_unused(subject)
        yield from _find_mixed(subject)
    for place, source in enumerate(calculator.sources):
        if not isinstance(source, str) and needs_checking(last_day(source.checked), subject.today):
            message = f'The source "{source.title}" was last opened on {date_in_words(source.checked)}.'
            yield subject.finding(SOURCE_UNCHECKED["V"], ("sources", place, "checked"), message)


def _input(subject: Subject[Calculator], path: Path, entry: CalculatorInput) -> Iterator[Finding]:
    line = [number for number in (entry.lowest, entry.low, entry.default, entry.high, entry.highest) if number is not None]
    alone = (entry.low is None) != (entry.high is None) or (entry.low is not None and entry.default is None)
    if line != sorted(line) or alone:
        what = "has only some of low, default and high" if alone else f"has {', '.join(f'{number:f}' for number in line)}, which are not in order"
        yield subject.finding(OUT_OF_RANGE, (*path, "id"), f'"{entry.label}" {what}.')
    if entry.is_money and entry.default is not None and entry.price_year is None:
        yield subject.finding(NO_PRICE_YEAR, (*path, "unit"), f'"{entry.label}" is money, and no price year is given.')


def _list_steps(calculator: Calculator) -> Iterator[tuple[Path, Step]]:
    for kind in ("steps", "outputs"):
        for place, step in enumerate(getattr(calculator, kind)):
            yield (kind, place), step


def _check_formulas(subject: Subject[Calculator]) -> Iterator[Finding]:
    """Whether each formula can be read, and what it names and divides by."""
    calculator = subject.record
    known = {entry.id: Bounds(Fraction(entry.lowest), Fraction(entry.highest)) for entry in calculator.inputs}
    labels = {each.id: f"“{each.label}”" for each in (*calculator.inputs, *(step for _, step in _list_steps(calculator)))}
    for path, step in _list_steps(calculator):
        place = (*path, "formula")
        if step.id in known:
            yield subject.finding(UNKNOWN_NAME, (*path, "id"), f'"{step.id}" is already the name of something else.', fix="Give it another id.")
        try:
            formula, used = parse_formula(step.formula), list_names(step.formula)
        except FormulaError as error:
            yield subject.finding(BAD_FORMULA, place, f"Column {error.column} of the formula: {error}")
            known[step.id] = Bounds(Fraction(0), Fraction(0))
            continue
        for name in used:
            if name.name not in known:
                meant = find_nearest(name.name, known)
                parts = name.name.split("-")
                fix = f'Put a space on either side of the minus: "{" - ".join(parts)}".' if all(part in known for part in parts) else ""
                message = f'Column {name.column} of the formula: nothing before it is called "{name.name}".'
                yield subject.finding(UNKNOWN_NAME, place, message, fix=fix or did_you_mean(meant, known), suggestion=meant, words=name.name)
        if all(name.name in known for name in used):
            for divisor, reach in find_divisors(formula, known):
                if reach.has_zero:
                    message = f"This divides by {describe_formula(divisor, labels)}, which can be nought."
                    yield subject.finding(DIVIDES_BY_NOTHING, place, message)
        known[step.id] = find_bounds(formula, known)


def _find_unused(subject: Subject[Calculator]) -> Iterator[Finding]:
    calculator = subject.record
    counts = {name.name for output in calculator.outputs for name in list_names(output.formula)}
    for step in reversed(calculator.steps):
        counts |= {name.name for name in list_names(step.formula)} if step.id in counts else set()
    for kind, entries in (("inputs", calculator.inputs), ("steps", calculator.steps)):
        for place, entry in enumerate(entries):
            if entry.id not in counts:
                yield subject.finding(UNUSED, (kind, place, "id"), f'No result uses "{entry.label}".')


def _find_mixed(subject: Subject[Calculator]) -> Iterator[Finding]:
    """Whether any result rests on both kinds of money, or calls the one kind the other."""
    calculator = subject.record
    known: dict[str, set[str]] = {entry.id: _own(entry) for entry in calculator.inputs}
    for path, step in _list_steps(calculator):
        below = {kind for name in list_names(step.formula) for kind in known[name.name]}
        known[step.id] = below | _own(step)
        if len(below) > 1 or (step.cashable == "yes" and "no" in below):
            both = "rests on money that can be taken out of a budget and on money that cannot"
            what = both if len(below) > 1 else "is called cashable, and rests on money that is not"
            yield subject.finding(MIXED, (*path, "formula"), f'"{step.label}" {what}.')


def _own(quantity: Quantity) -> set[str]:
    return {quantity.cashable} if quantity.cashable else set()
