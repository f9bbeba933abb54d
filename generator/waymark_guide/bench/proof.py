"""Measures how fast proofs are and how much memory they take, and compares them with lists of every run of random trees."""

from __future__ import annotations

import os
import sys
import time
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from waymark_guide.bench.synthetic import make_joining_tree, make_scored_tree
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.certificate import make_certificate
from waymark_guide.trees.proof.proof import prove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.compiled_tree import CompiledTree

REPOSITORY = Path(__file__).parents[3]
CHUNK = 250


def measure_proof(root: Path, *, trees: int) -> Iterator[str]:
    """Measure the proofs of the repository's trees, of two hard trees, and of random trees.

    Args:
        root: the knowledge base whose trees are proved.
        trees: how many random trees to compare with a list of every run.
    """
    knowledge_base = read_knowledge_base(root).knowledge_base
    for tree in knowledge_base.trees.values():
        yield _measure_certificate(compile_tree(tree, knowledge_base))
    yield _measure_certificate(make_joining_tree())
    yield _measure_leads(make_scored_tree())
    if trees:
        yield _check_random_trees(trees)


def _measure_certificate(tree: CompiledTree) -> str:
    start = time.perf_counter()
    facts = make_certificate(prove(tree))
    seconds = time.perf_counter() - start
    if facts["states"] is None:
        return f"proof {tree.id}: not proved, {seconds:.2f} s"
    start = time.perf_counter()
    states = facts["states"]
    _ = prove(tree).outcomes
    rate = states / (time.perf_counter() - start)
    tracemalloc.start()
    _ = prove(tree).outcomes
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    size = f"{len(tree.questions)} questions, {facts['paths']:,} ways, {states:,} states"
    return f"proof {tree.id}: {size}; certificate in {seconds:.2f} s; {rate:,.0f} states a second, {memory:.1f} MB"


def _measure_leads(tree: CompiledTree) -> str:
    start = time.perf_counter()
    leads = prove(tree).can_lead
    seconds = time.perf_counter() - start
    decided = sum(lead.can_lead is not None for lead in leads.values())
    nodes = sum(lead.nodes for lead in leads.values())
    size = f"{len(tree.questions)} ranked questions, {len(tree.questions[0].options)} options, {len(leads)} outcomes"
    return f"can lead, {size}: decided for {decided}, {nodes:,} ways tried, {seconds * 1000:.0f} ms"


def _check_random_trees(trees: int) -> str:
    if not (REPOSITORY / "tests" / "trees" / "proof_agreement.py").exists():
        return "random trees: left out, because the tests are not here"
    start = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        chunks = [range(first, min(first + CHUNK, trees)) for first in range(0, trees, CHUNK)]
        wrong = [seed for seeds in pool.map(_find_disagreements, chunks) for seed in seeds]
    summary = f"random trees: {trees:,} proofs held against lists of every run in {time.perf_counter() - start:.0f} s, {len(wrong)} disagreements"
    return f"{summary}; seeds {', '.join(map(str, wrong[:10]))}" if wrong else summary


def _find_disagreements(seeds: range) -> list[int]:
    """Find the seeds of the trees whose proof disagrees with the list of their runs."""
    if str(REPOSITORY) not in sys.path:
        sys.path.insert(0, str(REPOSITORY))  # the tests are not part of the package
    make_random_tree = import_module("tests.trees.random_trees").make_random_tree
    check_proof = import_module("tests.trees.proof_agreement").check_proof
    wrong = []
    for seed in seeds:
        try:
            check_proof(make_random_tree(Random(seed)))  # noqa: S311 (a fixed tree, not a secret)
        except Exception:  # noqa: BLE001 (any failure is a disagreement, reported by its seed)
            wrong.append(seed)
    return wrong
