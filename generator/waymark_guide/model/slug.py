"""Ids: lower-case words joined by hyphens, safe in a file name, a web address and a link."""

import re
import unicodedata

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 80


def is_slug(text: str) -> bool:
    """Whether the text can be an id."""
    return len(text) <= LONGEST and _SLUG.fullmatch(text) is not None


def make_slug(text: str) -> str:
    """Make an id of a free text, for a suggestion or a heading's anchor; empty where no letter is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST].rstrip("-")
