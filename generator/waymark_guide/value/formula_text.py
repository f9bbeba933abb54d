"""Formulas in words, and as the data that a browser works from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.value.formula import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.model.calculator import Calculator, Step
    from waymark_guide.value.formula import Formula

SIGNS = {"+": "+", "-": "\N{MINUS SIGN}", "*": "\N{MULTIPLICATION SIGN}", "/": "\N{DIVISION SIGN}"}
STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


def formulas(calculator: Calculator) -> list[tuple[str, Formula]]:
    """What is worked out, in order: steps, then results."""
    return [(step.id, parse(step.formula)) for step in worked(calculator)]


def worked(calculator: Calculator) -> tuple[Step, ...]:
    """The steps and the results."""
    return (*calculator.steps, *calculator.outputs)


def in_words(formula: Formula, labels: Mapping[str, str], above: int = 0) -> str:
    """A formula with labels for names: `(hours + travel) ÷ weeks`."""
    if isinstance(formula, str):
        return labels.get(formula, formula)
    sign, *rest = formula
    if sign == "n":
        return str(rest[0])
    if sign == "sum":
        year, first, last, body = rest
        bounds = f"{in_words(first, labels)} to {in_words(last, labels)}"
        return f"the sum, for each {labels.get(year, year)} from {bounds}, of ({in_words(body, labels)})"
    if sign == "^":
        return f"{in_words(rest[0], labels, 3)} to the power of {in_words(rest[1], labels, 3)}"
    if sign in SIGNS:
        own = STRENGTH[sign]
        text = f"{in_words(rest[0], labels, own)} {SIGNS[sign]} {in_words(rest[1], labels, own + 1)}"
        return f"({text})" if own < above else text
    return f"the {'smallest' if sign == 'min' else 'largest'} of ({'; '.join(in_words(part, labels) for part in rest)})"


def as_data(calculator: Calculator) -> dict[str, Any]:
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
        "worked": [{"id": step.id, "places": step.places, "unit": step.unit, "formula": parse(step.formula)} for step in worked(calculator)],
    }


def _plain(number: object) -> str:
    return f"{number:f}"
