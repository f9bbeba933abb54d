"""Compare proofs with lists of every run on random trees, and replay the proof of every tree in the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.trees.proof_agreement import check_proof
from tests.trees.random_trees import compile_without_facts, make_random_tree

from waymark_guide.bench.synthetic import make_joining_tree, make_scored_tree
from waymark_guide.commands import cli
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.trees.engine.compiler import CompiledTree, compile_tree
from waymark_guide.trees.engine.evaluation import evaluate_answers, find_leader_ids
from waymark_guide.trees.proof.certificate import make_certificate
from waymark_guide.trees.proof.proof import prove

if TYPE_CHECKING:
    from random import Random

ROOT = Path(__file__).parents[2]
TREES = {tree.id: compile_tree(tree, base) for base in [read_knowledge_base(ROOT).knowledge_base] for tree in base.trees.values()}
randoms = st.randoms(use_true_random=False)


@settings(max_examples=1000, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(randoms)
def test_a_proof_claims_what_listing_every_run_shows(random: Random) -> None:
    """Paths, reach, ends, conditions, what makes no difference, ties, close calls, who can lead: all as in the list of all runs of 1,000 trees."""
    check_proof(make_random_tree(random))


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(randoms)
def test_a_proof_that_is_stopped_early_claims_nothing_false(random: Random) -> None:
    """With a limit that is too small, each claim is either the same as without it, or "not proved"; and `too_large` says what grows."""
    tree = compile_without_facts(make_random_tree(random))
    whole, stopped = prove(tree), prove(tree, limit=random.randint(1, 12))
    assert stopped.paths in {None, whole.paths}
    assert stopped.states in {None, whole.states}
    assert (stopped.states is None) == bool(stopped.too_large)
    for part in ("questions", "options", "outcomes"):
        for name, reach in getattr(stopped, part).items():
            assert reach.reachable in {None, getattr(whole, part)[name].reachable}
            assert (reach.reachable is None) == (reach.because == "not proved")
    for outcome, lead in stopped.can_lead.items():
        assert lead.can_lead in {None, whole.can_lead[outcome].can_lead}
    assert set(stopped.idle_questions) <= set(whole.idle_questions)
    assert set(stopped.unused_points) <= set(whole.unused_points)
    assert stopped.shadowed_outcomes.keys() <= whole.shadowed_outcomes.keys()
    for here, there in zip(stopped.condition_contexts, whole.condition_contexts, strict=True):
        assert here.truths is None or here.values(here.condition) == there.values(there.condition)


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_every_witness_of_the_repository_is_reproduced(tree: CompiledTree) -> None:
    """In each published tree every question, option and outcome is reached, with answers that `answer` replays to it."""
    facts = make_certificate(prove(tree))
    assert facts["too_large"] == []
    for question, each in facts["questions"].items():
        assert each["reachable"] is True
        assert evaluate_answers(tree, each["witness"])["next"]["question"] == question
    for name, each in facts["options"].items():
        question, _, option = name.partition("=")
        replayed = evaluate_answers(tree, each["witness"])
        assert replayed["asked"][-1] == question
        assert option in _listed(replayed["answers"][question])
        assert replayed["dropped"] == replayed["unused"] == []
    for outcome, each in facts["outcomes"].items():
        assert outcome in {shown["id"] for shown in evaluate_answers(tree, each["witness"])["result"]["outcomes"]}


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_every_option_of_the_repository_can_lead(tree: CompiledTree) -> None:
    """Each outcome that takes part can come first, with answers that bring it there; none is left open."""
    proof = prove(tree)
    for outcome, lead in proof.can_lead.items():
        assert lead.can_lead is True
        assert lead.witness is not None
        assert outcome in (find_leader_ids(tree, lead.witness) or ())
    assert proof.dead_ends == ()


@pytest.mark.parametrize("tree", [tree for tree in TREES.values() if tree.result.mode == "ranked"], ids=lambda tree: tree.id)
def test_ties_and_close_calls_of_the_repository_are_reproduced(tree: CompiledTree) -> None:
    """The answers given for a tie lead to exactly that tie, and those for a close call to a result that says so."""
    proof = prove(tree)
    assert proof.ties is not None
    assert proof.close_calls is not None
    assert proof.fragile is not None
    for example in proof.ties.examples:
        assert find_leader_ids(tree, example.witness) == example.outcomes
    for example in proof.close_calls.examples:
        assert evaluate_answers(tree, example.witness)["result"]["close_call"] is True
    for example in proof.fragile.examples:
        assert example.outcomes[0] in (find_leader_ids(tree, example.witness) or ())


def test_many_paths_are_counted_exactly_and_few_states_looked_at() -> None:
    """Sixty questions whose paths split and join: more than a million million paths, fewer than 50,000 states, all proved."""
    facts = make_certificate(prove(make_joining_tree()))
    assert facts["paths"] == 147**11 * 189  # paths through five questions, and through the last five
    assert facts["states"] < 50_000
    assert (facts["shortest"], facts["longest"]) == (37, 60)
    assert {each["reachable"] for part in ("questions", "options", "outcomes") for each in facts[part].values()} == {True}


@pytest.mark.parametrize("seed", range(5))
def test_who_can_lead_is_decided_for_many_scores(seed: int) -> None:
    """Thirty ranked questions of five options and ten outcomes: for each it is known, and shown, whether it can lead."""
    tree = make_scored_tree(seed=seed)
    for outcome, lead in prove(tree).can_lead.items():
        assert lead.can_lead is not None
        assert lead.witness is None or outcome in (find_leader_ids(tree, lead.witness) or ())


def test_prove_prints_the_certificates() -> None:
    """`waymark prove` gives a list of certificates as JSON, or in words; a tree that is not there is wrong use."""
    ran = CliRunner().invoke(cli.main, ["prove", "--root", str(ROOT), "--format", "json", "psr-route", "which-approach"])
    assert ran.exit_code == 0
    facts = json.loads(ran.output)
    assert [each["tree"] for each in facts] == ["psr-route", "which-approach"]
    assert facts[0].keys() >= {"version", "paths", "states", "longest", "questions", "options", "outcomes", "can_lead", "ties", "close_calls"}
    assert facts[1]["paths"] > 10**9
    words = CliRunner().invoke(cli.main, ["prove", "--root", str(ROOT), "psr-route"])
    assert words.output.startswith("psr-route")
    assert max(map(len, words.output.splitlines())) <= 96
    assert CliRunner().invoke(cli.main, ["prove", "--root", str(ROOT), "psr-rout"]).exit_code == 2
