"""How a guide does against real cases, in plain words for the terminal."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.library.backtest import BackTest, Reason, Trial

WIDTH = 96
MOST_NAMED = 4


def render_backtest(found: BackTest) -> str:
    """Render the outcome of each case, and what no case covers, in lines of at most 96 characters."""
    return "\n".join(map(_wrap_line, _render_lines(found)))


def _wrap_line(text: str) -> str:
    indent = len(text) - len(text.lstrip()) + 2
    return fill(text, WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False)


def _render_lines(found: BackTest) -> Iterator[str]:
    yield f"{found.tree} {found.version}"
    if not found.trials:
        yield "  No case on record could be held against it."
    else:
        counts = [(len(found.of("agrees")), "agree"), (len(found.of("differs")), "differ"), (len(found.of("not enough known")), "not enough known")]
        yield f"  {len(found.trials)} cases: {', '.join(f'{count} {name}' for count, name in counts)}. Cases were chosen; agreement is not proof."
    for trial in found.of("differs"):
        yield f"  Differs: {_describe_trial(trial)}"
        yield from (f"    {_describe_reason(why)}" for why in trial.why)
    for trial in found.of("agrees"):
        yield f"  Agrees: {_describe_trial(trial)}"
    if found.without_case:
        yield f"  Outcomes without a case: {', '.join(found.without_case)}."
    if found.unanswered:
        yield f"  Questions that no case answers: {', '.join(found.unanswered)}."
    if found.unchosen:
        rest = "; ".join(f"{question}: {', '.join(options)}" for question, options in found.unchosen.items())
        yield f"  Answers that no case gives: {rest}."


def _describe_trial(trial: Trial) -> str:
    return f"{trial.case} used {' and '.join(trial.used)}; {_describe_leads(trial.leads)} ({len(trial.known)} of {trial.asked} answers known)."


def _describe_leads(leads: tuple[str, ...]) -> str:
    if len(leads) > MOST_NAMED:
        return f"{len(leads)} options are still open"
    return f"the guide leads or could lead to {' or '.join(leads)}"


def _describe_reason(why: Reason) -> str:
    grounds = {"ruled out": "is ruled out", "elsewhere": "is not where the answers lead", "behind": f"stays behind {why.ahead or 'others'}"}
    answers = ", ".join(f"{question}={','.join(options)}" for question, options in why.answers.items())
    return f"{why.outcome} {grounds[why.ground]}{f': {answers}' if answers else ''}."
