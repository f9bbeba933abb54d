"""Renders a back-test for the terminal."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.library.backtest import BackTest, Reason, Trial

WIDTH = 96
MAX_NAMED = 4


def render_backtest(backtest: BackTest) -> str:
    """Render the verdict on each case, and what no case covers, in lines of at most 96 characters."""
    return "\n".join(map(_wrap, _list_lines(backtest)))


def _wrap(line: str) -> str:
    indent = len(line) - len(line.lstrip()) + 2
    return fill(line, WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False)


def _list_lines(backtest: BackTest) -> Iterator[str]:
    agreeing, differing = backtest.select_trials("agrees"), backtest.select_trials("differs")
    yield f"{backtest.tree} {backtest.version}"
    if not backtest.trials:
        yield "  No case on record could be held against it."
    else:
        unknown = len(backtest.select_trials("not enough known"))
        counts = f"{len(agreeing)} agree, {len(differing)} differ, {unknown} not enough known"
        yield f"  {len(backtest.trials)} cases: {counts}. Cases were chosen; agreement is not proof."
    for trial in differing:
        yield f"  Differs: {_describe_trial(trial)}"
        yield from (f"    {_describe_reason(reason)}" for reason in trial.reasons)
    for trial in agreeing:
        yield f"  Agrees: {_describe_trial(trial)}"
    if backtest.without_case:
        yield f"  Outcomes without a case: {', '.join(backtest.without_case)}."
    if backtest.unanswered:
        yield f"  Questions that no case answers: {', '.join(backtest.unanswered)}."
    if backtest.unchosen:
        rest = "; ".join(f"{question}: {', '.join(options)}" for question, options in backtest.unchosen.items())
        yield f"  Answers that no case gives: {rest}."


def _describe_trial(trial: Trial) -> str:
    answers = f"{len(trial.answered)} of {trial.asked_count} answers known"
    return f"{trial.case} used {' and '.join(trial.used)}; {_describe_leaders(trial.leaders)} ({answers})."


def _describe_leaders(leaders: tuple[str, ...]) -> str:
    if len(leaders) > MAX_NAMED:
        return f"{len(leaders)} options are still open"
    return f"the guide leads or could lead to {' or '.join(leaders)}"


def _describe_reason(reason: Reason) -> str:
    texts = {"ruled out": "is ruled out", "elsewhere": "is not where the answers lead", "behind": f"stays behind {reason.ahead or 'others'}"}
    answers = ", ".join(f"{question}={','.join(options)}" for question, options in reason.answers.items())
    return f"{reason.outcome} {texts[reason.kind]}{f': {answers}' if answers else ''}."
