"""Makes trees that are hard to prove: many paths that join again, and many scores."""

from __future__ import annotations

from random import Random
from typing import Any

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Tree
from waymark_guide.trees.engine.compiler import CompiledTree, compile_tree

SEED = 20261122


def make_joining_tree(questions: int = 60, remembered: int = 11) -> CompiledTree:
    """Make a guide whose paths part and join again: of every five questions, one depends on an earlier answer, and one can be skipped.

    Args:
        questions: how many there are.
        remembered: how many answers the outcomes at the end depend on; states that differ in them cannot join before.
    """
    nodes = [_make_question(index, 3) for index in range(questions)]
    for index in range(2, questions, 5):
        nodes[index]["ask_if"] = {f"q{index - 2}": ["a0", "a1"]}
    for index in range(3, questions - 2, 5):
        nodes[index]["options"][2]["next"] = f"q{index + 2}"
    read = [f"q{index}" for index in range(0, questions, 5)][:remembered]
    outcomes = [{"id": f"o{index}", "title": f"Outcome {index}", "when": {question: "a1"}} for index, question in enumerate(read)]
    return _make_tree("joins", "first", nodes, [*outcomes, {"id": "otherwise", "title": "Otherwise"}])


def make_scored_tree(questions: int = 30, options: int = 5, outcomes: int = 10, *, seed: int = SEED) -> CompiledTree:
    """Make a ranked guide in which every answer gives points to about half of the outcomes."""
    random = Random(seed)  # noqa: S311 (a fixed tree, not a secret)
    nodes = [_make_question(index, options) for index in range(questions)]
    for question in nodes:
        for option in question["options"]:
            option["effects"] = {
                f"o{outcome}": {random.choice(("f0", "f1")): {"points": random.choice((-4, -3, -2, -1, 1, 2, 3, 4)), "because": "It counts."}}
                for outcome in range(outcomes)
                if random.random() < 0.5  # noqa: PLR2004 (about half)
            }
    return _make_tree("scores", "ranked", nodes, [{"id": f"o{outcome}", "title": f"Outcome {outcome}"} for outcome in range(outcomes)])


def _make_question(index: int, options: int) -> dict[str, Any]:
    return {"id": f"q{index}", "text": f"Question {index}?", "options": [{"id": f"a{each}", "label": f"Answer {each}"} for each in range(options)]}


def _make_tree(name: str, mode: str, questions: list[dict[str, Any]], outcomes: list[dict[str, Any]]) -> CompiledTree:
    tree = Tree.model_validate(
        {
            "schema": "tree/1",
            "id": name,
            "title": "A synthetic tree",
            "summary": "Made to be hard.",
            "status": "published",
            "version": "1.0.0",
            "factors": [{"id": "f0", "label": "First", "weight": 60}, {"id": "f1", "label": "Second", "weight": 40}],
            "questions": questions,
            "result": {"mode": mode, "close_call_within": 40},
            "outcomes": outcomes,
        }
    )
    return compile_tree(tree, KnowledgeBase())
