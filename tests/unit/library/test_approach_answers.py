"""Which answers lead to an approach."""

from __future__ import annotations

from typing import Any

from waymark_guide.library.approach_answers import find_leads
from waymark_guide.model.tree import Tree
from waymark_guide.trees.engine.compiler import compile_tree

_FIRST: dict[str, Any] = {
    "schema": "tree/1", "id": "guide", "title": "Which?", "summary": "A guide.", "status": "published", "version": "1.0.0",
    "result": {"mode": "first"},
    "questions": [
        {"id": "size", "text": "Size?", "options": [{"id": "small", "label": "Small"}, {"id": "large", "label": "Large", "next": "outcome:far"}]},
        {"id": "near", "text": "How near?", "options": [{"id": "yes", "label": "Near"}, {"id": "no", "label": "Far"}]},
    ],
    "outcomes": [
        {"id": "far", "approach": "alliances", "only_by_route": "yes"},
        {"id": "when", "approach": "grants", "when": {"all": [{"size": "small"}, {"not": {"near": "no"}}]}},
        {"id": "ever", "approach": "grants", "role": "always"},
    ],
}  # fmt: skip


def test_a_route_and_a_condition_name_their_answers(knowledge_base: Any) -> None:
    """A lead names the options that route to the outcome or that its condition asks for. An outcome that is always shown has none."""
    leads = find_leads([compile_tree(Tree.model_validate(_FIRST), knowledge_base())])
    answers = {lead.outcome.id: [(answer.question.id, answer.options) for answer in lead.answers] for each in leads.values() for lead in each}
    assert answers == {"far": [("size", ("Large",))], "when": [("size", ("Small",))], "ever": []}


def test_a_ranked_outcome_names_what_counts_most(knowledge_base: Any) -> None:
    """A lead to a scored outcome names the answers that add most, the best first, and no answers that take points away."""
    ranked = _FIRST | {
        "result": {"mode": "ranked"},
        "factors": [{"id": "fit", "label": "Fit", "weight": "60"}, {"id": "cost", "label": "Cost", "weight": "40"}],
        "questions": [
            {
                "id": "a",
                "text": "A?",
                "options": [{"id": "y", "label": "Yes", "effects": {"o": {"cost": {"points": 1}}}}, {"id": "n", "label": "No"}],
            },
            {"id": "b", "text": "B?", "options": [{"id": "y", "label": "Yes", "effects": {"o": {"fit": {"points": 1}}}}, {"id": "n", "label": "No"}]},
            {
                "id": "c",
                "text": "C?",
                "options": [{"id": "y", "label": "Yes", "effects": {"o": {"fit": {"points": -1}}}}, {"id": "n", "label": "No"}],
            },
        ],
        "outcomes": [{"id": "o", "approach": "grants"}],
    }
    (lead,) = find_leads([compile_tree(Tree.model_validate(ranked), knowledge_base())])["grants"]
    assert lead.is_scored
    assert [(answer.question.id, answer.options) for answer in lead.answers] == [("b", ("Yes",)), ("a", ("Yes",))]
