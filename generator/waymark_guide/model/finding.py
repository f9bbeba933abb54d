"""A finding: one mistake in the content, where it is, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
Path = tuple[str | int, ...]
"""Where a value is inside a file: `("questions", 2, "options", 0, "next")`."""


class Span(NamedTuple):
    """A part of a line. Line and column count from 1; `end` is the column after the last character."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake. Reporters write it for a terminal, a pull request or another program.

    Attributes:
        code: the rule's code, such as `T202`.
        file: the file below the root, with `/`.
        message: what is wrong, naming things by the author's own words.
        span: where it is; none for a whole file.
        path: the field.
        why: what it would do to a reader.
        fix: what to do about it.
        suggestion: the word that was probably meant.
        excerpt: the author's own line.
        severity: `error` blocks, `warning` shows, `note` goes to the report.
        severity_if_changed: for a finding about age, its severity in a file that a change touches; none for all others.
    """

    code: str
    file: str
    message: str
    span: Span | None = None
    path: Path = ()
    why: str = ""
    fix: str = ""
    suggestion: str = ""
    excerpt: str = ""
    severity: Severity = "error"
    severity_if_changed: Severity | None = None

    @property
    def is_aged(self) -> bool:
        """Whether it was found only because time has passed; see `generator/waymark_guide/checks/age.py`."""
        return self.severity_if_changed is not None

    @property
    def field(self) -> str:
        """The path of the field as text: `questions[2].options[0].next`."""
        return format_path(self.path)

    def with_severity(self, severity: Severity) -> Finding:
        """Return the finding with another severity."""
        return replace(self, severity=severity)


def format_path(path: Path) -> str:
    """Write a path as text: `questions[2].options[0].next`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else step)
    return text


def sort_key(finding: Finding) -> tuple[str, int, int, str, str]:
    """Return the key by which findings are sorted: file, line, column, code."""
    span = finding.span or Span(0, 0, 0)
    return (finding.file, span.line, span.column, finding.code, finding.message)
