"""Unknown answers: what is settled whatever they are, what they decide, and when there are too many."""

from __future__ import annotations

from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.trees.engine.evaluation import evaluate_answers


def test_a_lead_that_no_unknown_can_close_is_settled() -> None:
    """An outcome that stays ahead in every completion is first, with its range, and no probability."""
    tree = make_tree([ask("a", gives("x", one=4), "y"), ask("b", gives("x", two=3), gives("y", two=1))], ["one", "two"], mode="ranked")
    evaluation = evaluate_answers(tree, {"a": "x", "b": "?"})
    found = {each["id"]: (each["low"], each["high"], each["could_lead"]) for each in evaluation["result"]["outcomes"]}
    assert (evaluation["result"]["settled"], found) == (True, {"one": (40, 40, True), "two": (10, 30, False)})
    assert evaluation["unknowns"] == [
        {"question": "b", "decides": False, "if": {"x": ["one"], "y": ["one"]}, "left": {"min": 1, "max": 1}, "why": "nothing", "matters": None}
    ]


def test_an_unknown_that_decides_says_between_what() -> None:
    """An unknown answer that can change the result says what may come first with each option."""
    tree = make_tree([ask("a", gives("x", one=1), "y"), ask("b", gives("x", two=3), "y")], ["one", "two"], mode="ranked")
    evaluation = evaluate_answers(tree, {"a": "x", "b": "?"})
    assert evaluation["result"]["settled"] is False
    assert evaluation["unknowns"] == [
        {"question": "b", "decides": True, "if": {"x": ["two"], "y": ["one"]}, "left": {"min": 1, "max": 1}, "why": "settles", "matters": None}
    ]


def test_the_unknown_answer_that_narrows_most_comes_first() -> None:
    """The order is by how many outcomes are left on average, then by how much the author says that the answer matters, then as in the file."""
    questions = [
        ask("vague", "x", "y"),
        ask("minor", "x", "y", dont_know={"matters": "low"}),
        ask("major", "x", "y", dont_know={"matters": "high"}),
        ask("deciding", {"id": "x", "next": "outcome:one"}, {"id": "y", "next": "outcome:two"}),
    ]
    tree = make_tree(questions, ["one", "two"])
    evaluation = evaluate_answers(tree, dict.fromkeys(("vague", "minor", "major", "deciding"), "?"))
    assert [each["question"] for each in evaluation["unknowns"]] == ["deciding", "major", "minor", "vague"]


def test_each_unknown_says_what_finding_out_does() -> None:
    """Finding out settles the result, narrows it for some option, or does nothing. The author's word is in the entry too."""
    questions = [ask("a", "x", "y", "z", dont_know={"matters": "high"}), ask("b", "x", "y"), ask("c", "x", "y")]
    outcomes = [{"id": "one", "when": {"a": "x"}}, {"id": "two", "when": {"a": "y", "b": "x"}}, "three"]
    evaluation = evaluate_answers(make_tree(questions, outcomes), dict.fromkeys("abc", "?"))
    assert [(each["question"], each["why"], each["left"], each["matters"]) for each in evaluation["unknowns"]] == [
        ("a", "narrows", {"min": 1, "max": 2}, "high"),
        ("b", "narrows", {"min": 2, "max": 3}, None),
        ("c", "nothing", {"min": 3, "max": 3}, None),
    ]


def test_a_gate_that_is_unknown_makes_an_outcome_uncertain() -> None:
    """An outcome that only some completions rule out is not certain, and is not listed as ruled out."""
    tree = make_tree([ask("a", "x", "y")], [{"id": "one", "not_if": {"a": "x"}}, "two"], mode="all")
    result = evaluate_answers(tree, {"a": "?"})["result"]
    assert {each["id"]: each["certain"] for each in result["outcomes"]} == {"one": False, "two": True}
    assert result["ruled_out"] == []


def test_above_the_share_the_result_is_to_gather_first() -> None:
    """If more than `gather_first` percent is unknown, the result says to gather facts first, unless it is settled."""
    questions = [ask("a", "x", "y"), ask("b", "x", "y")]
    outcomes = [{"id": "one", "when": {"a": "x"}}, "two"]
    results = [evaluate_answers(make_tree(questions, outcomes, gather_first=share), {"a": "?", "b": "x"})["result"] for share in (49, 50)]
    assert [(each["gather_first"], each["gather_because"]) for each in results] == [(True, "share"), (False, None)]
    settled = evaluate_answers(make_tree(questions, outcomes, gather_first=10), {"a": "y", "b": "?"})["result"]
    assert (settled["settled"], settled["gather_first"]) == (True, False)


def test_above_the_limit_nothing_is_claimed() -> None:
    """If there are too many completions to follow, the result says to gather facts first and why, and claims nothing."""
    questions = [ask(f"q{number}", *(gives(option, one=points) for points, option in enumerate("abc", 1))) for number in range(12)]
    outcomes = [{"id": "one"}, *({"id": f"gated{number}", "not_if": {f"q{number}": "a"}} for number in range(12))]
    outcomes += [{"id": f"shut{number}", "not_if": {f"q{number}": "b"}} for number in range(12)]
    evaluation = evaluate_answers(make_tree(questions, outcomes, mode="ranked"), {f"q{number}": "?" for number in range(12)})
    assert (evaluation["result"]["gather_because"], evaluation["result"]["settled"]) == ("too-many", False)
    assert all(each["could_lead"] is None for each in evaluation["result"]["outcomes"])
    assert [(each["decides"], each["why"], each["left"]) for each in evaluation["unknowns"]] == [(None, "unclear", None)] * 12
    assert evaluation["would_change"] == []


def test_an_unknown_multi_question_may_be_every_set() -> None:
    """An unknown answer to a multi question may be every set of options. The `if` of an option covers all sets with it."""
    options = [gives("p", one=1), gives("q", one=1), {"id": "none", "exclusive": True}]
    tree = make_tree([ask("m", *options, type="multi"), ask("a", gives("x", two=2), "y")], ["one", "two"], mode="ranked")
    evaluation = evaluate_answers(tree, {"m": "?", "a": "x"})
    assert evaluation["unknowns"][0]["if"] == {"p": ["one", "two"], "q": ["one", "two"], "none": ["two"]}
    assert {each["id"]: (each["low"], each["high"]) for each in evaluation["result"]["outcomes"]}["one"] == (0, 20)
