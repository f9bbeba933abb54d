"""Separates the findings that a change brings, which block it, from the findings that were there before, which become notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from waymark_guide.checks.age import in_full
from waymark_guide.reading.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from waymark_guide.model.finding import Finding

WAS_THERE = "It was there before this change, and does not stand in its way."


def separate_new_findings(findings: Sequence[Finding], *, changed: AbstractSet[str], before: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    """The same findings, those that a change did not bring turned into notes.

    A file that holds one thing answers for all of it once it is touched. In a list that many people share, and in every file that was not touched,
    only what was not found before counts: a reference that the change broke, say. What is merely old is reported in full where the change touched it.

    Args:
        findings: what is found now.
        changed: the files that the change touches, those that it took away among them.
        before: gives what was found before the change; asked only where that matters.
    """
    asks = any(not _is_of_changed_file(finding, changed) and not _is_old(finding, changed) for finding in findings if finding.severity != "note")
    return tuple(_soften(findings, changed, Counter(map(_make_key, before())) if asks else Counter()))


def _soften(findings: Sequence[Finding], changed: AbstractSet[str], known: Counter[tuple[str, ...]]) -> Iterator[Finding]:
    for finding in findings:
        was_there = not _is_of_changed_file(finding, changed) and (_is_old(finding, changed) or known[_make_key(finding)] > 0)
        if was_there:
            known[_make_key(finding)] -= 1
            yield replace(finding, severity="note", why=f"{WAS_THERE} {finding.why}".strip())
        else:
            yield in_full(finding)


def _is_old(finding: Finding, changed: AbstractSet[str]) -> bool:
    """Whether a file that the change did not touch is merely old: no change elsewhere can have brought that."""
    return finding.is_aged and finding.file not in changed


def _is_of_changed_file(finding: Finding, changed: AbstractSet[str]) -> bool:
    """Whether the change touched the file of the finding, and the file holds one thing."""
    return finding.file in changed and not any(PurePosixPath(finding.file).match(kind.pattern) for kind in KINDS if not kind.by_stem)


def _make_key(finding: Finding) -> tuple[str, ...]:
    """What stays the same while lines come and go above."""
    return (finding.code, finding.file, finding.message, finding.excerpt.strip())
