"""What comes of the answers: modes, roles, gates, scores, ties, close calls, reasons, and what would change them."""

from __future__ import annotations

from typing import Any

from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.trees.engine.evaluation import evaluate_answers


def ids(evaluation: dict[str, Any]) -> list[str]:
    """The outcomes in their order."""
    return [outcome["id"] for outcome in evaluation["result"]["outcomes"]]


def test_first_takes_the_first_that_holds() -> None:
    """`first` gives one option: the first in the file whose `when` holds."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "when": {"a": "x"}}, "two", "three"])
    assert (ids(evaluate_answers(tree, {"a": "x"})), ids(evaluate_answers(tree, {"a": "y"}))) == (["one"], ["two"])


def test_all_takes_every_one_that_holds() -> None:
    """`all` gives every option whose `when` holds, in the order of the file."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "when": {"a": "x"}}, "two", {"id": "three", "when": {"a": "y"}}], mode="all")
    assert ids(evaluate_answers(tree, {"a": "x"})) == ["one", "two"]


def test_roles_stand_after_the_options() -> None:
    """`always` is shown whatever the answers, an add-on when its condition holds; neither is ranked nor leads."""
    outcomes = [{"id": "each", "role": "always"}, {"id": "extra", "role": "add-on", "when": {"a": "x"}}, "one"]
    tree = make_tree([ask("a", gives("x", one=1), "y")], outcomes, mode="ranked")
    assert (ids(evaluate_answers(tree, {"a": "x"})), ids(evaluate_answers(tree, {"a": "y"}))) == (["one", "each", "extra"], ["one", "each"])
    beside = evaluate_answers(tree, {"a": "x"})["result"]["outcomes"][1:]
    assert [(each["by"], each["rank"], each["could_lead"]) for each in beside] == [("always", None, False), ("when", None, False)]


def test_modality_passes_through() -> None:
    """What the law makes of an outcome is handed on as written."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "modality": "must-not"}])
    assert evaluate_answers(tree, {"a": "x"})["result"]["outcomes"][0]["modality"] == "must-not"


def test_scores_are_weight_times_points() -> None:
    """A score is the whole-number sum of weight times points, and ties share a rank."""
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
    """An outcome whose `not_if` holds is ruled out with its reason and the answers that did it, however high it scores."""
    outcomes = [{"id": "one", "not_if": {"b": "no"}, "ruled_out_because": "It cannot be done."}, "two"]
    tree = make_tree([ask("a", gives("x", one=4), "y"), ask("b", "yes", "no")], outcomes, mode="ranked")
    evaluation = evaluate_answers(tree, {"a": "x", "b": "no"})
    assert ids(evaluation) == ["two"]
    assert evaluation["result"]["ruled_out"] == [{"id": "one", "because": ["It cannot be done."], "questions": ["b"]}]


def test_close_calls_are_told() -> None:
    """First and second within `close_call_within` of each other are a close call, and one point more is not."""
    questions = [ask("a", gives("x", one=4), "y")]
    evaluation = [make_tree(questions, ["one", "two"], mode="ranked", close_call_within=within) for within in (40, 39)]
    assert [evaluate_answers(tree, {"a": "x"})["result"]["close_call"] for tree in evaluation] == [True, False]


def test_reasons_come_strongest_first() -> None:
    """Every effect of the answers is a reason with its author's words, the largest first, and together they are the score."""
    tree = make_tree([ask("a", gives("x", one=1), "y"), ask("b", gives("x", one=-3), "y")], ["one"], mode="ranked")
    [found] = evaluate_answers(tree, {"a": "x", "b": "x"})["result"]["outcomes"]
    assert [(each["question"], each["points"], each["adds"], each["text"]) for each in found["because"]] == [
        ("b", -3, -30, "x: one"),
        ("a", 1, 10, "x: one"),
    ]
    assert sum(each["adds"] for each in found["because"]) == found["score"]


def test_reasons_of_a_condition_are_its_answers() -> None:
    """Without points, the reasons are the answers that make the condition hold; for a catch-all, those that keep earlier outcomes out."""
    tree = make_tree([ask("a", "x", "y"), ask("b", "x", "y"), ask("c", "x", "y")], [{"id": "one", "when": {"a": "x", "b": "x"}}, "two"])
    evaluation = [evaluate_answers(tree, {"a": "x", "b": b, "c": "x"})["result"]["outcomes"][0]["because"] for b in ("x", "y")]
    assert [[each["question"] for each in because] for because in evaluation] == [["a", "b"], ["b"]]


def test_notes_of_chosen_options_are_named() -> None:
    """An option with a note is named when it was chosen and asked."""
    tree = make_tree([ask("a", {"id": "x", "note": "Mind this."}, "y")], ["one"])
    assert [evaluate_answers(tree, {"a": each})["result"]["notes"] for each in "xy"] == [[{"question": "a", "option": "x"}], []]


def test_best_of_each_layer_makes_a_blend() -> None:
    """Without approaches there are no layers, and so no groups."""
    tree = make_tree([ask("a", gives("x", one=1), "y")], ["one"], mode="ranked", group_by="layer")
    assert evaluate_answers(tree, {"a": "x"})["result"]["groups"] == []


def test_would_change_names_other_answers_and_new_questions() -> None:
    """Each single change that leads elsewhere is listed with where it leads, or with the question that it makes necessary."""
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
    """Where no outcome is left, the result is there and empty."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "when": {"a": "x"}}])
    assert (ids(evaluate_answers(tree, {"a": "y"})), evaluate_answers(tree, {"a": "y"})["result"]["settled"]) == ([], True)
