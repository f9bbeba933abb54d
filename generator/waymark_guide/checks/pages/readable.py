"""The rules that reading the hand-written pages applies; see `waymark_guide.reading.hand_written_pages`."""

from __future__ import annotations

from waymark_guide.checks.rule import declare

declare(
    "P101",
    "page-unreadable",
    "A page is UTF-8 text, and every file next to it can be read.",
    why="The site could not be built.",
    fix="Save the page again as UTF-8, or put a file that can be read in its place.",
    can_be_allowed=False,
    wrong="content/notes.md, saved in another encoding",
    right="content/notes.md, saved as UTF-8",
)
declare(
    "P114",
    "link-out-of-the-folder",
    "A link in content/ leads to a file or folder of the knowledge base.",
    why="Whatever the link leads to would be published, also files that are nobody else's business.",
    fix="Put the file itself there.",
    can_be_allowed=False,
    wrong="content/notes.md -> /etc/passwd",
    right="content/notes.md",
)
