"""Findings for people who do not program, to be read under a pull request: by file, what is wrong, where, and how to mend it.

Whatever an author wrote stays inert: it makes no link, heading, image, HTML or formula, and calls on no one by name.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from waymark_guide.checks.age import files_due, tell_due
from waymark_guide.checks.reporters.text import make_visible
from waymark_guide.checks.rule import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waymark_guide.model.finding import Finding

MOST = {"error": 60, "warning": 30, "note": 10}
"""How many of each are shown: more would not help to begin."""
LONGEST = 600
JOINER = "\N{WORD JOINER}"
"""An invisible character that breaks what a code host would turn into a link or a mention."""
HEADINGS = {"error": "To put right", "warning": "Advice", "note": "For your information"}
_SPECIAL = re.compile(r"[\\`*_\[\](){}<>&!|~$^]")
_CALLS = re.compile(r"@(?=\w)|(?<=:)(?=//)|\b(?:www|mailto|xmpp)(?=[.:])|#(?=\d)|\bGH(?=-\d)", re.IGNORECASE)


def report(findings: Sequence[Finding], *, files: int, colour: bool = False, site: str = "") -> str:  # noqa: ARG001 (every reporter takes it)
    """A heading, what it comes to, and each file with its findings: those that must be put right come first, and what is merely old comes last."""
    aged = [finding for finding in findings if finding.is_aged]
    findings = [finding for finding in findings if not finding.is_aged]
    lines = ["## What the checker found", "", _whole(findings, aged, files), ""]
    for severity, heading in HEADINGS.items():
        found = [finding for finding in findings if finding.severity == severity]
        lines += [f"### {heading}", ""] if found else []
        for file, those in groupby(found[: MOST[severity]], key=lambda finding: finding.file):
            lines += [f"#### {code(file)}", ""]
            for finding in those:
                lines += [*_render_finding(finding, site), ""]
        if len(found) > MOST[severity]:
            lines += [f"And {len(found) - MOST[severity]} more, which are not shown here.", ""]
    lines += _due([finding for finding in aged if finding.severity != "note"])
    return "\n".join(lines)


def _due(aged: Sequence[Finding]) -> list[str]:
    """A line for each file that is due for review, as far as this is not a report on a change elsewhere."""
    by_file = {finding.file: finding for finding in reversed(aged)}
    files = sorted(by_file)
    lines = [f"- {code(file)}: {inert(by_file[file].message)}" for file in files[: MOST["warning"]]]
    more = len(files) - len(lines)
    return [*(["### Due for review", "", *lines, ""] if lines else []), *([f"And {more} more, which are not shown here.", ""] if more else [])]


def _whole(findings: Sequence[Finding], aged: Sequence[Finding], files: int) -> str:
    """What it comes to, in sentences."""
    errors, warnings, notes = (sum(finding.severity == severity for finding in findings) for severity in HEADINGS)
    said = [
        f"**{errors} {'mistake has' if errors == 1 else 'mistakes have'} to be put right** before this can be published."
        if errors
        else "**Nothing stands in the way.**",
        f"{warnings} {'piece' if warnings == 1 else 'pieces'} of advice, which {'does' if warnings == 1 else 'do'} not stand in the way."
        if warnings
        else "",
        f"{notes} {'note that asks' if notes == 1 else 'notes that ask'} nothing of you." if notes else "",
        f"{tell_due(files_due(aged))}, which does not stand in the way." if aged else "",
        f"{files:,} {'file was' if files == 1 else 'files were'} checked.",
    ]
    return " ".join(filter(None, said))


def _render_finding(finding: Finding, site: str) -> Iterator[str]:
    """What is wrong and where; of a note no more than that, because it asks for nothing."""
    where = f"Line {finding.span.line}" if finding.span else "The whole file"
    field = f", {code(finding.field)}" if finding.field else ""
    yield f"- **{where}**{field}: {inert(finding.message)}"
    if finding.severity == "note":
        return
    if finding.span and finding.excerpt.strip():
        yield f"  - What is written there: {code(finding.excerpt.strip())}"
    if finding.why:
        yield f"  - Why it matters: {inert(finding.why)}"
    if finding.fix:
        yield f"  - How to mend it: {inert(finding.fix)}"
    if finding.suggestion and finding.suggestion not in finding.fix:
        yield f"  - Did you mean {code(finding.suggestion)}?"
    rule = RULES.get(finding.code)
    if rule is not None:
        name = f"{finding.code}, {rule.name.replace('-', ' ')}"
        yield f"  - The rule: [{name}]({site}{rule.help})" if site else f"  - The rule: {name}"


def inert(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    line = " ".join(make_visible(" ".join(text.split())).split())
    shown = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return _SPECIAL.sub(_escape, _CALLS.sub(lambda found: f"{found[0]}{JOINER}", shown))


def _escape(found: re.Match[str]) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(found[0], f"\\{found[0]}")


def code(text: str) -> str:
    """A text as code, whatever backticks it holds; a code host notifies no user from there."""
    line = make_visible(" ".join(text.split()))
    shown = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    fence = "`" * (1 + max(map(len, re.findall(r"`+", shown)), default=0))
    return f"{fence} {shown} {fence}" if "`" in shown else f"{fence}{shown}{fence}" if shown else "` `"
