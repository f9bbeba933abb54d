"""What a result rests on and what would flip it, on small guides and on one result of a real guide that was worked out by hand."""

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


def test_no_single_answer_but_two_together() -> None:
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


def test_a_way_elsewhere_counts_too() -> None:
    """Where no points can overtake, an answer that leads elsewhere, or that a gate reads, is the fewest."""
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


def test_nothing_changes_it() -> None:
    """Where every way leads to the same result, no number of answers changes it, and that is proved."""
    evaluation = evaluate_answers(make_tree([ask("a", "x", "y")], ["one"]), {"a": "x"})
    assert evaluation["fewest"] == {"count": None, "proved": True, "changes": [], "result": []}
    assert evaluation["deciding"] == []


def test_an_unsettled_result_is_left_to_the_unknowns() -> None:
    """While unknown answers decide, no number of other answers is claimed, and no answer is called deciding."""
    evaluation = evaluate_answers(make_tree([ask("a", gives("x", one=1), gives("y", two=1))], ["one", "two"], mode="ranked"), {"a": "?"})
    assert (evaluation["fewest"]["count"], evaluation["fewest"]["proved"], evaluation["deciding"], evaluation["weights_flip"]) == (
        None,
        False,
        [],
        None,
    )


def test_too_many_ways_to_try_are_not_claimed() -> None:
    """Above the cap on states the search stops, and says that there may be fewer."""
    questions = [ask(f"q{number}", gives("x", one=3), *(gives(option, two=0, one=2) for option in "abcdef")) for number in range(16)]
    outcomes = [
        {"id": "one"},
        {"id": "two"},
        *({"id": f"shut{number}", "not_if": {f"q{number}": list("abcde"[: number % 5 + 1])}} for number in range(16)),
    ]
    evaluation = evaluate_answers(make_tree(questions, outcomes, mode="ranked"), {f"q{number}": "x" for number in range(16)})
    assert evaluation["fewest"] == {"count": None, "proved": False, "changes": [], "result": []}


def test_points_and_gates_that_decide() -> None:
    """Points of the lead come first, the largest first, with what would lead without them; then the gate that keeps a stronger outcome out."""
    questions = [ask("a", gives("x", one=3, three=4), "y"), ask("b", gives("x", one=1), "y"), ask("c", gives("x", two=2), "y"), ask("d", "x", "y")]
    tree = make_tree(questions, ["one", "two", {"id": "three", "not_if": {"d": "x"}}], mode="ranked")
    evaluation = evaluate_answers(tree, {"a": "x", "b": "x", "c": "x", "d": "x"})
    assert evaluation["deciding"] == [
        {"question": "a", "option": "x", "why": "score", "adds": 30, "over": "two", "without": ["two"]},
        {"question": "d", "option": "x", "why": "gate", "adds": None, "over": None, "without": ["three"]},
    ]


def test_conditions_and_routes_that_decide() -> None:
    """Under `first` the answers are those that the conditions up to the result, and the way, read."""
    questions = [ask("a", "x", {"id": "y", "next": "results"}), ask("b", "x", "y"), ask("c", "x", "y"), ask("d", "x", "y")]
    tree = make_tree(questions, [{"id": "one", "when": {"b": "x"}}, {"id": "two", "not_if": {"c": "y"}}, {"id": "three", "when": {"d": "x"}}])
    evaluation = evaluate_answers(tree, {"a": "x", "b": "y", "c": "x", "d": "x"})
    assert [(each["question"], each["why"]) for each in evaluation["deciding"]] == [("b", "when"), ("c", "gate"), ("a", "route")]


def test_the_weight_at_which_the_order_flips() -> None:
    """The nearest whole weight that takes first place away, whichever way; the others share what is left."""
    questions = [ask("a", on("x", "worth", one=4), "y"), ask("b", on("x", "other", two=1, three=1), "y")]
    evaluation = evaluate_answers(make_tree(questions, ["one", "two"], mode="ranked"), {"a": "x", "b": "x"})
    assert evaluation["result"]["outcomes"][0]["id"] == "two"
    assert evaluation["weights_flip"] == [
        {"factor": "worth", "from": 10, "to": 21, "beyond": True, "result": ["one"], "weights": {"worth": 21, "other": 79}},
        {"factor": "other", "from": 90, "to": 79, "beyond": True, "result": ["one"], "weights": {"worth": 21, "other": 79}},
    ]
    mine = evaluate_answers(make_tree(questions, ["one", "two"], mode="ranked"), {"a": "x", "b": "x"}, weights={"worth": 21, "other": 79})
    assert mine["result"]["outcomes"][0]["id"] == "one"


def test_shares_add_up() -> None:
    """Shares are rounded down, and what is left goes to the largest remainders, the earlier first."""
    assert (apportion(59, [25, 0, 25, 25]), apportion(100, [1, 1, 1]), apportion(0, [5, 6])) == ([20, 0, 20, 19], [34, 33, 33], [0, 0])


def test_a_short_answer_leaves_the_explanation_out() -> None:
    """Without the explanation the result is the same."""
    tree = make_tree([ask("a", gives("x", one=1), gives("y", two=1))], ["one", "two"], mode="ranked")
    short, evaluation = evaluate_answers(tree, {"a": "x"}, explain=False), evaluate_answers(tree, {"a": "x"})
    assert short["result"] == evaluation["result"]
    assert (short["would_change"], short["fewest"], short["weights_flip"]) == ([], None, None)


@pytest.fixture(scope="module")
def valley() -> tuple[CompiledTree, dict[str, Any]]:
    """The guide `which-approach`, and its worked example of a rural valley with no home care agency."""
    base = read_knowledge_base(ROOT).knowledge_base
    tree = base.trees["which-approach"]
    example = next(each for each in tree.tests if (each.note or "").startswith("A rural valley"))
    return compile_tree(tree, base), dict(example.given)


def test_a_result_worked_out_by_hand(valley: tuple[CompiledTree, dict[str, Any]]) -> None:
    """Every figure of the explanation, from the points in the file. Each of the four factors weighs 25.

    Community micro-enterprise: preferences differ 2, strong assets 4, few providers 4, small and local 4: 14 points, 350.
    Asset-based commissioning, second: 2, 4, 2, 2: 10 points, 250. So the lead is 100: 50 from few providers, 50 from small and local.
    One other answer gains at most 2 points (50) for the second: entangled needs, a duty (which takes 2 from the first), leaders who share power,
    swinging demand, or one of the two answers taken back. Two such make 100, a tie. On no factor does the second have more than the first, and no
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
