"""A finding: one mistake in the content, where it is, in whose words, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
Path = tuple[str | int, ...]
"""The way to a value inside a file: `("questions", 2, "options", 0, "next")`."""


class Mark(NamedTuple):
    """A stretch of a line. Line and column count from 1; `end` is the column after the last character."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake. It knows nothing of terminals: reporters give it a form.

    Attributes:
        code: the rule's code, such as `T202`.
        file: the file below the root, with `/`.
        message: what is wrong, naming things by the author's own words.
        mark: where it is; none for a whole file.
        path: the way to the field.
        why: what it would do to a reader.
        fix: what to do about it.
        suggestion: the word that was probably meant.
        excerpt: the author's own line.
        severity: `error` blocks, `warning` shows, `note` goes to the report.
        severity_if_changed: of what is merely old, its severity in a file that a change touches; none for everything else.
    """

    code: str
    file: str
    message: str
    mark: Mark | None = None
    path: Path = ()
    why: str = ""
    fix: str = ""
    suggestion: str = ""
    excerpt: str = ""
    severity: Severity = "error"
    severity_if_changed: Severity | None = None

    @property
    def is_aged(self) -> bool:
        """Whether it came only because days passed; see `generator/waymark_guide/checks/age.py`."""
        return self.severity_if_changed is not None

    @property
    def field(self) -> str:
        """The way to the field as text: `questions[2].options[0].next`."""
        return format_path(self.path)

    def with_severity(self, severity: Severity) -> Finding:
        """The same finding, weighed otherwise."""
        return replace(self, severity=severity)


def format_path(path: Path) -> str:
    """A path as an author would write it: `questions[2].options[0].next`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else step)
    return text


def sort_key(finding: Finding) -> tuple[str, int, int, str, str]:
    """A key that sorts findings as a reader meets them: by file, line, column, code."""
    mark = finding.mark or Mark(0, 0, 0)
    return (finding.file, mark.line, mark.column, finding.code, finding.message)
