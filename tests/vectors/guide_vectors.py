"""Makes vectors of the real guides and of random ones, in the form that the scripts read."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tests.trees.random_trees import compile_without_facts, make_random_tree

from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.trees.engine.case_matching import list_cases
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.vectors import make_damaged_fragments, make_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.trees.engine.compiler import CompiledTree

ROOT = Path(__file__).parents[2]
RANDOM_TREES = 100
CASES = [
    {"id": "one", "facts": {"q0": ["a"], "q1": ["b"], "q2": ["a", "b"], "q3": ["c"]}},
    {"id": "other", "facts": {"q0": ["c"], "q1": ["none"], "q2": ["a"], "q4": ["?"]}},
]


@cache
def knowledge_base() -> KnowledgeBase:
    """Read the content of this repository, once."""
    return read_knowledge_base(ROOT).knowledge_base


def real_trees() -> dict[str, CompiledTree]:
    """Compile the guides of this repository."""
    base = knowledge_base()
    return {name: compile_tree(tree, base) for name, tree in base.trees.items()}


def make_guide_vectors(tree: CompiledTree, *, limit: int, sample: int) -> dict[str, Any]:
    """Return one guide with its vectors. `limit` and `sample` are those of `waymark_guide.trees.proof.vectors`."""
    return _make(tree, list_cases(knowledge_base()), limit, sample)


def make_random_vectors() -> Iterator[dict[str, Any]]:
    """Yield random guides with their vectors. They combine every kind of question, condition and result, and are the same in every run."""
    for seed in range(RANDOM_TREES):
        yield _make(compile_without_facts(make_random_tree(Random(seed))), CASES, 200, 16)  # noqa: S311 (the same trees every time)


def _make(tree: CompiledTree, cases: list[dict[str, Any]], limit: int, sample: int) -> dict[str, Any]:
    data = {
        "tree": tree.as_json(),
        "cases": cases,
        "vectors": make_vectors(tree, cases, limit=limit, sample=sample),
        "fragments": make_damaged_fragments(tree),
    }
    plain: dict[str, Any] = json.loads(json.dumps(data))
    return plain
