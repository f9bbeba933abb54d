"""Back-tests of guides: which cases agree, which differ and why, and what no case covers."""

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


def _make_question(question_id: str, **effects: dict[str, int]) -> dict[str, Any]:
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
    """Compile a guide with three options: trust adds to grants, size to a lead provider, and without trust grants are ruled out."""
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
                    _make_question("trust", yes={"grant": 2}),
                    _make_question("large", yes={"lead": 4}),
                    _make_question("known", yes={"block": 1}),
                ],
                "result": {"mode": "ranked"},
                "outcomes": [
                    {"id": "grant", "approach": "grants", "not_if": {"trust": "no"}},
                    {"id": "lead", "approach": "lead-provider"},
                    {"id": "block", "approach": "block-contract"},
                    {"id": "advice", "approach": "co-production", "role": "always"},
                ],
            }
        ),
        KnowledgeBase(),
    )


def test_a_case_agrees_where_the_guide_leads_to_what_was_done(tree: CompiledTree, case: Callable) -> None:
    """A case agrees if its facts leave at most half of the options, and the approach used is among them."""
    backtest = run_backtest(tree, [case("one", facts={"trust": "yes", "large": "no"})])
    (trial,) = backtest.trials
    assert (trial.verdict, trial.used, trial.leaders) == ("agrees", ("grant",), ("grant",))
    assert (trial.answered, trial.asked_count) == (("trust", "large"), 3)


def test_a_case_differs_with_its_reason(tree: CompiledTree, case: Callable) -> None:
    """A case that differs has a reason with the deciding answers: a gate rules the outcome out, or another option is ahead."""
    cases = [case("gated", facts={"trust": "no"}), case("behind", facts={"trust": "yes", "large": "yes"})]
    behind, gated = run_backtest(tree, cases).select_trials("differs")
    assert gated.reasons == (Reason("grant", "ruled out", {"trust": ("no",)}),)
    assert behind.reasons == (Reason("grant", "behind", {"large": ("yes",)}, ahead="lead"),)


def test_too_few_facts_give_no_verdict(tree: CompiledTree, case: Callable) -> None:
    """A case whose facts leave most options open neither agrees nor differs."""
    (trial,) = run_backtest(tree, [case("vague", facts={"trust": "yes"})]).trials
    assert trial.verdict == "not enough known"


def test_only_cases_that_can_be_compared_count(tree: CompiledTree, case: Callable) -> None:
    """Drafts, cases without a fact that is asked for, and cases that used an outcome of another role do not count."""
    cases = [
        case("draft", facts={"trust": "yes"}, draft="yes"),
        case("silent"),
        case("other", facts={"weather": "rain"}),
        case("advised", approaches=["co-production"], facts={"trust": "yes"}),
    ]
    assert run_backtest(tree, cases).trials == ()


def test_what_no_case_covers_is_listed(tree: CompiledTree, case: Callable) -> None:
    """Outcomes whose approach no case used, questions that no case answers, and answers that no case gives are listed."""
    backtest = run_backtest(tree, [case("one", facts={"trust": "yes"}), case("two", approaches=["co-production"], facts={"large": ["yes", "no"]})])
    assert backtest.without_case == ("lead", "block")
    assert backtest.unanswered == ("known",)
    assert backtest.unchosen == {"trust": ("no",)}


def test_a_backtest_is_reported_in_words_and_as_data(tree: CompiledTree, case: Callable) -> None:
    """The text for the terminal and the JSON hold the same verdict and reason."""
    backtest = run_backtest(tree, [case("gated", facts={"trust": "no"})])
    assert "Differs: gated used grant" in render_backtest(backtest)
    assert "grant is ruled out: trust=no." in render_backtest(backtest)
    data = backtest.to_json()
    assert (data["agree"], data["differ"], data["cases"][0]["why"][0]["ground"]) == (0, 1, "ruled out")
    assert "No case on record" in render_backtest(run_backtest(tree, []))
