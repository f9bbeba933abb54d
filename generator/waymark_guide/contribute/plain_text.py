"""What a stranger typed, as plain text: no characters that cannot be seen, that turn the direction of a line, or that steer a terminal."""

from __future__ import annotations

import unicodedata

MOST_BYTES = 300_000
"""More than the longest issue that a code host takes, whatever its letters."""
KEPT = "\n\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Line ends, and the two marks that join letters in some scripts and parts of a sign."""
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean_text(text: str) -> tuple[str, int]:
    """The text without unseen characters, with one kind of line end and no blanks at the ends of lines; and how many characters were left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    spaced = "".join(" " if character == "\t" or unicodedata.category(character) == "Zs" else character for character in lines)
    seen = "".join(character for character in spaced if character in KEPT or unicodedata.category(character) not in UNSEEN)
    return "\n".join(line.rstrip() for line in seen.split("\n")), len(spaced) - len(seen)
