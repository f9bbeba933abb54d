"""One file as it was read: its text, its nodes, and the way from a field to a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from pydantic_core import to_json

from waymark_guide.model.finding import Finding, Mark, Path, Severity
from waymark_guide.reading.plain_yaml import load_plain_data
from waymark_guide.reading.yaml_nodes import parse

if TYPE_CHECKING:
    from waymark_guide.reading.yaml_nodes import Node


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """The lines of a text; kept for the next finding in the same file."""
    return text.splitlines()


@dataclass(frozen=True, eq=False)
class Document:
    """A file below the root, as it was read once.

    Attributes:
        file: its path below the root, with `/`.
        text: all of it.
        offset: how many lines stand before the YAML (1 in a Markdown file with front matter).
        body: the line on which the prose below a front matter begins; 0 where there is none.
    """

    file: str
    text: str
    offset: int = 0
    body: int = 0

    @cached_property
    def print(self) -> str:
        """A print of all of it: another wherever anything was changed."""
        return blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

    @cached_property
    def yaml(self) -> str:
        """Its YAML: all of it, or what stands between the two lines of ---; nothing where a Markdown file has no such lines."""
        if not self.file.endswith(".md"):
            return self.text
        return "\n".join([*self.text.splitlines()[self.offset : self.body - 2], ""]) if self.body else ""

    @cached_property
    def plain(self) -> bytes | None:
        """Its YAML as plain data in JSON, where that can be had quickly; otherwise none, and `node` has it."""
        data = load_plain_data(self.yaml)
        return None if data is None else to_json(data)

    def set_plain(self, plain: bytes | None) -> None:
        """Take its plain data from where it was parsed already."""
        vars(self)["plain"] = plain

    @property
    def has_plain(self) -> bool:
        """Whether its plain data is at hand."""
        return "plain" in vars(self)

    def drop_plain(self) -> None:
        """Drop its plain data, from which a model was made; it is parsed again for whoever asks."""
        vars(self).pop("plain", None)

    @cached_property
    def node(self) -> Node | None:
        """The root of its YAML with every place; none where there is none. Few files are ever asked."""
        return parse(self.yaml)[0]

    def mark(self, path: Path, *, key: bool = False) -> Mark | None:
        """Where a field is in the file."""
        if self.node is None:
            return None
        mark = self.node.locate(path, key=key)
        return mark._replace(line=mark.line + self.offset)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def mark_of(self, path: Path, words: str) -> Mark | None:
        """Where some words of a long text are: exactly under them where they stand on one line, else where the text begins."""
        whole = self.mark(path)
        first = self.body if path == ("body",) else whole.line if whole else 0
        wanted = words.splitlines()[0] if words else ""
        for number in range(first, len(_lines(self.text)) + 1) if wanted and first else ():
            at = self.line(number).find(wanted, whole.column - 1 if whole and number == whole.line and path != ("body",) else 0)
            if at >= 0:
                return Mark(number, at + 1, at + 1 + len(wanted))
        return Mark(self.body, 1, len(self.line(self.body)) + 1) if path == ("body",) and self.body else whole

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
        mark: Mark | None = None,
    ) -> Finding:
        """A finding at a field of this file, with the author's own line as its excerpt."""
        where = mark or self.mark(path, key=key)
        return Finding(
            code=code,
            file=self.file,
            message=message,
            mark=where,
            path=path,
            why=why,
            fix=fix,
            suggestion=suggestion,
            excerpt=self.line(where.line) if where else "",
            severity=severity,
        )
