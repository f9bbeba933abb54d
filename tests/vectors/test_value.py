"""The browser's script, in Node, works every calculator out to the same fractions and the same words as the build."""

from __future__ import annotations

import json
import subprocess
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from tests.vectors.guide_vectors import knowledge_base
from tests.vectors.node import node

from waymark_guide.value.formula import parse_formula
from waymark_guide.value.formula_text import calculator_to_json, parse_steps, list_steps
from waymark_guide.value.calculation import list_default_inputs, calculate_results, format_number

SCRIPT = Path(__file__).with_name("replay_value.cjs")
ODD = (
    ("a / b", "a ^ b", "sum(year, a, b, 1 / (1 + c) ^ year)"),
    ("min(a, b, c)", "max(a, b, c)", "a - b - c"),
    ("a * a - b / (c - c)", "(a - b) ^ 3", "sum(year, 0, a, year * b)"),
)
"""Formulas that divide by nothing, take odd powers and count odd years."""

SOME = (-3, -1, -0.5, 0, 0.25, 1, 2, 12)


def replayed(cases: list[dict[str, Any]]) -> dict[str, Any]:
    """What Node finds when it works the vectors out."""
    run = subprocess.run([node(), str(SCRIPT)], input=json.dumps(cases), capture_output=True, text=True, check=True, timeout=120)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def vector(steps: list[tuple[str, Any]], places: dict[str, int], given: dict[str, list[str]]) -> dict[str, Any]:
    """One set of numbers, with what Python makes of it."""
    spans = calculate_results(steps, {name: (Fraction(low), Fraction(value), Fraction(high)) for name, (low, value, high) in given.items()})
    return {
        "given": given,
        "found": {name: span and [f"{number.numerator}/{number.denominator}" for number in span] for name, span in spans.items()},
        "shown": {name: span and [format_number(number, places[name]) for number in span] for name, span in spans.items()},
    }


def test_calculators_work_out_alike() -> None:
    """Every calculator at its defaults, and at many numbers within what its inputs take, with ranges and blanks."""
    chance = Random(5)  # noqa: S311 (the same numbers every time)
    cases = []
    for calculator in knowledge_base().calculators.values():
        places = {step.id: step.places for step in list_steps(calculator)}
        first = {name: [str(float(end)) for end in ends] for name, ends in list_default_inputs(calculator).items()}
        vectors = [vector(parse_steps(calculator), places, first)]
        for _ in range(12):
            given: dict[str, list[str]] = {}
            for entry in calculator.inputs:
                digits = 0 if entry.whole == "yes" else 2
                ends = sorted(round(chance.uniform(float(entry.lowest), min(float(entry.highest), 5000)), digits) for _ in range(3))
                spread = chance.random() < 0.4
                if chance.random() < 0.95:
                    given[entry.id] = [f"{end if spread else ends[1]:.{digits}f}" for end in ends]
            vectors.append(vector(parse_steps(calculator), places, given))
        cases.append({"id": calculator.id, "worked": calculator_to_json(calculator)["worked"], "vectors": vectors})
    found = replayed(cases)
    assert found["differing"] == []
    assert found["count"] > 250


def test_odd_formulas_work_out_alike() -> None:
    """So do formulas that no calculator has, with numbers below nought and numbers that give none."""
    chance = Random(7)  # noqa: S311 (the same numbers every time)
    cases = []
    for texts in ODD:
        steps = [(f"step-{place}", parse_formula(text)) for place, text in enumerate(texts)]
        places = {name: place for place, (name, _) in enumerate(steps)}
        given = [{name: [str(end) for end in sorted(chance.choice(SOME) for _ in range(3))] for name in "abc"} for _ in range(40)]
        data = [{"id": name, "places": places[name], "unit": "", "formula": formula} for name, formula in steps]
        cases.append({"id": texts[0], "worked": data, "vectors": [vector(steps, places, each) for each in given]})
    found = replayed(cases)
    assert found["differing"] == []
    assert found["count"] == 360
