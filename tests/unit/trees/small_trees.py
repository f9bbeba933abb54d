"""Make small trees that each test one rule of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Fact, Tree
from waymark_guide.trees.engine.compiler import compile_tree

if TYPE_CHECKING:
    from waymark_guide.trees.engine.compiler import CompiledTree


def ask(question_id: str, *options: str | dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Make a question. An option is an id, or a map of its fields."""
    listed = [{"id": option, "label": option.title()} if isinstance(option, str) else {"label": option["id"].title(), **option} for option in options]
    return {"id": question_id, "text": f"{question_id}?", "options": listed, **fields}


def gives(option: str, **points: int) -> dict[str, Any]:
    """Make an option that gives points on the factor `worth`, with a reason."""
    return {
        "id": option,
        "effects": {outcome: {"worth": {"points": number, "because": f"{option}: {outcome}"}} for outcome, number in points.items()},
    }


def make_tree(
    questions: list[dict[str, Any]],
    outcomes: list[str | dict[str, Any]],
    *,
    mode: str = "first",
    facts: tuple[dict[str, Any], ...] = (),
    **result: Any,
) -> CompiledTree:
    """Compile a tree of these questions and outcomes. The factor `worth` weighs 10 and `other` 90."""
    tree = Tree.model_validate(
        {
            "schema": "tree/1",
            "id": "planted",
            "title": "A planted tree",
            "summary": "For a test.",
            "status": "published",
            "version": "1.2.3",
            "factors": [{"id": "worth", "label": "Worth", "weight": 10}, {"id": "other", "label": "Other", "weight": 90}],
            "questions": questions,
            "result": {"mode": mode, **result},
            "outcomes": [
                {"id": each, "title": each.title()} if isinstance(each, str) else {"title": each["id"].title(), **each} for each in outcomes
            ],
        }
    )
    return compile_tree(tree, KnowledgeBase(facts={fact["id"]: Fact.model_validate(fact) for fact in facts}))
