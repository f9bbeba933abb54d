"""Finds the prose of a Markdown file below its front matter, which is a block of YAML between two lines of ---."""

from __future__ import annotations


def find_prose(text: str) -> int:
    """Return the number of the line on which the prose begins, counted from 1; 0 where there is no front matter."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((index + 2 for index, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), 0)


def get_prose(text: str) -> str:
    """Return the prose below the front matter; empty where there is no front matter."""
    first = find_prose(text)
    return "\n".join(text.splitlines()[first - 1 :]).strip() if first else ""
