"""Cleans text from strangers: removes characters that are invisible, change the direction of a line, or control a terminal."""

from __future__ import annotations

import unicodedata

MOST_BYTES = 300_000
"""No issue on GitHub is so long, in any script."""
ALLOWED = "\n\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Line ends, and the two characters that join letters in some scripts and the parts of an emoji."""
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean_text(text: str) -> tuple[str, int]:
    """Return the text without invisible characters, with plain newlines and no spaces at the ends of lines; and how many characters were removed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    spaced = "".join(" " if character == "\t" or unicodedata.category(character) == "Zs" else character for character in lines)
    visible = "".join(character for character in spaced if character in ALLOWED or unicodedata.category(character) not in UNSEEN)
    return "\n".join(line.rstrip() for line in visible.split("\n")), len(spaced) - len(visible)
