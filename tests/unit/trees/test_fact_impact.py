"""How many outcomes of a guide depend on one shared fact."""

from __future__ import annotations

from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.trees.engine.fact_impact import count_affected_outcomes

TRUST = {"id": "trust", "text": "Trust?", "options": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]}
ASKED = {"id": "trust", "fact": "trust"}


def test_conditions_count() -> None:
    """Each outcome whose conditions read the answer counts once, however deep they are nested."""
    outcomes = [
        {"id": "one", "when": {"trust": "yes"}},
        {"id": "two", "when": {"any": [{"other": "yes"}, {"not": {"all": [{"trust": "no"}, {"other": "no"}]}}]}, "not_if": {"trust": "answered"}},
        {"id": "three", "when": {"other": "no"}},
        "last",
    ]
    tree = make_tree([ASKED, ask("other", "yes", "no")], outcomes, facts=(TRUST,))
    assert count_affected_outcomes(tree, "trust") == 2


def test_points_count() -> None:
    """Each outcome that an answer gives points to counts."""
    scored = {**ASKED, "options": [gives("yes", one=2, two=-1), {"id": "no"}]}
    tree = make_tree([scored], ["one", "two", "three"], mode="ranked", facts=(TRUST,))
    assert count_affected_outcomes(tree, "trust") == 2


def test_a_route_affects_all_outcomes() -> None:
    """If an option of the question has its own target, every outcome depends on it."""
    tree = make_tree(
        [{**ASKED, "options": [{"id": "yes", "next": "outcome:one"}, {"id": "no"}]}, ask("other", "yes", "no")],
        ["one", "two", "three"],
        facts=(TRUST,),
    )
    assert count_affected_outcomes(tree, "trust") == 3


def test_a_fact_that_is_not_asked_affects_nothing() -> None:
    """No outcome depends on a fact that the guide does not ask."""
    assert count_affected_outcomes(make_tree([ask("other", "yes", "no")], ["one"]), "trust") == 0
