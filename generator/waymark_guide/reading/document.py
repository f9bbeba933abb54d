"""One file as it was read: its text, its nodes, and where each field is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pydantic_core import to_json

from waymark_guide.core.fingerprint import compute_digest
from waymark_guide.model.finding import Finding, Path, Severity, Span
from waymark_guide.reading.plain_yaml import load_plain_data
from waymark_guide.reading.yaml_nodes import parse

if TYPE_CHECKING:
    from waymark_guide.reading.yaml_nodes import Node


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """Return the lines of a text. They are cached for the next finding in the same file."""
    return text.splitlines()


@dataclass(frozen=True, eq=False)
class Document:
    """A file below the root.

    Attributes:
        file: its path below the root, with `/`.
        text: all of it.
        offset: how many lines come before the YAML: 1 in a Markdown file with front matter, otherwise 0.
        body: the number of the line on which the prose below a front matter begins; 0 where there is none.
    """

    file: str
    text: str
    offset: int = 0
    body: int = 0

    @cached_property
    def digest(self) -> str:
        """A digest of the text."""
        return compute_digest(self.text)

    @cached_property
    def yaml(self) -> str:
        """The YAML: the whole text, or the front matter of a Markdown file; empty where that has none."""
        if not self.file.endswith(".md"):
            return self.text
        return "\n".join([*self.text.splitlines()[self.offset : self.body - 2], ""]) if self.body else ""

    @cached_property
    def plain(self) -> bytes | None:
        """The YAML as plain data in JSON, where the quick parser can read it; otherwise none, and `node` has the data."""
        data = load_plain_data(self.yaml)
        return None if data is None else to_json(data)

    def set_plain(self, plain: bytes | None) -> None:
        """Store the plain data, which another process or an earlier build parsed."""
        vars(self)["plain"] = plain

    @property
    def has_plain(self) -> bool:
        """Whether the plain data is stored."""
        return "plain" in vars(self)

    def drop_plain(self) -> None:
        """Delete the plain data to free memory. It is parsed again when it is next needed."""
        vars(self).pop("plain", None)

    @cached_property
    def node(self) -> Node | None:
        """The root of the YAML with all positions; none where the text is empty or cannot be parsed. Only files with mistakes need it."""
        return parse(self.yaml)[0]

    def find_span(self, path: Path, *, key: bool = False) -> Span | None:
        """Return where the value of a field is, or its name; none where the file has no YAML."""
        if self.node is None:
            return None
        span = self.node.locate(path, key=key)
        return span._replace(line=span.line + self.offset)

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1; empty where there is no such line."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def find_words(self, path: Path, words: str) -> Span | None:
        """Return where some words of a long text are. Where they go over several lines, this is where the text begins."""
        whole = self.find_span(path)
        first = self.body if path == ("body",) else whole.line if whole else 0
        wanted = words.splitlines()[0] if words else ""
        for number in range(first, len(_lines(self.text)) + 1) if wanted and first else ():
            index = self.line(number).find(wanted, whole.column - 1 if whole and number == whole.line and path != ("body",) else 0)
            if index >= 0:
                return Span(number, index + 1, index + 1 + len(wanted))
        return Span(self.body, 1, len(self.line(self.body)) + 1) if path == ("body",) and self.body else whole

    def finding(  # noqa: PLR0913 (a finding has this many parts)
        self,
        code: str,
        path: Path,
        message: str,
        *,
        why: str = "",
        fix: str = "",
        suggestion: str = "",
        severity: Severity = "error",
        key: bool = False,
        span: Span | None = None,
    ) -> Finding:
        """Make a finding at a field of this file, with the author's own line as its excerpt."""
        where = span or self.find_span(path, key=key)
        return Finding(
            code=code,
            file=self.file,
            message=message,
            span=where,
            path=path,
            why=why,
            fix=fix,
            suggestion=suggestion,
            excerpt=self.line(where.line) if where else "",
            severity=severity,
        )
