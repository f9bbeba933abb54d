"""How fast proofs are, how much memory they take, and whether they hold against lists of every run of random trees."""

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

from waymark_guide.bench.synthetic import joins, scores
from waymark_guide.reading.repository import read
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.certificate import certificate
from waymark_guide.trees.proof.proof import prove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.program import CompiledTree

REPOSITORY = Path(__file__).parents[3]
CHUNK = 250


def measure_proof(root: Path, *, trees: int) -> Iterator[str]:
    """Tell how the proofs of the repository's trees, of two hard ones, and of random ones went.

    Args:
        root: the knowledge base whose trees are proved.
        trees: how many random trees to hold against a list of every run.
    """
    knowledge_base = read(root).knowledge_base
    for tree in knowledge_base.trees.values():
        yield _certified(compile_tree(tree, knowledge_base))
    yield _certified(joins())
    yield _led(scores())
    if trees:
        yield _held(trees)


def _certified(tree: CompiledTree) -> str:
    begun = time.perf_counter()
    told = certificate(prove(tree))
    seconds = time.perf_counter() - begun
    if told["states"] is None:
        return f"proof {tree.id}: not proved, {seconds:.2f} s"
    begun = time.perf_counter()
    states = told["states"]
    _ = prove(tree).outcomes
    rate = states / (time.perf_counter() - begun)
    tracemalloc.start()
    _ = prove(tree).outcomes
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    size = f"{len(tree.questions)} questions, {told['paths']:,} ways, {states:,} states"
    return f"proof {tree.id}: {size}; certificate in {seconds:.2f} s; {rate:,.0f} states a second, {memory:.1f} MB"


def _led(tree: CompiledTree) -> str:
    begun = time.perf_counter()
    leads = prove(tree).can_lead
    seconds = time.perf_counter() - begun
    decided = sum(lead.can is not None for lead in leads.values())
    nodes = sum(lead.nodes for lead in leads.values())
    size = f"{len(tree.questions)} ranked questions, {len(tree.questions[0].options)} options, {len(leads)} outcomes"
    return f"can lead, {size}: decided for {decided}, {nodes:,} ways tried, {seconds * 1000:.0f} ms"


def _held(trees: int) -> str:
    if not (REPOSITORY / "tests" / "trees" / "agreement.py").exists():
        return "random trees: left out, because the tests are not here"
    begun = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        chunks = [range(first, min(first + CHUNK, trees)) for first in range(0, trees, CHUNK)]
        wrong = [seed for seeds in pool.map(_disagreements, chunks) for seed in seeds]
    told = f"random trees: {trees:,} proofs held against lists of every run in {time.perf_counter() - begun:.0f} s, {len(wrong)} disagreements"
    return f"{told}; seeds {', '.join(map(str, wrong[:10]))}" if wrong else told


def _disagreements(seeds: range) -> list[int]:
    """The seeds of the trees whose proof does not agree with the list of their runs."""
    if str(REPOSITORY) not in sys.path:
        sys.path.insert(0, str(REPOSITORY))  # the tests are no part of the package
    grow = import_module("tests.trees.growing").grow
    agree = import_module("tests.trees.agreement").agree
    found = []
    for seed in seeds:
        try:
            agree(grow(Random(seed)))  # noqa: S311 (a fixed tree, not a secret)
        except Exception:  # noqa: BLE001 (whatever goes wrong is a disagreement, and is told by its seed)
            found.append(seed)
    return found
