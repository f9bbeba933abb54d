"""What decides a result and what would change it, on small guides and on one result of a real guide that was calculated by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.engine.evaluation import evaluate_answers
from waymark_guide.trees.engine.weight_changes import apportion

if TYPE_CHECKING:
    from waymark_guide.trees.engine.compiler import CompiledTree

ROOT = Path(__file__).parents[3]


def on(option: str, factor: str, **points: int) -> dict[str, Any]:
    """An option that gives points on one factor."""
    return {"id": option, "effects": {outcome: {factor: {"points": number, "because": "Because."}} for outcome, number in points.items()}}


def test_two_answers_change_what_no_single_one_changes() -> None:
    """The largest gains in lead are taken in order until the lead is gone; a clear change is preferred to a tie."""
    questions = [ask("a", gives("x", one=2), gives("y", two=1)), ask("b", gives("x", one=2), "y"), ask("c", gives("x", one=1), gives("y", two=3))]
    evaluation = evaluate_answers(make_tree(questions, ["one", "two"], mode="ranked"), {"a": "x", "b": "x", "c": "x"})
    assert evaluation["would_change"] == []
    assert evaluation["fewest"] == {
        "count": 2,
        "proved": True,
        "changes": [{"question": "a", "from": "x", "to": "y"}, {"question": "c", "from": "x", "to": "y"}],
        "result": ["two"],
    }


def test_routes_and_gates_count_as_changes() -> None:
    """If points cannot put another outcome first, a single answer that leads elsewhere, or that a gate reads, can be the fewest."""
    questions = [
        ask("a", gives("x", one=4), gives("y", one=3)),
        ask("b", "x", {"id": "y", "next": "tree:other"}),
        ask("c", gives("x", two=1), "y"),
    ]
    evaluation = evaluate_answers(make_tree(questions, ["one", "two"], mode="ranked"), {"a": "x", "b": "x", "c": "y"})
    assert evaluation["fewest"]["changes"] == [{"question": "b", "from": "x", "to": "y"}]
    assert evaluation["fewest"]["result"] == ["tree:other"]
    gated = make_tree([questions[0], ask("b", "x", "y"), questions[2]], [{"id": "one", "not_if": {"b": "y"}}, "two"], mode="ranked")
    assert evaluate_answers(gated, {"a": "x", "b": "x", "c": "y"})["fewest"]["count"] == 1


def test_no_answers_change_the_result() -> None:
    """If every answer leads to the same result, no number of answers changes it, and this is proved."""
    evaluation = evaluate_answers(make_tree([ask("a", "x", "y")], ["one"]), {"a": "x"})
    assert evaluation["fewest"] == {"count": None, "proved": True, "changes": [], "result": []}
    assert evaluation["deciding"] == []


def test_an_unsettled_result_is_left_to_the_unknowns() -> None:
    """While unknown answers decide the result, no number of changes is claimed, and no answer is listed as deciding."""
    evaluation = evaluate_answers(make_tree([ask("a", gives("x", one=1), gives("y", two=1))], ["one", "two"], mode="ranked"), {"a": "?"})
    assert (evaluation["fewest"]["count"], evaluation["fewest"]["proved"], evaluation["deciding"], evaluation["weights_flip"]) == (
        None,
        False,
        [],
        None,
    )


def test_too_many_changes_to_try_are_not_claimed() -> None:
    """Above the limit of states the search stops, and says that nothing is proved."""
    questions = [ask(f"q{number}", gives("x", one=3), *(gives(option, two=0, one=2) for option in "abcdef")) for number in range(16)]
    outcomes = [
        {"id": "one"},
        {"id": "two"},
        *({"id": f"shut{number}", "not_if": {f"q{number}": list("abcde"[: number % 5 + 1])}} for number in range(16)),
    ]
    evaluation = evaluate_answers(make_tree(questions, outcomes, mode="ranked"), {f"q{number}": "x" for number in range(16)})
    assert evaluation["fewest"] == {"count": None, "proved": False, "changes": [], "result": []}


def test_points_and_gates_that_decide() -> None:
    """The answers that make up the lead come first, with what would come first without them; then the gate that excludes a stronger outcome."""
    questions = [ask("a", gives("x", one=3, three=4), "y"), ask("b", gives("x", one=1), "y"), ask("c", gives("x", two=2), "y"), ask("d", "x", "y")]
    tree = make_tree(questions, ["one", "two", {"id": "three", "not_if": {"d": "x"}}], mode="ranked")
    evaluation = evaluate_answers(tree, {"a": "x", "b": "x", "c": "x", "d": "x"})
    assert evaluation["deciding"] == [
        {"question": "a", "option": "x", "why": "score", "adds": 30, "over": "two", "without": ["two"]},
        {"question": "d", "option": "x", "why": "gate", "adds": None, "over": None, "without": ["three"]},
    ]


def test_conditions_and_routes_that_decide() -> None:
    """In `first` mode the deciding answers are those that the route, and the conditions up to the result, read."""
    questions = [ask("a", "x", {"id": "y", "next": "results"}), ask("b", "x", "y"), ask("c", "x", "y"), ask("d", "x", "y")]
    tree = make_tree(questions, [{"id": "one", "when": {"b": "x"}}, {"id": "two", "not_if": {"c": "y"}}, {"id": "three", "when": {"d": "x"}}])
    evaluation = evaluate_answers(tree, {"a": "x", "b": "y", "c": "x", "d": "x"})
    assert [(each["question"], each["why"]) for each in evaluation["deciding"]] == [("b", "when"), ("c", "gate"), ("a", "route")]


def test_the_weight_at_which_another_outcome_leads() -> None:
    """It is the nearest whole weight, higher or lower, at which the first outcome is no longer first. The other factors share the rest."""
    questions = [ask("a", on("x", "worth", one=4), "y"), ask("b", on("x", "other", two=1, three=1), "y")]
    evaluation = evaluate_answers(make_tree(questions, ["one", "two"], mode="ranked"), {"a": "x", "b": "x"})
    assert evaluation["result"]["outcomes"][0]["id"] == "two"
    assert evaluation["weights_flip"] == [
        {"factor": "worth", "from": 10, "to": 21, "beyond": True, "result": ["one"], "weights": {"worth": 21, "other": 79}},
        {"factor": "other", "from": 90, "to": 79, "beyond": True, "result": ["one"], "weights": {"worth": 21, "other": 79}},
    ]
    reweighted = evaluate_answers(make_tree(questions, ["one", "two"], mode="ranked"), {"a": "x", "b": "x"}, weights={"worth": 21, "other": 79})
    assert reweighted["result"]["outcomes"][0]["id"] == "one"


def test_shares_add_up() -> None:
    """Shares are rounded down, and the rest goes to the largest remainders, the earlier first."""
    assert (apportion(59, [25, 0, 25, 25]), apportion(100, [1, 1, 1]), apportion(0, [5, 6])) == ([20, 0, 20, 19], [34, 33, 33], [0, 0])


def test_the_result_is_the_same_without_explanation() -> None:
    """Without `explain`, the result is the same and the explanation is empty."""
    tree = make_tree([ask("a", gives("x", one=1), gives("y", two=1))], ["one", "two"], mode="ranked")
    short, full = evaluate_answers(tree, {"a": "x"}, explain=False), evaluate_answers(tree, {"a": "x"})
    assert short["result"] == full["result"]
    assert (short["would_change"], short["fewest"], short["weights_flip"]) == ([], None, None)


@pytest.fixture(scope="module")
def valley() -> tuple[CompiledTree, dict[str, Any]]:
    """Return the guide `which-approach`, and the answers of its example of a rural valley with no home care agency."""
    base = read_knowledge_base(ROOT).knowledge_base
    tree = base.trees["which-approach"]
    example = next(each for each in tree.tests if (each.note or "").startswith("A rural valley"))
    return compile_tree(tree, base), dict(example.given)


def test_a_result_calculated_by_hand(valley: tuple[CompiledTree, dict[str, Any]]) -> None:
    """Every number of the explanation follows from the points in the file. Each of the four factors weighs 25.

    Community micro-enterprise: preferences differ 2, strong assets 4, few providers 4, small and local 4: 14 points, 350.
    Asset-based commissioning, second: 2, 4, 2, 2: 10 points, 250. So the lead is 100: 50 from few providers, 50 from small and local.
    One other answer gains at most 2 points (50) for the second: entangled needs, a duty (which takes 2 from the first), leaders who share power,
    swinging demand, or one of the two answers taken back. Two such make 100, a tie. The second has more than the first on no factor, and no
    weight can put it ahead; grants (8 points, of which 4 on delivery, as the first) can only draw level, if nothing else counts.
    """
    tree, given = valley
    evaluation = evaluate_answers(tree, given)
    ranked = [(each["id"], each["score"]) for each in evaluation["result"]["outcomes"] if each["rank"]][:3]
    assert ranked == [("community-micro-enterprise", 350), ("asset-based-commissioning", 250), ("grants", 200)]
    points = {each["question"]: (each["adds"], each["over"], each["without"]) for each in evaluation["deciding"] if each["why"] == "score"}
    assert points == {"few-providers": (50, "asset-based-commissioning", []), "small-and-local": (50, "asset-based-commissioning", [])}
    assert evaluation["would_change"] == []
    assert evaluation["fewest"] == {
        "count": 2,
        "proved": True,
        "changes": [{"question": "needs-entangled", "from": "no", "to": "yes"}, {"question": "statutory-high-risk", "from": "no", "to": "yes"}],
        "result": ["asset-based-commissioning", "community-micro-enterprise"],
    }
    assert [each["to"] for each in evaluation["weights_flip"]] == [None] * 4
