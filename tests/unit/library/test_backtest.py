"""Guides held against real cases: what agrees, what differs and why, and what no case speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from waymark_guide.library.backtest import Reason, run_backtest
from waymark_guide.library.terminal_backtest import render_backtest
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Tree
from waymark_guide.trees.engine.compiler import compile_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from waymark_guide.trees.engine.compiler import CompiledTree


def _question(question_id: str, **effects: dict[str, int]) -> dict[str, Any]:
    options = [
        {
            "id": option,
            "label": option.title(),
            "effects": {outcome: {"worth": {"points": points, "because": "So it is."}} for outcome, points in effects.get(option, {}).items()},
        }
        for option in ("yes", "no")
    ]
    return {"id": question_id, "text": f"{question_id}?", "options": options}


@pytest.fixture
def tree() -> CompiledTree:
    """Three approaches in the running: trust speaks for grants, size for a lead provider, and without trust no grant is left."""
    return compile_tree(
        Tree.model_validate(
            {
                "schema": "tree/1",
                "id": "small",
                "title": "A small guide",
                "summary": "For a test.",
                "status": "published",
                "version": "1.0.0",
                "factors": [{"id": "worth", "label": "Worth", "weight": 100}],
                "questions": [
                    _question("trust", yes={"grant": 2}),
                    _question("large", yes={"lead": 4}),
                    _question("known", yes={"block": 1}),
                ],
                "result": {"mode": "ranked"},
                "outcomes": [
                    {"id": "grant", "approach": "grants", "not_if": {"trust": "no"}},
                    {"id": "lead", "approach": "lead-provider"},
                    {"id": "block", "approach": "block-contract"},
                    {"id": "beside", "approach": "co-production", "role": "always"},
                ],
            }
        ),
        KnowledgeBase(),
    )


def test_a_case_agrees_where_the_guide_leads_to_what_was_done(tree: CompiledTree, case: Callable) -> None:
    """Its facts leave half of the options or fewer, and the approach used is among them."""
    found = run_backtest(tree, [case("one", facts={"trust": "yes", "large": "no"})])
    (trial,) = found.trials
    assert (trial.verdict, trial.used, trial.leaders) == ("agrees", ("grant",), ("grant",))
    assert (trial.answered, trial.asked_count) == (("trust", "large"), 3)


def test_a_case_differs_with_its_reason(tree: CompiledTree, case: Callable) -> None:
    """A gate that ruled it out, or an option that is ahead whatever is not known, with the answers that decide."""
    cases = [case("gated", facts={"trust": "no"}), case("behind", facts={"trust": "yes", "large": "yes"})]
    behind, gated = run_backtest(tree, cases).select_trials("differs")
    assert gated.reasons == (Reason("grant", "ruled out", {"trust": ("no",)}),)
    assert behind.reasons == (Reason("grant", "behind", {"large": ("yes",)}, ahead="lead"),)


def test_too_little_known_is_said_so(tree: CompiledTree, case: Callable) -> None:
    """Facts that leave most options open neither agree nor differ."""
    (trial,) = run_backtest(tree, [case("vague", facts={"trust": "yes"})]).trials
    assert trial.verdict == "not enough known"


def test_only_cases_that_can_be_compared_count(tree: CompiledTree, case: Callable) -> None:
    """No drafts, none without a fact that is asked for, and none that used what is only shown next to the result."""
    cases = [
        case("draft", facts={"trust": "yes"}, draft="yes"),
        case("silent"),
        case("other", facts={"weather": "rain"}),
        case("beside", approaches=["co-production"], facts={"trust": "yes"}),
    ]
    assert run_backtest(tree, cases).trials == ()


def test_what_no_case_speaks_of_is_listed(tree: CompiledTree, case: Callable) -> None:
    """Outcomes whose approach no one used, questions no one answers, and answers no one gave."""
    found = run_backtest(tree, [case("one", facts={"trust": "yes"}), case("two", approaches=["co-production"], facts={"large": ["yes", "no"]})])
    assert found.without_case == ("lead", "block")
    assert found.unanswered == ("known",)
    assert found.unchosen == {"trust": ("no",)}


def test_a_backtest_is_reported_in_words_and_as_data(tree: CompiledTree, case: Callable) -> None:
    """The terminal and the JSON say the same."""
    found = run_backtest(tree, [case("gated", facts={"trust": "no"})])
    assert "Differs: gated used grant" in render_backtest(found)
    assert "grant is ruled out: trust=no." in render_backtest(found)
    data = found.to_json()
    assert (data["agree"], data["differ"], data["cases"][0]["why"][0]["ground"]) == (0, 1, "ruled out")
    assert "No case on record" in render_backtest(run_backtest(tree, []))
