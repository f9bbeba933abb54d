"""Proofs that are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.checks.known_ids import KnownIds
from waymark_guide.checks.subject import Subject
from waymark_guide.checks.trees.proof_cache import MOST_KEPT, proof_of
from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from waymark_guide.model.tree import Tree
    from waymark_guide.reading.assembly import Reading

GOOD = Path(__file__).parents[2] / "golden" / "good"


def subject(reading: Reading, tree: Tree) -> Subject[Tree]:
    """A tree as the checks see it."""
    file = f"decision_trees/{tree.id}.yaml"
    return Subject(tree, reading.documents[file], "T", KnownIds(reading.knowledge_base), reading.knowledge_base, date(2026, 11, 22))


def test_same_content_is_proved_once() -> None:
    """A tree that reads the same has the proof that it had, even where the file was read again."""
    first, second = read_knowledge_base(GOOD), read_knowledge_base(GOOD)
    trees = [reading.knowledge_base.trees["lunch-club"] for reading in (first, second)]
    assert proof_of(subject(first, trees[0])) is proof_of(subject(second, trees[1]))


def test_other_content_is_proved_again() -> None:
    """Any change that the engine can see gives a new proof; and old ones are forgotten in time."""
    reading = read_knowledge_base(GOOD)
    tree = reading.knowledge_base.trees["lunch-club"]
    kept = proof_of(subject(reading, tree))
    for number in range(MOST_KEPT):
        assert proof_of(subject(reading, tree.model_copy(update={"title": f"Number {number}"}))) is not kept
    assert proof_of(subject(reading, tree)) is not kept
