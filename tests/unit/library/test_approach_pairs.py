"""Pairs of approaches follow the rule that the page states."""

from __future__ import annotations

from typing import Any

from waymark_guide.library.approach_pairs import MAX_PAIRS, MIN_STRENGTH, find_pairs
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Tree
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.proof import prove


def _make_approaches(approach: Any, *ids: str, **related: list[str]) -> KnowledgeBase:
    approaches = (approach(each, each.title()) for each in ids)
    return KnowledgeBase(approaches={each.id: each.model_copy(update={"related": tuple(related.get(each.id, ()))}) for each in approaches})


def _prove_guide(knowledge_base: KnowledgeBase, guide: str, *approaches: str, points: int = 2) -> Any:
    """Prove a ranked guide with one question, in which the approaches get the same points."""
    effects = {each: {"f": {"points": points, "because": "It counts."}} for each in approaches}
    tree = Tree.model_validate(
        {
            "schema": "tree/1", "id": guide, "title": guide, "summary": "A guide.", "status": "published", "version": "1.0.0",
            "factors": [{"id": "f", "label": "Fit", "weight": 100}],
            "questions": [{"id": "q", "text": "A question?", "options": [{"id": "a", "label": "A", "effects": effects}, {"id": "b", "label": "B"}]}],
            "result": {"mode": "ranked", "close_call_within": 10},
            "outcomes": [{"id": each, "title": each, "approach": each} for each in approaches],
        }
    )  # fmt: skip
    return prove(compile_tree(tree, knowledge_base))


def test_neighbours_ties_and_guides_count(approach: Any) -> None:
    """The strength of a pair is two for each that names the other, two for each guide in which they tie, and one for each other guide."""
    knowledge_base = _make_approaches(approach, "a", "b", "c", "d", a=["b"], b=["a"])
    pairs = find_pairs(knowledge_base, [_prove_guide(knowledge_base, "g", "a", "b", "c")])
    assert pairs["a", "b"].strength == 6
    assert pairs["a", "b"].named_by == ["a", "b"]
    assert [(guide.guide, guide.is_close) for guide in pairs["a", "c"].guides] == [("g", True)]
    assert not any("d" in pair for pair in pairs)
    assert next(iter(pairs)) == ("a", "b")
    assert MIN_STRENGTH == 2


def test_a_missing_neighbour_makes_no_pair(approach: Any) -> None:
    """An approach that names itself, a missing approach, or the same one twice adds nothing."""
    pairs = find_pairs(_make_approaches(approach, "a", "b", a=["a", "b", "b", "missing"]), ())
    assert {ids: pair.strength for ids, pair in pairs.items()} == {("a", "b"): 2}


def test_pairs_are_never_too_many(approach: Any) -> None:
    """Where every approach names every other, only the first pairs are kept."""
    ids = [f"a{number:02}" for number in range(20)]
    pairs = find_pairs(_make_approaches(approach, *ids, **dict.fromkeys(ids, ids)), ())
    assert len(pairs) == MAX_PAIRS
