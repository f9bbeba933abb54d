"""Compare the engine with a simple second engine on random trees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.trees.naive_engine import Naive, Run, Value
from tests.trees.random_trees import compile_without_facts, make_random_tree

from waymark_guide.trees.engine.evaluation import evaluate_answers, find_leader_ids
from waymark_guide.trees.engine.url_fragment import read_fragment, write_fragment
from waymark_guide.trees.proof.state_graph import explore_states
from waymark_guide.trees.views.decision_table import make_decision_table

if TYPE_CHECKING:
    from random import Random

randoms = st.randoms(use_true_random=False)
few = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def choose_answers(random: Random, naive: Naive, unknown: float, missing: float) -> dict[str, Value | None]:
    """Choose answers by root id; none means unknown."""
    answers: dict[str, Value | None] = {}
    for question in naive.tree.questions:
        if question.same_as is None and random.random() >= missing:
            answers[question.id] = None if random.random() < unknown else random.choice(naive.values(question.id))
    return answers


def make_engine_answers(answers: dict[str, Value | None]) -> dict[str, Any]:
    """Return the same answers as the engine takes them."""
    return {key: "?" if value is None else list(value) for key, value in answers.items()}


@few
@given(randoms)
def test_every_run_ends_where_the_language_says(random: Random) -> None:
    """Known answers lead through the same questions to the same end, and the rest is unused."""
    naive = Naive(make_random_tree(random))
    for _ in range(4):
        answers = choose_answers(random, naive, unknown=0, missing=0.2)
        run = naive.run({key: value for key, value in answers.items() if value})
        answer = evaluate_answers(compile_without_facts(naive.tree), make_engine_answers(answers))
        assert answer["asked"] == list(run.placements)
        assert (answer["next"] or {}).get("question") == run.waits_for
        assert set(answer["unused"]) == set(answers) - set(run.asked)
        if run.end is not None:
            assert set(find_leader_ids(compile_without_facts(naive.tree), make_engine_answers(answers)) or ()) == naive.leads(run)


@few
@given(randoms)
def test_unknown_answers_give_exactly_the_results_of_all_completions(random: Random) -> None:
    """What may lead, what is certain, what is settled and every range is what listing the completions gives: no more and no less."""
    naive = Naive(make_random_tree(random))
    answers = choose_answers(random, naive, unknown=0.5, missing=0)
    runs = list({repr(run): run for run in map(naive.run, naive.completions(answers))}.values())
    answer = evaluate_answers(compile_without_facts(naive.tree), make_engine_answers(answers))
    result = answer["result"]
    possible = [naive.leads(run) for run in runs]
    outcomes = {each["id"]: each for each in result["outcomes"]}
    assert {each["id"] for each in result["outcomes"] if each["could_lead"]} == {each for leads in possible for each in leads if ":" not in each}
    assert set(result["may_jump"]) == {each.removeprefix("tree:") for leads in possible for each in leads if ":" in each}
    assert result["settled"] == (len(set(possible)) == 1)
    assert set(answer["asked"]) == {placement for run in runs for placement in run.placements}
    for outcome in naive.tree.outcomes:
        present = [run for run in runs if _is_shown(naive, outcome.id, run)]
        assert (outcome.id in outcomes) == bool(present)
        if present:
            assert outcomes[outcome.id]["certain"] == (len(present) == len(runs))
            ranked = [naive.score(outcome.id, run) for run in present if run.end == "results"]
            if naive.tree.result.mode == "ranked" and outcome.role == "option" and ranked:
                assert (outcomes[outcome.id]["low"], outcomes[outcome.id]["high"]) == (min(ranked), max(ranked))


def _is_shown(naive: Naive, outcome_id: str, run: Run) -> bool:
    role = next(outcome.role for outcome in naive.tree.outcomes if outcome.id == outcome_id)
    left = naive.left_in(run)
    if naive.tree.result.mode == "first" and run.end == "results":
        left = left[:1]
    is_other_role = role != "option" and not (run.end or "").startswith("tree:") and naive.appears(outcome_id, run)
    return outcome_id in left or is_other_role


@few
@given(randoms)
def test_each_unknown_says_what_its_answers_would_leave(random: Random) -> None:
    """For an option of an unknown question, `if` holds exactly what may lead once it is chosen; `decides` says whether that is less."""
    naive = Naive(make_random_tree(random))
    answers = choose_answers(random, naive, unknown=0.5, missing=0)
    everything = {each for run in map(naive.run, naive.completions(answers)) for each in naive.leads(run)}
    for unknown in evaluate_answers(compile_without_facts(naive.tree), make_engine_answers(answers))["unknowns"]:
        key = naive.root(unknown["question"]).id
        for option, found in unknown["if"].items():
            values = [value for value in naive.values(key) if option in value]
            runs = [naive.run(each) for value in values for each in naive.completions({**answers, key: value})]
            assert set(found) == {each for run in runs for each in naive.leads(run)}
        assert unknown["decides"] == any(set(found) != everything for found in unknown["if"].values())


@few
@given(randoms)
def test_questions_left_are_exact(random: Random) -> None:
    """The fewest and the most questions left are those of trying every answer, with unknown answers on the way too."""
    naive = Naive(make_random_tree(random))
    answers = choose_answers(random, naive, unknown=0.25, missing=0.6)
    answer = evaluate_answers(compile_without_facts(naive.tree), make_engine_answers(answers))
    assert (answer["next"] or {}).get("question") == naive.next(answers)
    if answer["next"]:
        assert (answer["next"]["left"]["min"], answer["next"]["left"]["max"]) == naive.left(answers)


@few
@given(randoms)
def test_single_changes_are_all_there(random: Random) -> None:
    """`would_change` lists every single answer that, given differently, changes what comes first or asks for more, and no other."""
    naive = Naive(make_random_tree(random))
    answers = choose_answers(random, naive, unknown=0, missing=0.2)
    answer = evaluate_answers(compile_without_facts(naive.tree), make_engine_answers(answers))
    if answer["next"]:
        return
    known = {key: value for key, value in answers.items() if value}
    now = naive.run(known)
    expected = set()
    for placement in now.placements:
        key = naive.root(placement).id
        for value in naive.values(placement):
            then = naive.run({**known, key: value})
            one_apart = naive.root(placement).type != "multi" or _one_apart(naive, key, known[key], value)
            if value != known[key] and one_apart and (then.waits_for or naive.leads(then) != naive.leads(now)):
                expected.add((placement, value, then.waits_for))
    found = {(each["question"], (each["to"],) if isinstance(each["to"], str) else tuple(each["to"]), each["asks"]) for each in answer["would_change"]}
    assert found == expected


@few
@given(randoms)
def test_fewest_changes_are_the_fewest(random: Random) -> None:
    """`fewest` is as small as any set of other answers that changes what comes first, by listing them all; its own set does, and is proved."""
    naive = Naive(make_random_tree(random))
    tree = compile_without_facts(naive.tree)
    answers = choose_answers(random, naive, unknown=0, missing=0.2)
    found = evaluate_answers(tree, make_engine_answers(answers))["fewest"]
    if found is None:
        return
    known = {key: value for key, value in answers.items() if value}
    now = naive.leads(naive.run(known))
    counts = []
    for others in naive.completions(dict.fromkeys(known)):
        run = naive.run(others)
        if not run.waits_for and naive.leads(run) != now:
            counts.append(sum(others[key] != known[key] for key in known))
    assert found["proved"]
    assert found["count"] == min(counts, default=None)
    changes = {naive.root(each["question"]).id: each["to"] for each in found["changes"]}
    assert len(changes) == (found["count"] or 0)
    if changes:
        assert set(find_leader_ids(tree, make_engine_answers(answers) | changes) or ()) == set(found["result"]) != now


@few
@given(randoms)
def test_fewest_changes_hold_whatever_is_unknown(random: Random) -> None:
    """While something is unknown, no smaller set of other answers changes what may come first. Where one only unsettles it, nothing is claimed."""
    naive = Naive(make_random_tree(random, mode="ranked"))
    tree = compile_without_facts(naive.tree)
    answers = choose_answers(random, naive, unknown=0.3, missing=0)
    answer = evaluate_answers(tree, make_engine_answers(answers))
    found = answer["fewest"]
    if not answer["result"]["settled"]:
        assert (found["count"], found["proved"]) == (None, False)
        return
    known = [key for key, value in answers.items() if value]
    now = {each for run in map(naive.run, naive.completions(answers)) for each in naive.leads(run)}
    counts = []
    for others in naive.completions(dict.fromkeys(known)):
        then = {each for run in map(naive.run, naive.completions({**answers, **others})) for each in naive.leads(run)}
        if then != now:
            counts.append(sum(others[key] != answers[key] for key in known))
    if found["proved"]:
        assert found["count"] == min(counts, default=None)


@few
@given(randoms)
def test_deciding_answers_include_every_answer_that_changes_a_result_by_itself(random: Random) -> None:
    """Under `first` and `all`, whatever single answer changes the result or asks for more is among `deciding`, and nothing that was not asked."""
    naive = Naive(make_random_tree(random, mode=random.choice(("first", "all"))))
    answers = choose_answers(random, naive, unknown=0, missing=0.2)
    answer = evaluate_answers(compile_without_facts(naive.tree), make_engine_answers(answers))
    if answer["next"]:
        return
    known = {key: value for key, value in answers.items() if value}
    now = naive.run(known)
    found = {naive.root(each["question"]).id for each in answer["deciding"]}
    assert found <= set(now.asked)
    for key in now.asked:
        runs = [naive.run({**known, key: value}) for value in naive.values(key)]
        if any(run.waits_for or naive.leads(run) != naive.leads(now) for run in runs):
            assert key in found


@few
@given(randoms)
def test_points_that_decide_are_those_without_which_others_lead(random: Random) -> None:
    """An answer's `without` is what comes first once its points are taken away; those listed besides make up the lead."""
    naive = Naive(make_random_tree(random, mode="ranked"))
    answers = choose_answers(random, naive, unknown=0, missing=0)
    answer = evaluate_answers(compile_without_facts(naive.tree), make_engine_answers(answers))
    run = naive.run({key: value for key, value in answers.items() if value})
    left = naive.left_in(run)
    if run.end != "results" or len(left) < 2:
        assert not [each for each in answer["deciding"] if each["why"] == "score"]
        return
    listed = {each["question"]: each for each in answer["deciding"] if each["why"] == "score"}
    for placement in run.placements:
        totals = {outcome: naive.score(outcome, run) - naive.points(outcome, run, placement) for outcome in left}
        top = {outcome for outcome, score in totals.items() if score == max(totals.values())}
        without = listed.get(placement, {}).get("without")
        assert set(without or naive.leads(run)) == top
    score_lead = [each for each in listed.values() if not each["without"]]
    assert all(each["adds"] > 0 for each in score_lead)


@few
@given(randoms)
def test_weights_flip_at_the_nearest_weight(random: Random) -> None:
    """No nearer whole weight takes first place from what has it, in exact proportions and in whole numbers both; the weights given do."""
    naive = Naive(make_random_tree(random, mode="ranked"))
    tree = compile_without_facts(naive.tree)
    answers = choose_answers(random, naive, unknown=0, missing=0)
    mine = random.randint(1, 99)
    answer = evaluate_answers(tree, make_engine_answers(answers), weights={"f0": mine, "f1": 100 - mine})
    flips = answer["weights_flip"]
    run = naive.run({key: value for key, value in answers.items() if value})
    if run.end != "results" or not naive.left_in(run):
        assert flips is None
        return
    first = set(find_leader_ids(tree, make_engine_answers(answers), weights={"f0": mine, "f1": 100 - mine}) or ())
    by_weight = [set(find_leader_ids(tree, make_engine_answers(answers), weights={"f0": weight, "f1": 100 - weight}) or ()) for weight in range(101)]
    for flip, top, start in ((flips[0], by_weight, mine), (flips[1], by_weight[::-1], 100 - mine)):
        nearest = min((abs(weight - start) for weight in range(101) if not first <= top[weight]), default=None)
        assert (flip["to"] is None) == (nearest is None)
        if nearest is not None:
            assert abs(flip["to"] - start) == nearest
            assert set(flip["result"]) == top[flip["to"]] == set(find_leader_ids(tree, make_engine_answers(answers), weights=flip["weights"]) or ())
            further = top[flip["to"] :] if flip["to"] > start else top[: flip["to"] + 1]
            assert flip["beyond"] == all(set(flip["result"]) <= each for each in further)


def _one_apart(naive: Naive, key: str, one: Value, other: Value) -> bool:
    alone = {(option.id,) for option in naive.root(key).options if option.exclusive}
    return len(set(one) ^ set(other)) == 1 or other in alone or (one in alone and len(other) == 1)


@few
@given(randoms)
def test_fragment_is_the_identity(random: Random) -> None:
    """What is written into a link comes back from it, whatever the order of its parts."""
    naive = Naive(make_random_tree(random))
    tree = compile_without_facts(naive.tree)
    answers = make_engine_answers(choose_answers(random, naive, unknown=0.3, missing=0.3))
    parts = write_fragment(tree, answers, outcome="o0,tree:other", weights={"f0": 7}).split("&")
    random.shuffle(parts)
    read = read_fragment(tree, "#" + "&".join(parts))
    again = {key: value if isinstance(value, list) or value == "?" else [value] for key, value in read["answers"].items()}
    assert again == answers
    assert (read["version"], read["outcome"], read["weights"], read["dropped"]) == ("1.0.0", "o0,tree:other", {"f0": 7, "f1": 40}, [])


@few
@given(randoms)
def test_state_graph_holds_every_run(random: Random) -> None:
    """Every run goes along edges of the graph to an end, every edge leads forward, and every witness leads to its state."""
    naive = Naive(make_random_tree(random))
    tree = compile_without_facts(naive.tree)
    graph = explore_states(tree, limit=5000)
    assert graph is not None
    assert all(edge.to > state.index for state in graph.states for edge in state.edges)
    for state in graph.states:
        witness = {key: (value,) if isinstance(value, str) else tuple(value) for key, value in state.witness.items()}
        assert naive.run(witness).waits_for == (state.question.id if state.question else None)
    for answers in naive.completions({question.id: None for question in naive.tree.questions if question.same_as is None}):
        state = graph.start
        while state.question is not None:
            value = answers[state.question.key]
            state = graph.states[next(edge.to for edge in state.edges if edge.value == value)]
        assert set(find_leader_ids(tree, state.witness) or ()) == naive.leads(naive.run(answers))


@few
@given(randoms)
def test_decision_table_decides_as_the_tree_does(random: Random) -> None:
    """Exactly one row fits any answers, and it names what comes first."""
    naive = Naive(make_random_tree(random, mode=random.choice(("first", "all"))))
    tree = compile_without_facts(naive.tree)
    table = make_decision_table(tree)
    assert table is not None
    for answers in naive.completions({question.id: None for question in naive.tree.questions if question.same_as is None}):
        fitting = [row for row in table.rows if all(answers[naive.root(step.question).id] in step.values for step in row.steps)]
        assert [set(row.leads) for row in fitting] == [naive.leads(naive.run(answers))]
