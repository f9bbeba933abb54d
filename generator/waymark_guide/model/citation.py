"""Citations within a text: `[source:id]`, or `[source:id, other-id]`."""

from __future__ import annotations

import re

CITATION = re.compile(r"\[source:\s*([^\[\]\s,]+(?:\s*,\s*[^\[\]\s,]+)*)\s*\]")
"""A citation. Its group holds the ids; the sources may not exist."""


def ids_of(citation: re.Match[str]) -> list[str]:
    """Return the ids that a citation names, in order."""
    return [each.strip() for each in citation[1].split(",")]


def find_cited_ids(text: str) -> list[str]:
    """Return the ids that a text cites, in order, with repeats."""
    return [each for citation in CITATION.finditer(text) for each in ids_of(citation)]
