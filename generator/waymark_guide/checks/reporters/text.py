"""Findings for people: each with the author's own line, a caret under what is meant, why it matters and how to mend it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from waymark_guide.checks.age import files_due, tell_due
from waymark_guide.checks.rule import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waymark_guide.model.finding import Finding, Span

WIDEST = 160
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}
PLAIN = "\x1b[0m"


def report(findings: Sequence[Finding], *, files: int, colour: bool = False, site: str = "") -> str:  # noqa: ARG001 (every reporter takes it)
    """Every finding, an empty line between them, and a line that sums up; of what is merely old, a sentence that counts it."""
    shown = [finding for finding in findings if not finding.is_aged]
    paragraphs = [_render_finding(finding, COLOURS if colour else {}) for finding in shown]
    return "\n".join(filter(None, [*paragraphs, summary(shown, files=files), _due(files_due(findings))])) + "\n"


def report_briefly(findings: Sequence[Finding], *, files: int, colour: bool = False) -> str:
    """Report errors and warnings, and only count the notes."""
    weighty = [finding for finding in findings if finding.severity != "note"]
    whole = report(weighty, files=files, colour=colour)
    shown = [finding for finding in findings if not finding.is_aged]
    hint = " `waymark check` tells the notes." if any(finding.severity == "note" for finding in shown) else ""
    return whole.replace(summary([each for each in weighty if not each.is_aged], files=files), summary(shown, files=files) + hint)


def summary(findings: Sequence[Finding], *, files: int) -> str:
    """`42 files checked: 1 error, 2 warnings, no notes.`"""  # noqa: D415 (an example of what it returns)
    counts = [_count(sum(finding.severity == severity for finding in findings), severity) for severity in ("error", "warning")]
    notes = sum(finding.severity == "note" for finding in findings)
    if notes:
        counts.append(_count(notes, "note"))
    return f"{_count(files, 'file')} checked: {', '.join(counts)}."


def _due(number: int) -> str:
    return f"{tell_due(number)}; `waymark check --format json` lists {'it' if number == 1 else 'them'}." if number else ""


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _render_finding(finding: Finding, colours: dict[str, str]) -> str:
    rule = RULES.get(finding.code)
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}" if finding.span else finding.file
    severity = f"{colours[finding.severity]}{finding.severity}{PLAIN}" if colours else finding.severity
    lines = [f"{make_visible(place)}: {severity} {finding.code} {rule.name if rule else ''}: {make_visible(finding.message)}"]
    if finding.span and finding.excerpt.strip():
        lines += _excerpt(finding.excerpt, finding.span)
    lines += [f"  {label}: {make_visible(_continue_lines(words))}" for label, words in (("Why", finding.why), ("Fix", finding.fix)) if words]
    return "\n".join(lines) + "\n"


def _excerpt(line: str, span: Span) -> list[str]:
    """The author's line with carets under exactly what is meant; of a very long line, the part around it."""
    start = 0 if span.end <= WIDEST else max(0, span.column - 1 - WIDEST // 4)
    shown = line[start : start + WIDEST]
    before = "".join("\t" if character == "\t" else " " * _width(character) for character in make_visible(shown[: span.column - 1 - start]))
    marked = make_visible(shown[span.column - 1 - start : span.end - 1 - start])
    carets = "^" * max(1, sum(_width(character) for character in marked))
    return [f"{span.line:5d} | {make_visible(shown)}", f"{' ' * 5}   {before}{carets}"]


def _width(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def make_visible(text: str) -> str:
    """A text in which nothing can steer a terminal: control characters and marks of direction are shown as a sign.

    So is a byte of a file's name that is not UTF-8, which could not be written.
    """
    return "".join(
        character if character == "\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def _continue_lines(words: str) -> str:
    """A sentence as it reads after a label: without its capital, unless it begins with a name."""
    return words[0].lower() + words[1:] if words[1:2].islower() or words.startswith("A ") else words
