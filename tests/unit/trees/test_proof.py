"""The proof of small trees with one fault each: what cannot be reached and why, what makes no difference, and which outcomes can lead."""

from __future__ import annotations

from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.trees.engine.conditions import Combination, Comparison
from waymark_guide.trees.proof.certificate import make_certificate
from waymark_guide.trees.proof.nearest_miss import UnmetComparison, find_gap
from waymark_guide.trees.proof.proof import prove
from waymark_guide.trees.views.terminal_proof import render_proof


def test_a_question_without_a_link_has_no_route() -> None:
    """A question that every option before it jumps over is unreachable because nothing leads to it."""
    tree = make_tree([ask("a", {"id": "x", "next": "c"}, {"id": "y", "next": "results"}), ask("b", "x", "y"), ask("c", "x", "y")], ["one"])
    proof = prove(tree)
    assert (proof.questions["b"].reachable, proof.questions["b"].because, proof.questions["b"].nearest) == (False, "no route", None)
    assert proof.options["b", "x"].because == "no route"
    assert "question b: nothing leads to it." in render_proof(proof)


def test_a_question_that_no_answers_reach_has_a_nearest_miss() -> None:
    """A question that is linked and never asked says which answers come nearest, and what they lack."""
    tree = make_tree([ask("a", "x", {"id": "y", "next": "results"}), ask("b", "x", "y", ask_if={"a": "y"})], ["one"])
    reach = prove(tree).questions["b"]
    assert (reach.reachable, reach.because) == (False, "no combination")
    assert reach.nearest is not None
    assert reach.nearest.witness == {"a": "x"}
    assert reach.nearest.fails == (UnmetComparison("a", "is", ("y",), required=True),)


def test_an_outcome_with_a_route_that_no_answers_take() -> None:
    """An outcome whose only route leaves from a question that is never asked has a route, and no combination of answers."""
    questions = [ask("a", "x", {"id": "y", "next": "results"}), ask("b", {"id": "x", "next": "outcome:far"}, "z", ask_if={"a": "y"})]
    reach = prove(make_tree(questions, ["one", {"id": "far", "only_by_route": True}])).outcomes["far"]
    assert (reach.reachable, reach.because) == (False, "no combination")
    assert reach.nearest is not None
    assert reach.nearest.fails == (UnmetComparison("a", "is", ("y",), required=True),)


def test_an_outcome_only_by_route_without_one() -> None:
    """An outcome that is only reached by route, and has none, has no route; one option that leads to it is enough."""
    questions = [ask("a", "x", {"id": "y", "next": "outcome:near"})]
    outcomes = prove(make_tree(questions, ["one", {"id": "far", "only_by_route": True}, {"id": "near", "only_by_route": True}])).outcomes
    assert (outcomes["far"].because, outcomes["near"].reachable) == ("no route", True)


def test_an_outcome_whose_conditions_exclude_each_other() -> None:
    """Two questions of which only one is ever asked: an outcome that needs both is unreachable, and the nearest miss names the one that fails."""
    questions = [ask("a", "x", {"id": "y", "next": "c"}), ask("b", {"id": "x", "next": "results"}, {"id": "y", "next": "results"}), ask("c", "x")]
    tree = make_tree(questions, [{"id": "both", "when": {"b": "x", "c": "x"}}, "one"])
    reach = prove(tree).outcomes["both"]
    assert reach.because == "no combination"
    assert reach.nearest is not None
    assert len(reach.nearest.fails) == 1


def test_a_shadowed_outcome_names_what_takes_its_place() -> None:
    """In `first` mode an outcome whose own conditions hold only where an earlier one's do is shadowed by that one."""
    tree = make_tree([ask("a", "x", "y", "z")], [{"id": "wide", "when": {"a": ["x", "y"]}}, {"id": "narrow", "when": {"a": "x"}}, "rest"])
    shadowed = prove(tree).shadowed_outcomes
    assert (shadowed["narrow"].by, shadowed["narrow"].witness) == (("wide",), {"a": "x"})
    assert list(shadowed) == ["narrow"]
    assert prove(tree).outcomes["narrow"].nearest is not None


def test_an_outcome_behind_one_without_conditions_is_shadowed_and_has_no_miss() -> None:
    """No other answer helps if an earlier outcome is always shown."""
    proof = prove(make_tree([ask("a", "x", "y")], ["always", "never"]))
    assert proof.shadowed_outcomes["never"].by == ("always",)
    assert proof.outcomes["never"].nearest is None


def test_a_dead_end_is_counted_and_witnessed() -> None:
    """Answers after which no option is left are a dead end, with the number of paths that end there."""
    tree = make_tree([ask("a", "x", "y"), ask("b", "x", "y", "z")], [{"id": "one", "when": {"a": "x"}}])
    (dead_end,) = prove(tree).dead_ends or ()
    assert (dead_end.paths, dead_end.witness) == (3, {"a": "y", "b": "x"})


def test_conditions_that_are_always_or_never_true() -> None:
    """A condition is judged by the answers with which it is read, not by all that could be written."""
    questions = [ask("a", "x", {"id": "y", "next": "results"}), ask("b", "x", "y", ask_if={"a": "x"}), ask("c", "x", "y", ask_if={"b": ["x"]})]
    seen = {each.name[1]: each for each in prove(make_tree(questions, ["one"])).condition_contexts}
    assert (seen["b"].always, seen["b"].never, seen["c"].always, seen["c"].never) == (True, False, False, False)


def test_a_condition_on_a_question_that_may_be_skipped() -> None:
    """A condition is listed if its question may not have been asked and its value would change; not if `answered` guards it."""
    questions = [ask("a", "x", {"id": "y", "next": "results"}), ask("b", "x", "y")]
    open_, guarded = {"id": "open", "when": {"not": {"b": "x"}}}, {"id": "guarded", "when": {"all": [{"b": "answered"}, {"not": {"b": "x"}}]}}
    found = prove(make_tree(questions, [open_, guarded], mode="all")).skipped_questions
    assert list(found) == [("outcome", "open", "when")]
    assert (found["outcome", "open", "when"]["b"].witness, found["outcome", "open", "when"]["b"].then) == ({"a": "y"}, True)


def test_what_makes_no_difference() -> None:
    """A question whose answers have the same results, options that have, and a `next` that changes nothing are listed."""
    questions = [ask("a", {"id": "x", "next": "b"}, "y"), ask("b", "x", "y", "z"), ask("c", "x", "y")]
    proof = prove(make_tree(questions, [{"id": "one", "when": {"b": "z"}}, {"id": "two", "when": {"a": "x"}}, "rest"], mode="all"))
    assert (proof.idle_questions, proof.equivalent_options, proof.idle_routes) == (("c",), (("b", ("x", "y")),), (("a", "x"),))


def test_a_note_makes_a_difference() -> None:
    """An option with a note makes a difference: the result shows the note."""
    assert prove(make_tree([ask("a", "x", {"id": "y", "note": "Mind this."})], ["one"])).idle_questions == ()


def test_points_that_never_count() -> None:
    """Points for an outcome that the same answer rules out are never part of a ranking."""
    tree = make_tree([ask("a", gives("x", one=2), gives("y", one=1, two=1))], [{"id": "one", "not_if": {"a": "x"}}, "two"], mode="ranked")
    assert prove(tree).unused_points == (("a", "x", "one"),)


def test_an_outcome_that_can_never_lead_names_the_one_ahead() -> None:
    """Where one rival alone is always ahead, that is the proof; a tie still counts as coming first."""
    tree = make_tree([ask("a", gives("x", one=2, two=1), gives("y", one=3, two=2, three=3))], ["one", "two", "three"], mode="ranked")
    leads = prove(tree).can_lead
    assert (leads["two"].can_lead, leads["two"].behind) == (False, "one")
    assert (leads["three"].can_lead, leads["three"].witness) == (True, {"a": "y"})
    assert "Proved: two can never come first, because one is always ahead of it." in render_proof(prove(tree)).replace("\n      ", " ")


def test_an_outcome_held_off_by_several_rivals_together() -> None:
    """An outcome that could beat each rival, and never all at once, is proved unable without one to blame."""
    tree = make_tree([ask("a", gives("x", one=4, mid=2), gives("y", two=4, mid=2)), ask("b", "x", "y")], ["one", "two", "mid"], mode="ranked")
    assert (prove(tree).can_lead["mid"].can_lead, prove(tree).can_lead["mid"].behind) == (False, None)


def test_dominated_whatever_the_weights() -> None:
    """An outcome is dominated by one that is never behind it on any factor; ahead by weight alone is not enough."""
    tree = make_tree([ask("a", gives("x", one=2, two=1), gives("y", one=1, two=1))], ["one", "two"], mode="ranked")
    assert prove(tree).dominated_outcomes == (("two", "one"),)
    other = {"id": "y", "effects": {"two": {"other": {"points": 1, "because": "It counts."}}}}
    assert prove(make_tree([ask("a", gives("x", one=2, two=1), other)], ["one", "two"], mode="ranked")).dominated_outcomes == ()


def test_one_answer_decides_everything() -> None:
    """An answer after which one outcome leads whatever else is answered is named; not where it leads anyway."""
    questions = [ask("a", gives("x", one=4), gives("y", two=2)), ask("b", gives("x", two=2), gives("y", one=2))]
    assert prove(make_tree(questions, ["one", "two"], mode="ranked")).deciding_options == (("a", "x", "one"),)


def test_ties_and_close_calls_are_counted() -> None:
    """The shares of the paths are exact, each with answers that show it."""
    questions = [ask("a", gives("x", one=2), gives("y", two=2)), ask("b", gives("x", two=2), gives("y", one=1))]
    proof = prove(make_tree(questions, ["one", "two"], mode="ranked", close_call_within=10))
    assert proof.ties is not None
    assert proof.close_calls is not None
    assert (proof.ties.paths, proof.ties.of, proof.ties.percent, proof.ties.exact) == (1, 4, 25, True)
    assert (proof.close_calls.paths, proof.close_calls.of) == (2, 4)
    assert proof.ties.examples[0].witness == {"a": "x", "b": "x"}


def test_too_large_says_what_grows() -> None:
    """Above the limit nothing is claimed; the answers that must be distinguished, and what reads them, are named."""
    questions = [ask(f"q{number}", "x", "y") for number in range(8)]
    outcomes = [{"id": f"o{number}", "when": {f"q{number}": "x"}} for number in range(8)]
    proof = prove(make_tree(questions, [*outcomes, "rest"], mode="all"), limit=100)
    (growth,) = proof.too_large
    assert set(growth.remembered) == {f"q{number}" for number in range(6)}
    assert growth.readers[0] == "outcome o0"
    assert proof.states is None
    assert proof.paths == 256
    assert {reach.reachable for reach in proof.outcomes.values()} == {True}
    assert "What grows" in render_proof(proof)
    assert make_certificate(proof)["too_large"][0]["remembered"] == list(growth.remembered)


def test_a_question_with_many_answers_is_one_move() -> None:
    """A multi question of eight options has 256 answers; they are counted, and few states are needed."""
    several = ask("a", *"bcdefghi", {"id": "none", "exclusive": True}, type="multi")
    proof = prove(make_tree([several, ask("z", "x", "y")], [{"id": "one", "when": {"a": {"has": "c"}}}, "rest"]))
    assert (proof.paths, proof.states) == (512, 5)
    assert proof.options["a", "c"].witness == {"a": ["c"]}


def test_a_question_with_too_many_answers_is_not_proved() -> None:
    """Above the bound of a multi question its answers are not listed, so nothing is claimed and the question is named."""
    proof = prove(make_tree([ask("a", *"bcdefghijklm", type="multi")], ["one"]))
    assert (proof.paths, proof.states, proof.too_large[0].answers) == (None, None, 4095)
    assert proof.outcomes["one"].because == "not proved"
    assert '"a" can be answered in 4,095 ways' in render_proof(proof)


def test_a_nearest_miss_never_asks_for_the_same_comparison_twice_over() -> None:
    """Two aims that need one comparison true and false have no nearest miss; where another way is open, it is found, even if it is longer."""
    both = Comparison("is", "a", ("x",), 1)
    other = Comparison("is", "b", ("x",), 2)
    third = Comparison("is", "c", ("x",), 4)
    assert find_gap([(both, True), (both, False)], 0) is None
    either = Combination("any", (both, Combination("all", (other, third))))
    gap = find_gap([(both, False), (either, True)], 0)
    assert gap == (UnmetComparison("b", "is", ("x",), required=True), UnmetComparison("c", "is", ("x",), required=True))


def test_a_nearest_miss_counts_a_change_once_for_several_aims() -> None:
    """The fewest changes are those over all aims together: one that serves two aims comes before two that serve one each."""
    shared, first, second = (Comparison("is", name, ("x",), 1 << bit) for bit, name in enumerate("abc"))
    aims = [(Combination("any", (first, shared)), True), (Combination("any", (second, shared)), True)]
    assert find_gap(aims, 0) == (UnmetComparison("a", "is", ("x",), required=True),)
