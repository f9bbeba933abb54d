"""Vectors of the real guides and of grown ones, in the shape that the scripts replay."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tests.trees.growing import compiled, grow

from waymark_guide.reading.repository import read
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.engine.matching import cases_of
from waymark_guide.trees.proof.vectors import fragments, vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.trees.engine.compiler import CompiledTree

ROOT = Path(__file__).parents[2]
GROWN = 100
CASES = [
    {"id": "one", "facts": {"q0": ["a"], "q1": ["b"], "q2": ["a", "b"], "q3": ["c"]}},
    {"id": "other", "facts": {"q0": ["c"], "q1": ["none"], "q2": ["a"], "q4": ["?"]}},
]


@cache
def knowledge_base() -> KnowledgeBase:
    """The content of this repository, read once."""
    return read(ROOT).knowledge_base


def real_trees() -> dict[str, CompiledTree]:
    """The guides of this repository, ready to run."""
    base = knowledge_base()
    return {name: compile_tree(tree, base) for name, tree in base.trees.items()}


def of_guide(tree: CompiledTree, *, limit: int, sample: int) -> dict[str, Any]:
    """One guide with its vectors, as plain data."""
    cases = cases_of(knowledge_base())
    return _plain({"tree": tree.as_json(), "cases": cases, "vectors": vectors(tree, cases, limit=limit, sample=sample), "fragments": fragments(tree)})


def of_grown_trees() -> Iterator[dict[str, Any]]:
    """Grown trees with their vectors: every kind of question, condition and result, in every combination that chance makes."""
    for seed in range(GROWN):
        tree = compiled(grow(Random(seed)))  # noqa: S311 (the same trees every time)
        yield _plain({"tree": tree.as_json(), "cases": CASES, "vectors": vectors(tree, CASES, limit=200, sample=16), "fragments": fragments(tree)})


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(value))
    return plain
