"""Conditions: each form that an author may write, with answers that make it true and answers that make it false."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.trees.small_trees import ask, make_tree

from waymark_guide.trees.engine.evaluation import evaluate_answers

FORMS = [
    ({"a": "x"}, {"a": "x"}, {"a": "y"}),
    ({"a": ["x", "y"]}, {"a": "y"}, {"a": "z"}),
    ({"a": "x", "m": {"has": "p"}}, {"a": "x", "m": ["p", "q"]}, {"a": "x", "m": ["q"]}),
    ({"m": {"has_any": ["p", "r"]}}, {"m": ["r"]}, {"m": ["q"]}),
    ({"m": {"has_none": ["p", "q"]}}, {"m": ["r"]}, {"m": ["q", "r"]}),
    ({"any": [{"a": "x"}, {"m": {"has": "p"}}]}, {"a": "y", "m": ["p"]}, {"a": "y", "m": ["q"]}),
    ({"all": [{"a": "x"}, {"m": {"has": "p"}}]}, {"a": "x", "m": ["p"]}, {"a": "y", "m": ["p"]}),
    ({"not": {"a": "x"}}, {"a": "y"}, {"a": "x"}),
    ([{"a": "x"}, {"a": "y"}], {"a": "y"}, {"a": "z"}),
    ({"late": "answered"}, {"a": "x", "late": "n"}, {"a": "y", "late": "n"}),
    ({"late": "n"}, {"a": "x", "late": "n"}, {"a": "y", "late": "n"}),
    ({"not": {"late": "n"}}, {"a": "y", "late": "n"}, {"a": "x", "late": "n"}),
]


@pytest.mark.parametrize(("condition", "true", "false"), FORMS)
def test_form(condition: Any, true: dict[str, Any], false: dict[str, Any]) -> None:
    """Each form is true and false as it should be. A comparison with a question that was not asked is false."""
    questions = [ask("a", "x", "y", "z"), ask("m", "p", "q", "r", type="multi"), ask("late", "n", "o", ask_if={"a": "x"})]
    tree = make_tree(questions, [{"id": "yes", "when": condition}, "no"])
    rest = {"a": "z", "m": ["r"], "late": "o"}
    first = [evaluate_answers(tree, rest | given)["result"]["outcomes"][0]["id"] for given in (true, false)]
    assert first == ["yes", "no"]


def test_a_condition_without_meaning_is_never_true() -> None:
    """A condition on a question or test that does not exist compiles, and is not true. The checks report it."""
    for condition in ({"nothing": "x"}, {"a": {"hass": "x"}}):
        tree = make_tree([ask("a", "x", "y")], [{"id": "yes", "when": condition}, "no"])
        assert evaluate_answers(tree, {"a": "x"})["result"]["outcomes"][0]["id"] == "no"
