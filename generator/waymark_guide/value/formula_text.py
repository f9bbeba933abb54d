"""Formulas in words, and as the data that a browser works from."""

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
    """What is worked out, in order: steps, then results."""
    return [(step.id, parse_formula(step.formula)) for step in list_steps(calculator)]


def list_steps(calculator: Calculator) -> tuple[Step, ...]:
    """The steps and the results."""
    return (*calculator.steps, *calculator.outputs)


def describe_formula(formula: Formula, labels: Mapping[str, str], above: int = 0) -> str:
    """A formula with labels for names: `(hours + travel) ÷ weeks`."""
    if isinstance(formula, str):
        return labels.get(formula, formula)
    sign, *rest = formula
    if sign == "n":
        return str(rest[0])
    if sign == "sum":
        year, first, last, body = rest
        bounds = f"{describe_formula(first, labels)} to {describe_formula(last, labels)}"
        return f"the sum, for each {labels.get(year, year)} from {bounds}, of ({describe_formula(body, labels)})"
    if sign == "^":
        return f"{describe_formula(rest[0], labels, 3)} to the power of {describe_formula(rest[1], labels, 3)}"
    if sign in SIGNS:
        own = PRECEDENCE[sign]
        text = f"{describe_formula(rest[0], labels, own)} {SIGNS[sign]} {describe_formula(rest[1], labels, own + 1)}"
        return f"({text})" if own < above else text
    return f"the {'smallest' if sign == 'min' else 'largest'} of ({'; '.join(describe_formula(part, labels) for part in rest)})"


def calculator_to_json(calculator: Calculator) -> dict[str, Any]:
    """What a browser needs to work it out."""
    return {
        "inputs": [
            {
                "id": entry.id,
                "lowest": _plain(entry.lowest),
                "highest": _plain(entry.highest),
                "whole": entry.whole == "yes",
                "default": None if entry.default is None else _plain(entry.default),
            }
            for entry in calculator.inputs
        ],
        "worked": [
            {"id": step.id, "places": step.places, "unit": step.unit, "formula": parse_formula(step.formula)} for step in list_steps(calculator)
        ],
    }


def _plain(number: object) -> str:
    return f"{number:f}"
