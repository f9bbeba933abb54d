"""The result: modes, roles, gates, scores, ties, close calls, reasons, and single changes."""

from __future__ import annotations

from typing import Any

from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.trees.engine.evaluation import evaluate_answers


def ids(evaluation: dict[str, Any]) -> list[str]:
    """Return the ids of the outcomes, in order."""
    return [outcome["id"] for outcome in evaluation["result"]["outcomes"]]


def test_first_takes_the_first_that_is_met() -> None:
    """`first` gives one option: the first in the file whose `when` is true."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "when": {"a": "x"}}, "two", "three"])
    assert (ids(evaluate_answers(tree, {"a": "x"})), ids(evaluate_answers(tree, {"a": "y"}))) == (["one"], ["two"])


def test_all_takes_every_one_that_is_met() -> None:
    """`all` gives every option whose `when` is true, in the order of the file."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "when": {"a": "x"}}, "two", {"id": "three", "when": {"a": "y"}}], mode="all")
    assert ids(evaluate_answers(tree, {"a": "x"})) == ["one", "two"]


def test_other_roles_come_after_the_options() -> None:
    """`always` is shown whatever the answers, an add-on if its condition is true. Neither is ranked or comes first."""
    outcomes = [{"id": "each", "role": "always"}, {"id": "extra", "role": "add-on", "when": {"a": "x"}}, "one"]
    tree = make_tree([ask("a", gives("x", one=1), "y")], outcomes, mode="ranked")
    assert (ids(evaluate_answers(tree, {"a": "x"})), ids(evaluate_answers(tree, {"a": "y"}))) == (["one", "each", "extra"], ["one", "each"])
    others = evaluate_answers(tree, {"a": "x"})["result"]["outcomes"][1:]
    assert [(each["by"], each["rank"], each["could_lead"]) for each in others] == [("always", None, False), ("when", None, False)]


def test_modality_passes_through() -> None:
    """The modality of an outcome is in the result as written."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "modality": "must-not"}])
    assert evaluate_answers(tree, {"a": "x"})["result"]["outcomes"][0]["modality"] == "must-not"


def test_scores_are_weight_times_points() -> None:
    """A score is the sum of weight times points, a whole number. Equal scores share a rank."""
    tree = make_tree([ask("a", gives("x", one=2, two=2, three=-1), "y")], ["three", "two", "one", "four"], mode="ranked")
    found = evaluate_answers(tree, {"a": "x"})["result"]["outcomes"]
    assert [(each["id"], each["rank"], each["score"]) for each in found] == [("two", 1, 20), ("one", 1, 20), ("four", 3, 0), ("three", 4, -10)]


def test_share_multiplies_the_questions_own_effects() -> None:
    """Points on the question count 0, 1 or 2 times, by the `share` of the chosen option."""
    options = [{"id": each, "share": share} for share, each in enumerate(("no", "partly", "yes"))]
    effects = {"one": {"worth": {"points": 3, "because": "It does."}}}
    tree = make_tree([ask("a", *options, effects=effects)], ["one"], mode="ranked")
    assert [evaluate_answers(tree, {"a": option})["result"]["outcomes"][0]["score"] for option in ("no", "partly", "yes")] == [0, 30, 60]


def test_a_readers_weights_take_the_place_of_the_authors() -> None:
    """Whole numbers from 0 to 1000 count; anything else is the author's own weight."""
    tree = make_tree([ask("a", gives("x", one=1), "y")], ["one"], mode="ranked")
    weights: list[dict[str, Any] | None] = [None, {"worth": 7}, {"worth": -1}, {"worth": "7"}, {"worth": 5000}, {"nothing": 3}]
    assert [evaluate_answers(tree, {"a": "x"}, weights=each)["result"]["outcomes"][0]["score"] for each in weights] == [10, 7, 10, 10, 10, 10]


def test_a_gate_wins_over_any_score() -> None:
    """An outcome whose `not_if` is true is ruled out however high it scores, with its reason and the answers that caused it."""
    outcomes = [{"id": "one", "not_if": {"b": "no"}, "ruled_out_because": "It cannot be done."}, "two"]
    tree = make_tree([ask("a", gives("x", one=4), "y"), ask("b", "yes", "no")], outcomes, mode="ranked")
    evaluation = evaluate_answers(tree, {"a": "x", "b": "no"})
    assert ids(evaluation) == ["two"]
    assert evaluation["result"]["ruled_out"] == [{"id": "one", "because": ["It cannot be done."], "questions": ["b"]}]


def test_close_calls_are_reported() -> None:
    """If the first two are within `close_call_within` of each other, it is a close call. One point more is not."""
    questions = [ask("a", gives("x", one=4), "y")]
    trees = [make_tree(questions, ["one", "two"], mode="ranked", close_call_within=within) for within in (40, 39)]
    assert [evaluate_answers(tree, {"a": "x"})["result"]["close_call"] for tree in trees] == [True, False]


def test_reasons_come_strongest_first() -> None:
    """Every effect of the answers is a reason with the author's text, the largest first. Together they are the score."""
    tree = make_tree([ask("a", gives("x", one=1), "y"), ask("b", gives("x", one=-3), "y")], ["one"], mode="ranked")
    [found] = evaluate_answers(tree, {"a": "x", "b": "x"})["result"]["outcomes"]
    assert [(each["question"], each["points"], each["adds"], each["text"]) for each in found["because"]] == [
        ("b", -3, -30, "x: one"),
        ("a", 1, 10, "x: one"),
    ]
    assert sum(each["adds"] for each in found["because"]) == found["score"]


def test_reasons_of_a_condition_are_its_answers() -> None:
    """Without points, the reasons are the answers that make the condition true; without a condition, those that exclude earlier outcomes."""
    tree = make_tree([ask("a", "x", "y"), ask("b", "x", "y"), ask("c", "x", "y")], [{"id": "one", "when": {"a": "x", "b": "x"}}, "two"])
    reasons = [evaluate_answers(tree, {"a": "x", "b": b, "c": "x"})["result"]["outcomes"][0]["because"] for b in ("x", "y")]
    assert [[each["question"] for each in because] for because in reasons] == [["a", "b"], ["b"]]


def test_notes_of_chosen_options_are_named() -> None:
    """An option with a note is listed if its question was asked and it was chosen."""
    tree = make_tree([ask("a", {"id": "x", "note": "Mind this."}, "y")], ["one"])
    assert [evaluate_answers(tree, {"a": each})["result"]["notes"] for each in "xy"] == [[{"question": "a", "option": "x"}], []]


def test_without_layers_there_are_no_groups() -> None:
    """Without approaches there are no layers, and so no groups."""
    tree = make_tree([ask("a", gives("x", one=1), "y")], ["one"], mode="ranked", group_by="layer")
    assert evaluate_answers(tree, {"a": "x"})["result"]["groups"] == []


def test_would_change_names_other_answers_and_new_questions() -> None:
    """Each single change that leads elsewhere is listed with the new result, or with the question that is then asked."""
    questions = [ask("a", "x", "y", "z"), ask("b", "x", "y", ask_if={"a": "z"})]
    tree = make_tree(questions, [{"id": "one", "when": {"a": "x"}}, "two"])
    assert evaluate_answers(tree, {"a": "x"})["would_change"] == [
        {"question": "a", "from": "x", "to": "y", "result": ["two"], "asks": None},
        {"question": "a", "from": "x", "to": "z", "result": [], "asks": "b"},
    ]


def test_would_change_toggles_one_of_several() -> None:
    """For a question that takes several answers, a change adds or removes one of them."""
    tree = make_tree([ask("m", "p", "q", {"id": "none", "exclusive": True}, type="multi")], [{"id": "one", "when": {"m": {"has": "p"}}}, "two"])
    assert [each["to"] for each in evaluate_answers(tree, {"m": ["p", "q"]})["would_change"]] == [["q"], ["none"]]


def test_nothing_left_is_an_empty_result() -> None:
    """If no outcome remains, there is a result, and it is empty."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "when": {"a": "x"}}])
    assert (ids(evaluate_answers(tree, {"a": "y"})), evaluate_answers(tree, {"a": "y"})["result"]["settled"]) == ([], True)
