"""Finds the links and the raw HTML of a hand-written page, with the line on which each begins."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from waymark_guide.reading.document import Document


class PageLink(NamedTuple):
    """A link or a picture.

    Attributes:
        address: where it leads, as the author wrote it or nearly so.
        line: where its paragraph begins, counted from 1.
    """

    address: str
    line: int


class HtmlPart(NamedTuple):
    """A tag, a comment or another part of raw HTML.

    Attributes:
        tag: the name of the tag in lower case; empty for anything that is not a tag.
        attributes: its attributes; an attribute without a value has an empty one.
        words: the part as it was written.
        line: where its paragraph begins, counted from 1.
    """

    tag: str
    attributes: dict[str, str]
    words: str
    line: int


ATTRIBUTES = re.compile(r"\{:?[ \t]([^{}\n]*)\}")
"""A list of attributes in Markdown, such as `{: .wide title="x" }`, which Python-Markdown adds to the element before it."""
ATTRIBUTE = re.compile(r"(?<![^\s=\"'<>/])([^\s=\"'<>/]+)=")


def find_links(document: Document) -> list[PageLink]:
    """Find the links and pictures, those in raw HTML included."""
    links = []
    for token, line in _walk(document):
        address = token.attrGet("href") or token.attrGet("src")
        if token.type in {"link_open", "image"} and address:
            links.append(PageLink(str(address), line))
    for part in find_html(document):
        links += [PageLink(part.attributes[name], part.line) for name in ("href", "src") if part.attributes.get(name)]
    return links


def find_html(document: Document) -> list[HtmlPart]:
    """Find every part of raw HTML."""
    parts: list[HtmlPart] = []
    for token, line in _walk(document):
        if token.type in {"html_block", "html_inline"}:
            parser = _PartParser(line)
            parser.feed(token.content)
            parser.close()
            parts += parser.parts
        elif token.type == "inline":
            for found in ATTRIBUTES.finditer(token.content):
                names = ATTRIBUTE.findall(found[1])
                parts += [HtmlPart("span", dict.fromkeys(names, ""), found[0], line)] if names else []
    return parts


def parse_html(text: str) -> list[HtmlPart]:
    """Find every tag and declaration of an HTML or SVG text, each with its line."""
    parser = _PartParser(None)
    parser.feed(text)
    parser.close()
    return parser.parts


def _walk(document: Document) -> Iterator[tuple[Token, int]]:
    """Walk through the tokens of a page, each with the line on which its block begins."""
    line = 1
    for token in _parse(document):
        line = token.map[0] + document.body if token.map else line
        for inner in (token, *(token.children or ())):
            yield inner, max(line, 1)


@cache
def _make_parser() -> MarkdownIt:
    return _LenientParser("commonmark").enable("table")


def _parse(document: Document) -> list[Token]:
    lines = document.text.splitlines()
    return _make_parser().parse("\n".join(lines[max(document.body - 1, 0) :]))


class _LenientParser(MarkdownIt):
    """Parses every link: one that is unsafe is found, not passed over. An address stays as it was written."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 (markdown-it's name)
        """Accept any address."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's name)
        """Leave an address as it is."""
        return url


class _PartParser(HTMLParser):
    """Collects the parts of a piece of HTML, those in scripts and titles too: a picture is no HTML, and its title can have elements."""

    def __init__(self, line: int | None) -> None:
        """Begin. Where no line is given, each part has its own, counted from 1."""
        super().__init__(convert_charrefs=True)
        self.given_line = line
        self.parts: list[HtmlPart] = []

    @property
    def line(self) -> int:
        """The line of the next part."""
        return self.getpos()[0] if self.given_line is None else self.given_line

    def set_cdata_mode(self, elem: str, **_: bool) -> None:
        """Never take elements for text."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect a tag."""
        values = {name: value or "" for name, value in attrs}
        self.parts.append(HtmlPart(tag, values, self.get_starttag_text() or f"<{tag}", self.line))

    def handle_decl(self, decl: str) -> None:
        """Collect a declaration, such as `<!DOCTYPE html>`."""
        self.parts.append(HtmlPart("", {}, f"<!{decl}", self.line))

    def handle_pi(self, data: str) -> None:
        """Collect an instruction, such as `<?php`."""
        self.parts.append(HtmlPart("", {}, f"<?{data}", self.line))

    def unknown_decl(self, data: str) -> None:
        """Collect any other declaration, such as `<![CDATA[`."""
        self.parts.append(HtmlPart("", {}, f"<![{data}", self.line))
