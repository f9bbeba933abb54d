"""One hand-written page under check, and what its rules need to know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from waymark_guide.checks.pages.markdown import find_html, find_links
from waymark_guide.model.finding import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from waymark_guide.checks.pages.markdown import HtmlPart, PageLink
    from waymark_guide.checks.rule import Rule
    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.document import Document


@dataclass(frozen=True)
class PageSubject:
    """One hand-written page.

    Attributes:
        document: its text.
        files: every file of `content/`, without that folder.
        own_addresses: the addresses of the hand-written pages and files.
        addresses: the addresses of what the site makes, each with whether a hand-written text has a place there; none where they are not known.
    """

    document: Document
    files: AbstractSet[str]
    own_addresses: AbstractSet[str]
    addresses: Mapping[str, bool] | None

    @property
    def file(self) -> str:
        """Its path below the root."""
        return self.document.file

    @cached_property
    def links(self) -> list[PageLink]:
        """Its links and pictures."""
        return find_links(self.document)

    @cached_property
    def html(self) -> list[HtmlPart]:
        """Its raw HTML."""
        return find_html(self.document)

    def finding(self, rule: Rule, line: int, message: str, *, words: str = "", fix: str = "", suggestion: str = "") -> Finding:  # noqa: PLR0913 (a finding has this many parts)
        """Make a finding at some words at or below a line, counted from 1; about the whole page where the line is 0."""
        span = self._find_span(line, words) if line else None
        return self.document.finding(
            rule.code, (), message, why=rule.why, fix=fix or rule.fix, suggestion=suggestion, severity=rule.severity, span=span
        )

    def _find_span(self, line: int, words: str) -> Span:
        lines = self.document.text.splitlines()
        first = words.split("\n", maxsplit=1)[0]
        for number in range(line, len(lines) + 1) if first else ():
            column = lines[number - 1].find(first)
            if column >= 0:
                return Span(number, column + 1, column + 1 + len(first))
        return Span(line, 1, max(len(lines[line - 1].rstrip()) + 1 if line <= len(lines) else 2, 2))
