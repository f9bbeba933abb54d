"""Writes formulas in words, and as the data from which the browser calculates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.value.formula import parse_formula

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.model.calculator import Calculator, Step
    from waymark_guide.value.formula import Formula

SIGNS = {"+": "+", "-": "\N{MINUS SIGN}", "*": "\N{MULTIPLICATION SIGN}", "/": "\N{DIVISION SIGN}"}
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


def parse_steps(calculator: Calculator) -> list[tuple[str, Formula]]:
    """Parse the formulas of a calculator, in order: steps, then results. Each comes with the id of its step.

    Raises:
        FormulaError: a formula has an error.
    """
    return [(step.id, parse_formula(step.formula)) for step in list_steps(calculator)]


def list_steps(calculator: Calculator) -> tuple[Step, ...]:
    """List the steps of a calculator, then its results."""
    return (*calculator.steps, *calculator.outputs)


def describe_formula(formula: Formula, labels: Mapping[str, str], outer: int = 0) -> str:
    """Return a parsed formula in words, with labels for names: `(hours + travel) ÷ weeks`.

    `outer` is the precedence of the formula around it, which decides whether it needs brackets.
    """
    if isinstance(formula, str):
        return labels.get(formula, formula)
    operator, *rest = formula
    if operator == "n":
        return str(rest[0])
    if operator == "sum":
        year, first, last, body = rest
        bounds = f"{describe_formula(first, labels)} to {describe_formula(last, labels)}"
        return f"the sum, for each {labels.get(year, year)} from {bounds}, of ({describe_formula(body, labels)})"
    if operator == "^":
        return f"{describe_formula(rest[0], labels, 3)} to the power of {describe_formula(rest[1], labels, 3)}"
    if operator in SIGNS:
        own = PRECEDENCE[operator]
        text = f"{describe_formula(rest[0], labels, own)} {SIGNS[operator]} {describe_formula(rest[1], labels, own + 1)}"
        return f"({text})" if own < outer else text
    return f"the {'smallest' if operator == 'min' else 'largest'} of ({'; '.join(describe_formula(part, labels) for part in rest)})"


def calculator_to_json(calculator: Calculator) -> dict[str, Any]:
    """Return what the browser needs to calculate, as plain data.

    Raises:
        FormulaError: a formula has an error.
    """
    return {
        "inputs": [
            {
                "id": entry.id,
                "lowest": _format_decimal(entry.lowest),
                "highest": _format_decimal(entry.highest),
                "whole": entry.whole == "yes",
                "default": None if entry.default is None else _format_decimal(entry.default),
            }
            for entry in calculator.inputs
        ],
        "steps": [
            {"id": step.id, "places": step.places, "unit": step.unit, "formula": parse_formula(step.formula)} for step in list_steps(calculator)
        ],
    }


def _format_decimal(number: object) -> str:
    return f"{number:f}"
