"""Handles findings about mere age, which come because days pass and not because of an error.

A review date that has passed, and a source, a law or an activity that was not checked for long, are *aged*. The page itself says so. Such a
finding is never more than a warning in an ordinary check or build, and the reports for people count such files in one sentence. In a file that a
change touches it weighs as much as its rule says, because the author of a change answers for its files; and `--strict` lets it fail like any warning.

A date in the future (C303) is a mistake of its author. So is an end that had already come when the case was last confirmed (C302). No passing day
brings them about, and they are reported in full. A clock that is behind can cause C303, so that rule warns and never fails. Nothing is an error on
one day and not on another.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.model.finding import Finding


def in_full(finding: Finding) -> Finding:
    """The finding as it weighs in a file that a change touches."""
    severity = finding.severity_if_changed
    return finding if severity is None else replace(finding, severity=severity, severity_if_changed=None)


def list_aged_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, those that are aged to be reported like any other, with the severity that they have."""
    return tuple(replace(finding, severity_if_changed=None) if finding.is_aged else finding for finding in findings)


def files_due(findings: Iterable[Finding]) -> int:
    """How many files hold something that is merely old."""
    return len({finding.file for finding in findings if finding.is_aged})


def tell_due(number: int) -> str:
    """`37 files are due for review`."""
    return f"{number:,} {'file is' if number == 1 else 'files are'} due for review"
