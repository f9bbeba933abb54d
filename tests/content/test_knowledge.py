"""The knowledge itself: what every guide and approach must hold, and what is not known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Question

ROOT = Path(__file__).parents[2]
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """Everything in the repository."""
    return read_knowledge_base(ROOT).knowledge_base


def test_every_question_says_why_and_how_to_find_out(base: KnowledgeBase) -> None:
    """Each question says why it is asked and how to answer, and what to do when unsure or why that is not offered."""

    def lacks(question: Question) -> bool:
        fact = base.facts.get(question.fact or "")
        unsure = question.dont_know or (fact and fact.dont_know)
        return not ((question.why or (fact and fact.why)) and (question.help or (fact and fact.help)) and unsure and (unsure.help or unsure.because))

    assert not [f"{tree.id}: {question.id}" for tree in base.trees.values() for question in tree.questions if lacks(question)]


def test_every_outcome_says_what_to_do(base: KnowledgeBase) -> None:
    """Each outcome has a rationale and next steps; one that can be the answer has cautions, and a worked example leads to it."""
    outcomes = [(tree, outcome) for tree in base.trees.values() for outcome in tree.outcomes]
    assert not [outcome.id for _, outcome in outcomes if not (outcome.rationale and outcome.next_steps)]
    assert not [outcome.id for _, outcome in outcomes if outcome.role == "option" and not outcome.cautions]
    expected = {(tree.id, name) for tree in base.trees.values() for test in tree.tests for name in test.expect}
    always = {(tree.id, outcome.id) for tree, outcome in outcomes if outcome.role == "always"}
    assert not {(tree.id, outcome.id) for tree, outcome in outcomes} - expected - always


def test_every_guide_says_where_it_serves(base: KnowledgeBase) -> None:
    """Each guide has an owner, a review date and sources, and names all four nations; a guide to law is dated."""
    for tree in base.trees.values():
        assert tree.owner
        assert tree.review_by
        assert tree.sources
        text = tree.model_dump_json()
        assert not [nation for nation in NATIONS if nation not in text], tree.id
        assert tree.checked_on or "legal advice" not in text, tree.id


def test_every_approach_is_whole(base: KnowledgeBase) -> None:
    """Each approach says when it fits and does not, what it needs and risks, how sure we are and why, with dated routes, sources and neighbours."""
    for approach in base.approaches.values():
        for part in ("fits", "does_not_fit", "needs", "risks", "routes", "certainty", "sources", "related"):
            assert getattr(approach, part), f"{approach.id}: {part}"
        assert all(route.checked_on for route in approach.routes), approach.id


def test_copies_are_named_as_copies(base: KnowledgeBase) -> None:
    """Every shared source that was read only as a copy says so in its note, and is on the page of gaps."""
    assert base.unknowns
    copies = {source.id for source in base.sources.values() if source.title.endswith("(copy)")}
    (entry,) = (entry for entry in base.unknowns.unknowns if entry.id == "read-in-copies")
    assert copies == set(entry.sources)
    assert all(base.sources[name].note for name in copies)


def test_overlaps_are_said_on_both_sides(base: KnowledgeBase) -> None:
    """A calculator that must not be added to another is named by that one too."""
    pairs = {(one.id, other) for one in base.calculators.values() for other in one.overlaps}
    assert pairs == {(other, one) for one, other in pairs}


def test_an_untraced_claim_is_no_default(base: KnowledgeBase) -> None:
    """The share said to be spent again locally is shown as a claim without a trace, and fills in nothing."""
    local = base.calculators["local-multiplier"]
    assert "63p" in (local.intro or "")
    assert all(entry.default is None for entry in local.inputs)
