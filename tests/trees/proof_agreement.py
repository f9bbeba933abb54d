"""Compare a proof with a list of every run of a small tree: both must say the same."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import TYPE_CHECKING, Any

from tests.trees.random_trees import compile_without_facts
from tests.trees.run_listing import Answers, Listing

from waymark_guide.trees.engine.evaluation import evaluate_answers, find_leader_ids
from waymark_guide.trees.proof.proof import prove
from waymark_guide.trees.proof.shares import FRAGILE_WITHIN, SAMPLE

if TYPE_CHECKING:
    from tests.trees.naive_engine import Run, Value

    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.proof.proof import Proof


def check_proof(tree: Tree) -> None:
    """Check every claim of the proof of a tree."""
    listing = Listing(tree)
    proof = prove(compile_without_facts(tree))
    for check in (
        _check_size,
        _check_questions,
        _check_outcomes,
        _check_ends,
        _check_conditions,
        _check_no_difference,
        _check_can_lead,
        _check_witnesses,
    ):
        check(listing, proof)
    if tree.result.mode == "ranked":
        for check in (_check_shares, _check_dominated_outcomes, _check_deciding_options, _check_unused_points):
            check(listing, proof)


def _make_values(answers: Any) -> Answers:
    return {key: (value,) if isinstance(value, str) else tuple(value) for key, value in answers.items()}


def _check_size(listing: Listing, proof: Proof) -> None:
    lengths = [len(run.placements) for run in listing.runs]
    assert proof.paths == len(listing.runs)
    assert proof.longest is not None
    assert proof.shortest is not None
    assert (proof.shortest[0], proof.longest[0]) == (min(lengths), max(lengths))
    assert listing.naive.run(_make_values(proof.longest[1])) in listing.runs
    assert len(proof.shortest[1]) == min(lengths)
    assert proof.too_large == ()


def _check_questions(listing: Listing, proof: Proof) -> None:
    asked = {placement for run in listing.runs for placement in run.placements}
    for question, reach in proof.questions.items():
        assert reach.reachable == (question in asked)
        if reach.witness is not None:
            assert listing.naive.run(_make_values(reach.witness)).waits_for == question
            assert len(reach.witness) == min(run.placements.index(question) for run in listing.runs if question in run.placements)
    for (question, option), reach in proof.options.items():
        assert reach.reachable == (question in asked)
        if reach.witness is not None:
            run = listing.naive.run(_make_values(reach.witness))
            assert option in listing.values_at(run, question)
            assert run.placements[-1] == question
    _check_nearest_misses(listing, proof)


def _check_nearest_misses(listing: Listing, proof: Proof) -> None:
    """Check that each comparison of a nearest miss fails for its answers."""
    for reach in (*proof.questions.values(), *proof.outcomes.values()):
        if reach.nearest is not None:
            assert reach.because == "no combination"
            asked = listing.naive.run(_make_values(reach.nearest.witness)).asked
            assert reach.nearest.fails
            for each in reach.nearest.fails:
                chosen = asked.get(each.question)
                some = chosen is not None and (each.test == "answered" or any(option in each.options for option in chosen) != (each.test == "none"))
                assert some != each.required


def _check_outcomes(listing: Listing, proof: Proof) -> None:
    shown = {outcome for run in listing.runs for outcome in listing.shown(run)}
    for outcome, reach in proof.outcomes.items():
        assert reach.reachable == (outcome in shown)
        if reach.witness is not None:
            assert outcome in listing.shown(listing.naive.run(_make_values(reach.witness)))


def _check_ends(listing: Listing, proof: Proof) -> None:
    dead = [run for run in listing.runs if not listing.naive.leads(run)]
    assert proof.dead_ends is not None
    assert sum(each.paths for each in proof.dead_ends) == len(dead)
    assert all(not listing.naive.leads(listing.naive.run(_make_values(each.witness))) for each in proof.dead_ends)
    first = {outcome for run in listing.runs for outcome in listing.naive.leads(run)}
    if listing.tree.result.mode == "first":
        might = {outcome for run in listing.runs if run.end == "results" for outcome in listing.naive.left_in(run)}
        assert set(proof.shadowed_outcomes) == might - first
        for outcome, shadow in proof.shadowed_outcomes.items():
            taking = {listing.naive.left_in(run)[0] for run in listing.runs if run.end == "results" and outcome in listing.naive.left_in(run)}
            assert set(shadow.by) == taking


def _check_conditions(listing: Listing, proof: Proof) -> None:
    results = [run for run in listing.runs if run.end == "results"]
    by_id = {outcome.id: outcome for outcome in listing.tree.outcomes}
    for seen in proof.condition_contexts:
        owner, name, field = seen.name
        if owner == "outcome" and field == "when" and by_id[name].role == "option" and not by_id[name].only_by_route:
            assert seen.values(seen.condition) == {listing.naive.true(by_id[name].when, run.asked) for run in results}
    for (owner, name, field), questions in proof.skipped_questions.items():
        for question, skipped in questions.items():
            run = listing.naive.run(_make_values(skipped.witness))
            assert question not in run.asked
            if owner == "outcome":
                assert listing.naive.true(getattr(by_id[name], field), run.asked) == skipped.then


def _check_no_difference(listing: Listing, proof: Proof) -> None:
    everywhere = _list_complete_views(listing)
    again = any(question.same_as for question in listing.tree.questions)
    for question in listing.tree.questions:
        key = listing.naive.root(question.id).id
        if question.same_as or not any(question.id in run.placements for run in listing.runs):
            continue
        same = all(
            everywhere[tuple(sorted({**dict(answers), key: value}.items()))] == view
            for answers, view in everywhere.items()
            for value in listing.naive.values(key)
        )
        if question.id in proof.idle_questions and not again:
            assert same
        elif same and not again and listing.tree.result.mode != "ranked":
            assert question.id in proof.idle_questions
    for name, group in proof.equivalent_options:
        if not again:
            for answers, view in everywhere.items():
                if dict(answers)[name] == (group[0],):
                    assert all(everywhere[tuple(sorted({**dict(answers), name: (option,)}.items()))] == view for option in group)


def _list_complete_views(listing: Listing) -> dict[tuple[tuple[str, Value], ...], Any]:
    """Return what is shown for every set of answers to all questions, asked or not."""
    views = {tuple(sorted(run.asked.items())): listing.view(run) for run in listing.runs}
    keys = [question.id for question in listing.tree.questions if question.same_as is None]
    found = {}
    for answers in listing.naive.completions(dict.fromkeys(keys)):
        run = listing.naive.run(answers)
        found[tuple(sorted(answers.items()))] = views[tuple(sorted(run.asked.items()))]
    return found


def _check_can_lead(listing: Listing, proof: Proof) -> None:
    first = {outcome for run in listing.runs for outcome in listing.naive.leads(run) if ":" not in outcome}
    assert {outcome for outcome, lead in proof.can_lead.items() if lead.can_lead} == first
    assert all(lead.can_lead is not None for lead in proof.can_lead.values())
    for outcome, lead in proof.can_lead.items():
        if lead.witness is not None:
            assert outcome in listing.naive.leads(listing.naive.run(_make_values(lead.witness)))
        if lead.behind is not None:
            both = [run for run in listing.ranked if outcome in listing.naive.left_in(run)]
            assert all(lead.behind in listing.naive.left_in(run) for run in both)
            assert all(listing.points(lead.behind, run) > listing.points(outcome, run) for run in both)
    unknown = evaluate_answers(proof.tree, {question.key: "?" for question in proof.tree.questions})
    could = {each["id"] for each in unknown["result"]["outcomes"] if each["could_lead"]}
    assert could == first


def _check_witnesses(listing: Listing, proof: Proof) -> None:
    """Check that the engine replays every witness."""
    for question, reach in proof.questions.items():
        if reach.witness is not None:
            assert evaluate_answers(proof.tree, reach.witness)["next"]["question"] == question
    for outcome, reach in proof.outcomes.items():
        if reach.witness is not None:
            assert outcome in {each["id"] for each in evaluate_answers(proof.tree, reach.witness)["result"]["outcomes"]}
    for outcome, lead in proof.can_lead.items():
        assert lead.witness is None or outcome in (find_leader_ids(proof.tree, lead.witness) or ())
    assert listing.runs


def _check_shares(listing: Listing, proof: Proof) -> None:
    ties, close, fragile = Counter[Any](), Counter[Any](), 0
    for run in listing.ranked:
        group = listing.naive.left_in(run)
        scores = {outcome: listing.points(outcome, run) for outcome in group}
        best = max(scores.values())
        ties[tuple(outcome for outcome in group if scores[outcome] == best)] += 1
        close[tuple(outcome for outcome in group if best - scores[outcome] <= listing.tree.result.close_call_within)] += 1
        fragile += _is_fragile(listing, run, group)
    for share, expected in ((proof.ties, ties), (proof.close_calls, close)):
        assert share is not None
        assert share.exact
        assert share.of == len(listing.ranked)
        assert share.paths == sum(count for outcomes, count in expected.items() if len(outcomes) > 1)
        for example in share.examples:
            assert expected[example.outcomes] == example.paths
            run = listing.naive.run(_make_values(example.witness))
            assert set(example.outcomes) <= set(listing.naive.left_in(run))
    if len(listing.ranked) <= SAMPLE:
        assert proof.fragile is not None
        assert (proof.fragile.exact, proof.fragile.paths, proof.fragile.of) == (True, fragile, len(listing.ranked))


def _is_fragile(listing: Listing, run: Run, group: list[str]) -> bool:
    weights = [factor.weight for factor in listing.tree.factors]
    now = {outcome: listing.points(outcome, run) for outcome in group}
    leading = {outcome for outcome in group if now[outcome] == max(now.values())}
    for one, other in permutations(range(len(weights)), 2):
        for moved in range(1, min(FRAGILE_WITHIN, weights[one]) + 1):
            changed = [weight - moved * (index == one) + moved * (index == other) for index, weight in enumerate(weights)]
            then = {outcome: listing.points(outcome, run, changed) for outcome in group}
            if not any(then[outcome] == max(then.values()) for outcome in leading):
                return True
    return False


def _check_dominated_outcomes(listing: Listing, proof: Proof) -> None:
    names = [outcome.id for outcome in listing.tree.outcomes]
    expected = set()
    for one, other in permutations(names, 2):
        runs = [run for run in listing.ranked if one in listing.naive.left_in(run)]
        pairs = [(listing.by_factor[0][one, id(run)], listing.by_factor[0][other, id(run)]) for run in runs]
        never_behind = all(other in listing.naive.left_in(run) for run in runs)
        if runs and never_behind and all(a <= b for mine, theirs in pairs for a, b in zip(mine, theirs, strict=True)):
            both = [run for run in listing.ranked if {one, other} <= set(listing.naive.left_in(run))]
            if any(listing.by_factor[0][one, id(run)] != listing.by_factor[0][other, id(run)] for run in both):
                expected.add((one, other))
    assert set(proof.dominated_outcomes) == expected


def _check_deciding_options(listing: Listing, proof: Proof) -> None:
    found = set()
    always = {frozenset(listing.naive.leads(run)) if run.end == "results" else None for run in listing.runs}
    for question in listing.tree.questions:
        for option in (option.id for option in listing.naive.root(question.id).options):
            runs = [run for run in listing.runs if question.id in run.placements and option in listing.values_at(run, question.id)]
            first = {listing.naive.leads(run) if run.end == "results" else None for run in runs}
            only = next(iter(first)) if len(first) == 1 else None
            if only is not None and len(only) == 1 and always != first:
                found.add((question.id, option, next(iter(only))))
    assert set(proof.deciding_options) == found


def _check_unused_points(listing: Listing, proof: Proof) -> None:
    counted = set()
    chosen = set()
    for run in listing.runs:
        left = listing.naive.left_in(run) if run.end == "results" else []
        for placement in run.placements:
            for option in listing.values_at(run, placement):
                chosen.add((placement, option))
                counted |= {(placement, option, outcome) for outcome in left}
    expected = set()
    for question in listing.tree.questions:
        for option in question.options:
            own = {outcome for outcome, effects in option.effects.items() if effects}
            if option.share:
                own |= {outcome for outcome, effects in question.effects.items() if effects}
            expected |= {(question.id, option.id, outcome) for outcome in own if (question.id, option.id) in chosen}
    assert set(proof.unused_points) == expected - counted
