"""Findings for programs, in the form that the interfaces promise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from waymark_guide.checks.rule import RULES
from waymark_guide.library.counts import count_usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waymark_guide.model.finding import Finding
    from waymark_guide.model.knowledge_base import KnowledgeBase


def report(findings: Sequence[Finding], *, files: int, colour: bool = False, site: str = "") -> str:  # noqa: ARG001 (every reporter takes it)
    """One object: how many files, errors and warnings, and each finding."""
    return _dump(_whole(findings, files))


def render_with_counts(findings: Sequence[Finding], *, files: int, knowledge_base: KnowledgeBase) -> str:
    """The same report that also counts what there is, and what of it is used."""
    return _dump({**_whole(findings, files), "counts": count_usage(knowledge_base)})


def _whole(findings: Sequence[Finding], files: int) -> dict[str, Any]:
    return {
        "files": files,
        "errors": sum(finding.severity == "error" for finding in findings),
        "warnings": sum(finding.severity == "warning" for finding in findings),
        "findings": [_encode_finding(finding) for finding in findings],
    }


def _dump(whole: dict[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _encode_finding(finding: Finding) -> dict[str, Any]:
    rule = RULES.get(finding.code)
    return {
        "code": finding.code,
        "rule": rule.name if rule else "",
        "severity": finding.severity,
        "file": finding.file,
        "line": finding.span.line if finding.span else None,
        "column": finding.span.column if finding.span else None,
        "field": finding.field,
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
        "suggestion": finding.suggestion or None,
        "help": rule.help if rule else None,
        "aged": finding.is_aged,
    }
