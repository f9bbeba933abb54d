"""The browser's script, in Node, calculates the same fractions and the same texts as the build."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from tests.vectors.guide_vectors import knowledge_base
from tests.vectors.node import run_script

from waymark_guide.value.calculation import calculate_results, format_number, list_default_inputs
from waymark_guide.value.formula import parse_formula
from waymark_guide.value.formula_text import calculator_to_json, list_steps, parse_steps

ODD = (
    ("a / b", "a ^ b", "sum(year, a, b, 1 / (1 + c) ^ year)"),
    ("min(a, b, c)", "max(a, b, c)", "a - b - c"),
    ("a * a - b / (c - c)", "(a - b) ^ 3", "sum(year, 0, a, year * b)"),
)
"""Formulas that divide by zero, and have unusual powers and numbers of years."""

NUMBERS = (-3, -1, -0.5, 0, 0.25, 1, 2, 12)


def make_vector(steps: list[tuple[str, Any]], places: dict[str, int], inputs: dict[str, list[str]]) -> dict[str, Any]:
    """Return one set of inputs, with the results of Python."""
    spans = calculate_results(steps, {name: (Fraction(low), Fraction(value), Fraction(high)) for name, (low, value, high) in inputs.items()})
    return {
        "inputs": inputs,
        "results": {name: span and [f"{number.numerator}/{number.denominator}" for number in span] for name, span in spans.items()},
        "texts": {name: span and [format_number(number, places[name]) for number in span] for name, span in spans.items()},
    }


def test_calculators_give_equal_results() -> None:
    """Every calculator gives equal results for its defaults, and for many inputs within their limits, with ranges and blanks."""
    chance = Random(5)  # noqa: S311 (the same numbers every time)
    cases = []
    for calculator in knowledge_base().calculators.values():
        places = {step.id: step.places for step in list_steps(calculator)}
        first = {name: [str(float(end)) for end in ends] for name, ends in list_default_inputs(calculator).items()}
        vectors = [make_vector(parse_steps(calculator), places, first)]
        for _ in range(12):
            inputs: dict[str, list[str]] = {}
            for entry in calculator.inputs:
                digits = 0 if entry.whole == "yes" else 2
                ends = sorted(round(chance.uniform(float(entry.lowest), min(float(entry.highest), 5000)), digits) for _ in range(3))
                spread = chance.random() < 0.4
                if chance.random() < 0.95:
                    inputs[entry.id] = [f"{end if spread else ends[1]:.{digits}f}" for end in ends]
            vectors.append(make_vector(parse_steps(calculator), places, inputs))
        cases.append({"id": calculator.id, "steps": calculator_to_json(calculator)["steps"], "vectors": vectors})
    found = run_script("replay_value.cjs", cases)
    assert found["differences"] == []
    assert found["count"] > 250


def test_unusual_formulas_give_equal_results() -> None:
    """Formulas that no calculator has give equal results, also for negative inputs and where they have no value."""
    chance = Random(7)  # noqa: S311 (the same numbers every time)
    cases = []
    for texts in ODD:
        steps = [(f"step-{index}", parse_formula(text)) for index, text in enumerate(texts)]
        places = {name: index for index, (name, _) in enumerate(steps)}
        inputs = [{name: [str(end) for end in sorted(chance.choice(NUMBERS) for _ in range(3))] for name in "abc"} for _ in range(40)]
        data = [{"id": name, "places": places[name], "unit": "", "formula": formula} for name, formula in steps]
        cases.append({"id": texts[0], "steps": data, "vectors": [make_vector(steps, places, each) for each in inputs]})
    found = run_script("replay_value.cjs", cases)
    assert found["differences"] == []
    assert found["count"] == 360
