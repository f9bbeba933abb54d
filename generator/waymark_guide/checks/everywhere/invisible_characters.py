"""Refuses characters that cannot be seen or that turn the direction of a line, so that a page and a reviewed change read as they are."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from waymark_guide.checks.everywhere.prose import CODE
from waymark_guide.checks.rule import declare_each
from waymark_guide.model.base import Prose
from waymark_guide.model.finding import Span
from waymark_guide.model.walk import walk_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.finding import Finding, Path

_SIGNS = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_JOINERS = "\u200c\u200d"
_LETTERS = "0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff"
UNSEEN = re.compile(f"[{_SIGNS}]|(?<![^\x00-\u024f\u1e00-\u1eff\u2000-\u206f])[{_JOINERS}]|[{_JOINERS}](?=[{_LETTERS}{_JOINERS}])")
"""Marks of direction, blanks without width, fillers, tags. Joiners are seen between the letters that they join: not those of Latin scripts."""
_BREAKS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
"""Signs that steer a terminal, and ends of lines that many programs do not show as such: a comment could end before it seems to."""
_CODED = re.compile(r"&#?\w{1,32};?|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}")
_PLAIN = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
TAG = "tag"

RULE = declare_each(
    "717",
    "unseen-character",
    "Every character can be seen, and none turns the direction of a line.",
    why="A page, or a change that somebody reviews, would read otherwise than it is.",
    fix="Delete it: it often comes along when words are copied. If you cannot find it, type the words around it again.",
    can_be_allowed=False,
    examples={
        "T": (
            r'why: "Payment tied to what can\u200bnot be measured invites dispute."',
            "why: Payment tied to what cannot be measured invites dispute.",
        ),
        "C": (r'what_it_needed: "A kitchen, \u202esnap\u202c and a key."', "what_it_needed: A kitchen, pans and a key."),
        "A": ("## What it is&rlm;", "## What it is"),
        "L": ("definition: A condi&shy;tional gift for a purpose.", "definition: A conditional gift for a purpose."),
        "V": (r'title: "What do lunches \u2066cost?"', "title: What do lunches cost?"),
    },
    texts={"message": "There is a character here that nobody sees: {sign}."},
)


def check(subject: Subject[ContentModel]) -> Iterator[Finding]:
    """Every text of a file, however the character is written there; then what is outside of them, such as comments."""
    rule, document = RULE[subject.family], subject.document
    if not _can_hide(document.text):
        return
    spans: set[Span | None] = set()
    for path, text in _texts(subject):
        if sign := UNSEEN.search(text):
            finding = subject.finding(rule, path, rule.fill("message", sign=in_words(sign[0])), words=_as_written(document.text, sign[0]))
            if finding.span not in spans:
                spans.add(finding.span)
                yield finding
    lines = {span.line for span in spans if span}
    for number, line in enumerate(document.text.splitlines(keepends=True), start=1):
        sign = UNSEEN.search(line) or _BREAKS.search(line)
        if sign and number not in lines:
            span = Span(number, sign.start() + 1, sign.end() + 1)
            yield document.finding(
                rule.code, (), rule.fill("message", sign=in_words(sign[0])), why=rule.why, fix=rule.fix, severity=rule.severity, span=span
            )


def in_words(sign: str) -> str:
    """What a character is called: `right-to-left override`."""
    return TAG if sign > "\uffff" else unicodedata.name(sign, "control character").casefold()


def _can_hide(text: str) -> bool:
    """Whether a text is worth a second look. Nearly none is, so this is quick: few characters of a long text are not plain ASCII."""
    other = text.encode("utf-8", "replace").translate(None, _PLAIN).decode()
    return "\\" in text or "&" in text or UNSEEN.search(other) is not None or _BREAKS.search(other) is not None


def _texts(subject: Subject[ContentModel]) -> Iterator[tuple[Path, str]]:
    """The texts and names of a file, then those that readers see, as a browser takes them."""
    document = subject.document
    if document.plain is not None:
        yield from _below(from_json(document.plain), ())
    elif document.node:
        yield from _below(document.node.data(), ())
    for leaf in walk_texts(subject.record):
        if leaf.find_marker(Prose) is not None:
            yield leaf.path, html.unescape(CODE.sub(" ", leaf.value)) if "&" in leaf.value else leaf.value


def _below(value: Any, path: Path) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 (plain data of any shape)
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _below(inner, (*path, place))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name), name
            yield from _below(inner, (*path, name))


def _as_written(text: str, sign: str) -> str:
    """The character itself where it is in a file, else the code by which it was written there."""
    if sign in text:
        return sign
    return next((code[0] for code in _CODED.finditer(text) if _find_meant_characters(code[0]) == sign), "")


def _find_meant_characters(code: str) -> str:
    return html.unescape(f"&#x{code[2:]};" if code.startswith("\\") else code)
