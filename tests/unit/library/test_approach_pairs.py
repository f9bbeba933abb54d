"""Pairs of approaches are chosen by a rule that the page tells."""

from __future__ import annotations

from typing import Any

from waymark_guide.library.approach_pairs import MAX_PAIRS, MIN_STRENGTH, find_pairs
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Tree
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.proof import prove


def _approaches(approach: Any, *ids: str, **related: list[str]) -> KnowledgeBase:
    made = (approach(each, each.title()) for each in ids)
    return KnowledgeBase(approaches={each.id: each.model_copy(update={"related": tuple(related.get(each.id, ()))}) for each in made})


def _guide(knowledge_base: KnowledgeBase, guide: str, *approaches: str, points: int = 2) -> Any:
    """A ranked guide with one question, in which the approaches get the same points."""
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
    """Each naming counts two, a guide in which they tie two, another guide one; a pair of less than two has no page."""
    known = _approaches(approach, "a", "b", "c", "d", a=["b"], b=["a"])
    found = find_pairs(known, [_guide(known, "g", "a", "b", "c")])
    assert found["a", "b"].strength == 6
    assert found["a", "b"].named_by == ["a", "b"]
    assert [(near.guide, near.is_close) for near in found["a", "c"].guides] == [("g", True)]
    assert not any("d" in pair for pair in found)
    assert next(iter(found)) == ("a", "b")
    assert MIN_STRENGTH == 2


def test_a_neighbour_that_is_not_there_makes_no_pair(approach: Any) -> None:
    """An approach that names itself, a missing one, or one twice counts for nothing more."""
    found = find_pairs(_approaches(approach, "a", "b", a=["a", "b", "b", "missing"]), ())
    assert {ids: pair.strength for ids, pair in found.items()} == {("a", "b"): 2}


def test_pairs_are_never_too_many(approach: Any) -> None:
    """Where everything neighbours everything, the first ninety stay."""
    ids = [f"a{number:02}" for number in range(20)]
    found = find_pairs(_approaches(approach, *ids, **dict.fromkeys(ids, ids)), ())
    assert len(found) == MAX_PAIRS
