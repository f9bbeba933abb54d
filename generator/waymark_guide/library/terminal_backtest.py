"""How a guide does against real cases, in plain words for the terminal."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.library.backtest import BackTest, Reason

WIDTH = 96
MOST_NAMED = 4


def render_backtest(found: BackTest) -> str:
    """What came of each case, and what no case speaks of. Lines of at most 96 characters."""
    return "\n".join(map(_line, _told(found)))


def _line(text: str) -> str:
    indent = len(text) - len(text.lstrip()) + 2
    return fill(text, WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False)


def _told(found: BackTest) -> Iterator[str]:
    yield f"{found.tree} {found.version}"
    if not found.trials:
        yield "  No case on record could be held against it."
    else:
        counts = [(len(found.of("agrees")), "agree"), (len(found.of("differs")), "differ"), (len(found.of("not enough known")), "not enough known")]
        yield f"  {len(found.trials)} cases: {', '.join(f'{count} {name}' for count, name in counts)}. Cases were chosen; agreement is not proof."
    for trial in found.of("differs"):
        yield f"  Differs: {trial.case} used {' and '.join(trial.used)}; {_leads(trial.leads)} ({len(trial.known)} of {trial.asked} answers known)."
        yield from (f"    {_why(why)}" for why in trial.why)
    for trial in found.of("agrees"):
        yield f"  Agrees: {trial.case} used {' and '.join(trial.used)}; {_leads(trial.leads)} ({len(trial.known)} of {trial.asked} answers known)."
    if found.without_case:
        yield f"  Outcomes without a case: {', '.join(found.without_case)}."
    if found.unanswered:
        yield f"  Questions that no case answers: {', '.join(found.unanswered)}."
    if found.unchosen:
        rest = "; ".join(f"{question}: {', '.join(options)}" for question, options in found.unchosen.items())
        yield f"  Answers that no case gives: {rest}."


def _leads(leads: tuple[str, ...]) -> str:
    if len(leads) > MOST_NAMED:
        return f"{len(leads)} options are still open"
    return f"the guide leads or could lead to {' or '.join(leads)}"


def _why(why: Reason) -> str:
    grounds = {"ruled out": "is ruled out", "elsewhere": "is not where the answers lead", "behind": f"stays behind {why.ahead or 'others'}"}
    answers = ", ".join(f"{question}={','.join(options)}" for question, options in why.answers.items())
    return f"{why.outcome} {grounds[why.ground]}{f': {answers}' if answers else ''}."
