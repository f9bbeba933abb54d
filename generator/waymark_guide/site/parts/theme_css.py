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


def trim(css: str) -> str:
    """Keep the rules of a style sheet whose selectors can match pages of this site."""
    return "".join(_keep_used_rules(_COMMENT.sub("", css)))


def _keep_used_rules(css: str) -> Iterator[str]:
    for prelude, block in split_rules(css):
        if prelude.startswith(_NESTING):
            inner = "".join(_keep_used_rules(block))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif not prelude.startswith("@"):
            selectors = [selector for selector in _split_selectors(prelude) if not _UNUSED.search(selector)]
            body = _ICON.sub("", block)
            if selectors and body:
                yield f"{','.join(selectors)}{{{body}}}"


def split_rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule at the top level of a style sheet: the text before its braces, and the text in them."""
    start = depth = 0
    opened = -1
    quote = ""
    for index, character in enumerate(css):
        if quote:
            quote = "" if character == quote and css[index - 1] != "\\" else quote
        elif character in "\"'":
            quote = character
        elif character == "{":
            depth += 1
            opened = index if depth == 1 else opened
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : index]
                start = index + 1
        elif character == ";" and depth == 0:
            start = index + 1


def _split_selectors(prelude: str) -> Iterator[str]:
    """The parts of a selector list, split at the commas outside brackets."""
    depth = start = 0
    for index, character in enumerate(prelude):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and depth == 0:
            yield prelude[start:index]
            start = index + 1
    yield prelude[start:]
