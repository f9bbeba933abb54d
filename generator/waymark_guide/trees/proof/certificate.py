"""Make the coverage certificate: what was proved of a guide, as plain data. Each claim has answers that `waymark answer` replays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waymark_guide.trees.proof.paths import Growth
    from waymark_guide.trees.proof.proof import Proof
    from waymark_guide.trees.proof.reach import Reach
    from waymark_guide.trees.proof.shares import Share

NOT_PROVED = "not proved"


def make_certificate(proof: Proof) -> dict[str, Any]:
    """Make the certificate of a guide.

    Returns:
        `paths` (every different set of answers to what is asked), `states`, `longest` and `shortest` (questions on one path; all four none where the
        guide is too large); `questions`, `options` (by `question=option`) and `outcomes`, each with `reachable` (true, false or "not proved") and
        `witness`, and where it is not reachable `because` and `nearest`; `can_lead` (true, false or "not proved"), with answers in `lead_witness`
        and in `behind` the outcome that is always ahead; `ties` and `close_calls` (none where nothing is ranked); `dead_ends`; `too_large`.
    """
    leads = proof.can_lead
    return {
        "tree": proof.tree.id,
        "version": proof.tree.version,
        "paths": proof.paths,
        "states": proof.states,
        "longest": proof.longest[0] if proof.longest else None,
        "shortest": proof.shortest[0] if proof.shortest else None,
        "questions": {question: _format_reach(reach) for question, reach in proof.questions.items()},
        "options": {f"{question}={option}": _format_reach(reach) for (question, option), reach in proof.options.items()},
        "outcomes": {outcome: _format_reach(reach) for outcome, reach in proof.outcomes.items()},
        "can_lead": {outcome: NOT_PROVED if lead.can_lead is None else lead.can_lead for outcome, lead in leads.items()},
        "lead_witness": {outcome: lead.witness for outcome, lead in leads.items() if lead.witness is not None},
        "behind": {outcome: lead.behind for outcome, lead in leads.items() if lead.behind is not None},
        "ties": _format_share(proof.ties),
        "close_calls": _format_share(proof.close_calls),
        "dead_ends": None if proof.dead_ends is None else [{"witness": each.witness, "paths": each.paths} for each in proof.dead_ends],
        "too_large": [_format_growth(each) for each in proof.too_large],
    }


def _format_reach(reach: Reach) -> dict[str, Any]:
    entry: dict[str, Any] = {"reachable": NOT_PROVED if reach.reachable is None else reach.reachable, "witness": reach.witness}
    if reach.reachable is False:
        entry["because"] = reach.because
        entry["nearest"] = reach.nearest and {
            "witness": reach.nearest.witness,
            "fails": [
                {"question": each.question, "test": each.test, "options": list(each.options), "wanted": each.required} for each in reach.nearest.fails
            ],
        }
    return entry


def _format_share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "paths": share.paths,
        "of": share.of,
        "exact": share.exact,
        "examples": [{"outcomes": list(each.outcomes), "paths": each.paths, "witness": each.witness} for each in share.examples],
    }


def _format_growth(growth: Growth) -> dict[str, Any]:
    return {
        "states": growth.states,
        "question": growth.question,
        "remembered": list(growth.remembered),
        "readers": list(growth.readers),
        "answers": growth.answers,
    }
