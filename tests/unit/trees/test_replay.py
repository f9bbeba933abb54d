"""Replay: each rule that decides which question is asked."""

from __future__ import annotations

from tests.unit.trees.small_trees import ask, make_tree

from waymark_guide.trees.engine.evaluation import evaluate_answers


def test_begins_at_the_first_question() -> None:
    """Without answers the first question of the file is asked, with all its options."""
    tree = make_tree([ask("a", "x", "y"), ask("b", "x", "y")], ["one"])
    assert evaluate_answers(tree, {})["next"] == {"question": "a", "options": ["x", "y"], "left": {"min": 2, "max": 2}}


def test_continues_in_the_order_of_the_file() -> None:
    """An option without `next` leads to the question after it."""
    tree = make_tree([ask("a", "x", "y"), ask("b", "x", "y")], ["one"])
    assert evaluate_answers(tree, {"a": "y"})["next"]["question"] == "b"


def test_next_jumps_forward() -> None:
    """`next` leads to a later question, and the ones between are not asked."""
    tree = make_tree([ask("a", {"id": "x", "next": "c"}, "y"), ask("b", "x", "y"), ask("c", "x", "y")], ["one"])
    assert evaluate_answers(tree, {"a": "x"})["next"]["question"] == "c"
    assert evaluate_answers(tree, {"a": "x", "b": "x", "c": "y"})["unused"] == ["b"]


def test_next_ends_at_an_outcome_another_tree_or_the_results() -> None:
    """`outcome:ID`, `tree:ID` and `results` end the run at once."""
    routes = [{"id": "x", "next": "outcome:one"}, {"id": "y", "next": "tree:other"}, {"id": "z", "next": "results"}]
    tree = make_tree([ask("a", *routes), ask("b", "x", "y")], [{"id": "one", "only_by_route": True}, "two"])
    ended = {option: evaluate_answers(tree, {"a": option})["result"] for option in "xyz"}
    assert [each["id"] for each in ended["x"]["outcomes"]] == ["one"]
    assert ended["x"]["outcomes"][0]["by"] == "route"
    assert (ended["y"]["jump"], ended["y"]["outcomes"]) == ("other", [])
    assert [each["id"] for each in ended["z"]["outcomes"]] == ["two"]


def test_ask_if_skips() -> None:
    """A question whose `ask_if` is false is not asked, and the result does not wait for it."""
    tree = make_tree([ask("a", "x", "y"), ask("b", "x", "y", ask_if={"a": "x"})], ["one"])
    assert evaluate_answers(tree, {"a": "y"})["result"] is not None
    assert evaluate_answers(tree, {"a": "x"})["next"]["question"] == "b"


def test_a_stale_answer_counts_for_nothing_and_comes_back() -> None:
    """An answer to a question that is no longer asked is listed as unused and has no effect. If the question is asked again, it counts."""
    questions = [ask("a", "x", "y"), ask("b", "x", "y", ask_if={"a": "x"}), ask("c", "x", "y", ask_if={"b": "x"})]
    tree = make_tree(questions, [{"id": "one", "when": {"b": "x"}}, "two"])
    stale = evaluate_answers(tree, {"a": "y", "b": "x"})
    assert (stale["asked"], stale["unused"]) == (["a"], ["b"])
    assert stale["result"]["outcomes"][0]["id"] == "two"
    assert evaluate_answers(tree, {"a": "x", "b": "x"})["next"]["question"] == "c"


def test_same_as_is_asked_once() -> None:
    """The second placement is skipped if the first was asked. If not, it is asked under its own id."""
    questions = [ask("a", "x", "y"), ask("b", "x", "y", ask_if={"a": "x"}), {"id": "again", "same_as": "b"}]
    tree = make_tree(questions, [{"id": "one", "when": {"again": "x"}}, "two"])
    assert evaluate_answers(tree, {"a": "x", "b": "x"})["asked"] == ["a", "b"]
    assert evaluate_answers(tree, {"a": "x", "b": "x"})["result"]["outcomes"][0]["id"] == "one"
    assert evaluate_answers(tree, {"a": "y"})["next"]["question"] == "again"
    later = evaluate_answers(tree, {"a": "y", "again": "x"})
    assert (later["asked"], later["answers"]["again"]) == (["a", "again"], "x")


def test_a_fact_is_asked_once() -> None:
    """Two placements of the same fact are one question. It has the texts of the fact, and each placement has its own routes."""
    fact = {"id": "scope", "text": "In scope?", "options": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]}
    questions = [ask("a", {"id": "x", "next": "second"}, "y"), {"id": "first", "fact": "scope"}]
    questions.append({"id": "second", "fact": "scope", "options": [{"id": "yes", "next": "outcome:one"}, {"id": "no"}]})
    tree = make_tree(questions, ["two", {"id": "one", "only_by_route": True}], facts=(fact,))
    assert tree.questions[1].text == "In scope?"
    assert evaluate_answers(tree, {"a": "y", "first": "yes"})["result"]["outcomes"][0]["id"] == "two"
    assert evaluate_answers(tree, {"a": "x", "first": "yes"})["result"]["outcomes"][0]["id"] == "one"


def test_multi_routes_by_its_first_chosen_option() -> None:
    """Of several chosen options, the first in the file that leads somewhere decides."""
    options = ["w", {"id": "x", "next": "outcome:one"}, {"id": "y", "next": "outcome:two"}]
    tree = make_tree([ask("a", *options, type="multi")], [{"id": each, "only_by_route": True} for each in ("one", "two")] + ["three"])
    first = [evaluate_answers(tree, {"a": chosen})["result"]["outcomes"][0]["id"] for chosen in ("w", "y,x", "w,y")]
    assert first == ["three", "one", "two"]


def test_questions_left_counts_what_may_still_come() -> None:
    """The fewest and the most questions, the current one included; answers ahead that are known are not counted."""
    questions = [ask("a", "x", {"id": "y", "next": "results"}), ask("b", "x", "y"), ask("c", "x", "y", ask_if={"b": "x"})]
    tree = make_tree(questions, ["one"])
    assert evaluate_answers(tree, {})["next"]["left"] == {"min": 1, "max": 3}
    assert evaluate_answers(tree, {"b": "y"})["next"]["left"] == {"min": 1, "max": 1}


def test_an_unknown_route_asks_the_earliest_question_of_any_branch() -> None:
    """If a question with routes is unknown, the next question is the earliest unanswered one that some answer leads to."""
    questions = [ask("a", {"id": "x", "next": "c"}, "y"), ask("b", "x", "y"), ask("c", "x", "y")]
    tree = make_tree(questions, ["one"])
    evaluation = evaluate_answers(tree, {"a": "?"})
    assert evaluation["next"] == {"question": "b", "options": ["x", "y"], "left": {"min": 2, "max": 2}}
    assert evaluate_answers(tree, {"a": "?", "b": "x"})["next"]["question"] == "c"


def test_hostile_answers_are_dropped_and_listed() -> None:
    """Unknown questions and options, wrong types and impossible sets are dropped and listed. The other answers count."""
    tree = make_tree([ask("a", "x", "y"), ask("b", "x", "y", {"id": "none", "exclusive": True}, type="multi"), ask("c", "x", "y")], ["one"])
    given = {"a": "z", "b": ["x", "none", "q"], "c": {"x": 1}, "__proto__": "x", "constructor": ["y"]}
    evaluation = evaluate_answers(tree, given)
    assert evaluation["dropped"] == ["__proto__", "a=z", "b=none", "b=q", "c", "constructor"]
    assert evaluation["next"]["question"] == "a"
    assert evaluate_answers(tree, {**given, "a": "x", "c": "y"})["answers"] == {"a": "x", "b": ["x"], "c": "y"}


def test_dont_know_can_be_switched_off() -> None:
    """If "I don't know" is not offered, `?` is dropped."""
    tree = make_tree([ask("a", "x", "y", dont_know="false")], ["one"])
    assert (evaluate_answers(tree, {"a": "?"})["dropped"], evaluate_answers(tree, {"a": "?"})["next"]["question"]) == (["a=?"], "a")


def test_old_ids_still_count() -> None:
    """Answers under the former ids of questions and options (`was`) still count."""
    tree = make_tree([ask("a", {"id": "x", "was": ["former"]}, "y", was=["old"])], [{"id": "one", "when": {"a": "x"}}, "two"])
    evaluation = evaluate_answers(tree, {"old": "former"})
    assert (evaluation["answers"], evaluation["dropped"], evaluation["result"]["outcomes"][0]["id"]) == ({"a": "x"}, [], "one")
