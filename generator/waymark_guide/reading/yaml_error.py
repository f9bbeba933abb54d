"""What is wrong with the YAML of a file, in words for an author."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.model.finding import Path, Span

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """Something in the YAML that is refused.

    Attributes:
        number: the number of the rule in its family: `101` does not parse, `102` duplicate key, `109` anchor, alias, tag or merge key,
            `113` too large or too deep.
        span: where it is, in the YAML.
        message: what is wrong.
        fix: what to do about it.
        path: the field, where there is one.
    """

    number: str
    span: Span
    message: str
    fix: str
    path: Path = ()


def explain_parser_error(text: str, error: yaml.MarkedYAMLError) -> YamlProblem:
    """Put the message of PyYAML's parser into words for a person who has never seen YAML."""
    odd = _find_odd_character(text)
    if odd:
        return odd
    lines = text.splitlines()
    start = error.problem_mark or error.context_mark
    line, column = (min(start.line, max(len(lines) - 1, 0)), start.column) if start else (0, 0)
    began = error.context_mark.line + 1 if error.context_mark else line + 1
    row = lines[line] if line < len(lines) else ""
    problem = "a tab on the line" if "\t" in row else f"{error.context or ''}; {error.problem or ''}"
    if APOSTROPHE.match(row) and "expected" in problem:
        problem = "an apostrophe in single quotes"
    sign = row[column] if column < len(row) else ""
    span = Span(began, 1, 2) if "while scanning a quoted scalar" in problem else Span(line + 1, column + 1, column + 2)
    message, fix = next((words for sign, words in EXPLANATIONS.items() if sign in problem), OTHER_EXPLANATION)
    return YamlProblem("101", span, message.format(began=began, sign=sign), fix.format(began=began))


def _find_odd_character(text: str) -> YamlProblem | None:
    """Find a blank at the beginning of a line, or the end of a line, that is not the one of the keyboard: YAML reads it otherwise than it looks."""
    odd = ODD_CHARACTER.search(text)
    if odd is None:
        return None
    sign = odd[0][-1]
    lines = f"{text[: odd.end() - 1]}?".splitlines()
    line, column, is_break = len(lines), len(lines[-1]) - 1, sign in LINE_ENDS
    name = LINE_ENDS.get(sign) or unicodedata.name(sign).lower()
    message = f"There is a character here that cannot be told from {'a line end' if is_break else 'a space'}: {name}."
    fix = "Delete it, and press Enter if a new line begins here." if is_break else "Type the spaces at the beginning of the line again."
    return YamlProblem("101", Span(line, column + 1, column + 2), message, fix)


LINE_ENDS = {"\x85": "next line", "\u2028": "line separator", "\u2029": "paragraph separator"}
ODD_CHARACTER = re.compile(r"^[ \t]*[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]|[\x85\u2028\u2029]", re.MULTILINE)
"""A blank of another kind at the beginning of a line, which comes with text that was copied, or an unusual line end."""
APOSTROPHE = re.compile(r"[^'\"#]*[:,\[{-] *'[^']*'[A-Za-z]")
"""A line with a text in single quotes that an apostrophe ends too early."""

EXPLANATIONS = {
    "an apostrophe in single quotes": (
        "A text in single quotes ends at its apostrophe.",
        "Put the text in double quotes, or write the apostrophe twice.",
    ),
    "that cannot start any token": ('A text cannot begin with "{sign}" here.', "Put the whole text in quotes."),
    "a tab on the line": ("There is a tab on this line.", "Use spaces, not tabs, at the start of a line."),
    "'\\t'": ("There is a tab on this line.", "Use spaces, not tabs, at the start of a line."),
    "mapping values are not allowed": (
        "There is a colon that YAML takes for the start of a new field.",
        "If the colon belongs to the text, put the whole text in quotes. If this is a field, align it with the other fields above.",
    ),
    "while scanning a quoted scalar": ("A quotation mark is opened and never closed.", "Close the quotation mark at the end of the text."),
    "did not find expected key": (
        "This line does not fit the block that begins on line {began}.",
        "Align it with line {began}, with the same number of spaces before it. If the text holds quotation marks, put the whole of it in quotes.",
    ),
    "did not find expected '-' indicator": (
        "This line does not fit the list that begins on line {began}.",
        "Begin it with a hyphen, aligned with the hyphens of that list (line {began}).",
    ),
    "could not find expected ':'": ("A field's name without a colon.", 'Write a colon and a space after the name, as in "title: The title".'),
    "expected ',' or": (
        "A bracket opened on line {began} is not closed, or a comma is missing.",
        "Separate the values by commas and close the bracket.",
    ),
}
"""For a part of the parser's message: what it means, and what to do."""

OTHER_EXPLANATION = (
    "This line cannot be read as YAML.",
    "Look for a missing space after a colon, a missing quotation mark, or a line out of alignment.",
)
