"""Trees made to be hard: many ways that join again, and many scores."""

from __future__ import annotations

from random import Random
from typing import Any

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Tree
from waymark_guide.trees.engine.compiler import CompiledTree, compile_tree

SEED = 20261122


def joins(questions: int = 60, remembered: int = 11) -> CompiledTree:
    """A guide whose ways part and join again: in each five questions one is only asked after some answers, and one may be jumped over.

    Args:
        questions: how many there are.
        remembered: how many answers the outcomes at the end read, so that they must be kept apart until then.
    """
    made = [_question(place, 3) for place in range(questions)]
    for place in range(2, questions, 5):
        made[place]["ask_if"] = {f"q{place - 2}": ["a0", "a1"]}
    for place in range(3, questions - 2, 5):
        made[place]["options"][2]["next"] = f"q{place + 2}"
    read = [f"q{place}" for place in range(0, questions, 5)][:remembered]
    outcomes = [{"id": f"o{place}", "title": f"Outcome {place}", "when": {question: "a1"}} for place, question in enumerate(read)]
    return _tree("joins", "first", made, [*outcomes, {"id": "otherwise", "title": "Otherwise"}])


def scores(questions: int = 30, options: int = 5, outcomes: int = 10, *, seed: int = SEED) -> CompiledTree:
    """A ranked guide in which every answer brings points to about half of the outcomes."""
    random = Random(seed)  # noqa: S311 (a fixed tree, not a secret)
    made = [_question(place, options) for place in range(questions)]
    for question in made:
        for option in question["options"]:
            option["effects"] = {
                f"o{outcome}": {random.choice(("f0", "f1")): {"points": random.choice((-4, -3, -2, -1, 1, 2, 3, 4)), "because": "It counts."}}
                for outcome in range(outcomes)
                if random.random() < 0.5  # noqa: PLR2004 (about half)
            }
    return _tree("scores", "ranked", made, [{"id": f"o{outcome}", "title": f"Outcome {outcome}"} for outcome in range(outcomes)])


def _question(place: int, options: int) -> dict[str, Any]:
    return {"id": f"q{place}", "text": f"Question {place}?", "options": [{"id": f"a{each}", "label": f"Answer {each}"} for each in range(options)]}


def _tree(name: str, mode: str, questions: list[dict[str, Any]], outcomes: list[dict[str, Any]]) -> CompiledTree:
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
