"""Citations within a text: `[source:id]`, or `[source:id, other-id]`."""

from __future__ import annotations

import re

CITATION = re.compile(r"\[source:\s*([^\]\s,]+(?:\s*,\s*[^\]\s,]+)*)\s*\]")
"""A citation; its group holds the ids, whether or not there are such sources."""


def ids_of(citation: re.Match[str]) -> list[str]:
    """The ids that a citation names, in order."""
    return [each.strip() for each in citation[1].split(",")]


def find_cited_ids(text: str) -> list[str]:
    """The ids that a text cites, in order, repeats included."""
    return [each for citation in CITATION.finditer(text) for each in ids_of(citation)]
