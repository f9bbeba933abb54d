"""Findings as GitHub's workflow commands: annotations next to the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.reporters.text import make_visible, summary
from waymark_guide.checks.rule import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waymark_guide.model.finding import Finding

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def report(findings: Sequence[Finding], *, files: int, colour: bool = False, site: str = "") -> str:  # noqa: ARG001 (every reporter takes it)
    """One command a finding, and a line that sums up."""
    return "\n".join([*(_render_finding(finding) for finding in findings), summary(findings, files=files)]) + "\n"


def _render_finding(finding: Finding) -> str:
    rule = RULES.get(finding.code)
    properties = {"file": finding.file}
    if finding.span:
        properties |= {"line": str(finding.span.line), "col": str(finding.span.column), "endColumn": str(finding.span.end)}
    properties["title"] = f"{finding.code} {rule.name if rule else ''}".strip()
    words = "\n".join(make_visible(line) for words in (finding.message, finding.why, finding.fix) for line in words.splitlines())
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{LEVELS[finding.severity]} {listed}::{_escape(words)}"


def _escape(text: str) -> str:
    """A text that cannot end the command or begin another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property's value, which may hold neither a colon nor a comma."""
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
