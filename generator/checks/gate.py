"""Tells what a change brings from what was there before it: the first stands in its way, the second is only told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.reading.repository import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from generator.model.finding import Finding

WAS_THERE = "It was there before this change, and does not stand in its way."


def gate(findings: Sequence[Finding], *, changed: AbstractSet[str], before: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    """The same findings, those that a change did not bring turned into notes.

    A file that holds one thing answers for all of it once it is touched. In a list that many people share, and in every file that was not touched,
    only what was not found before counts: a reference that the change broke, say.

    Args:
        findings: what is found now.
        changed: the files that the change touches, those that it took away among them.
        before: gives what was found before the change; asked only where that matters.
    """
    if all(_answers(finding, changed) for finding in findings if finding.severity != "note"):
        return tuple(findings)
    return tuple(_told(findings, changed, Counter(map(_print, before()))))


def _told(findings: Sequence[Finding], changed: AbstractSet[str], known: Counter[tuple[str, ...]]) -> Iterator[Finding]:
    for finding in findings:
        if _answers(finding, changed):
            yield finding
        elif known[_print(finding)] > 0:
            known[_print(finding)] -= 1
            yield replace(finding, severity="note", why=f"{WAS_THERE} {finding.why}".strip())
        else:
            yield finding


def _answers(finding: Finding, changed: AbstractSet[str]) -> bool:
    """Whether the change touched the file of the finding, and the file holds one thing."""
    return finding.file in changed and not any(PurePosixPath(finding.file).match(kind.pattern) for kind in KINDS if not kind.by_stem)


def _print(finding: Finding) -> tuple[str, ...]:
    """What stays the same while lines come and go above."""
    return (finding.code, finding.file, finding.message, finding.excerpt.strip())
