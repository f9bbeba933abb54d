"""Material's style without the parts of its frame that this site does not use: what is left sets type, tables, notes and code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNUSED = re.compile(
    r"\.md-(?!typeset(?![\w-]))|\[data-md|\[dir|#__|::-webkit-scrollbar"
    r"|\.(?:tabbed|grid|twemoji|emojione|gemoji|mermaid|keys|arithmatex|task-list|annotate|highlight|lineno|critic|footnote|doc|progress|caption|katex|giscus|inline|x*lg|middle)"
    r"|\bdetails\b|\bsummary\b|:root>\*"
)
"""Material's frame, extensions that `mkdocs.yml` does not switch on, and what opens and closes, which the look sets itself."""
_NESTING = ("@media", "@supports", "@layer")
_ICON = re.compile(r"--md-(?!admonition-icon)[a-z-]+:url\([^)]*\);?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def trimmed(css: str) -> str:
    """The rules of a style sheet whose selectors this site's pages can meet."""
    return "".join(_kept(_COMMENT.sub("", css)))


def _kept(css: str) -> Iterator[str]:
    for prelude, block in rules(css):
        if prelude.startswith(_NESTING):
            inner = "".join(_kept(block))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif not prelude.startswith("@"):
            selectors = [selector for selector in _selectors(prelude) if not _UNUSED.search(selector)]
            body = _ICON.sub("", block)
            if selectors and body:
                yield f"{','.join(selectors)}{{{body}}}"


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule at the top level of a style sheet: what stands before its braces, and what stands in them."""
    start = depth = 0
    opened = -1
    quote = ""
    for place, character in enumerate(css):
        if quote:
            quote = "" if character == quote and css[place - 1] != "\\" else quote
        elif character in "\"'":
            quote = character
        elif character == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1
        elif character == ";" and depth == 0:
            start = place + 1


def _selectors(prelude: str) -> Iterator[str]:
    """The parts of a selector list, parted at the commas that stand in no brackets."""
    depth = start = 0
    for place, character in enumerate(prelude):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and depth == 0:
            yield prelude[start:place]
            start = place + 1
    yield prelude[start:]
