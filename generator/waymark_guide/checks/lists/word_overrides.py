"""The words that a knowledge base says in its own way: each names an entry of the catalogue and keeps what is filled in."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.reading.suggest import find_nearest
from waymark_guide.words.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.word_overrides import Words

UNKNOWN_ENTRY = declare(
    "L211",
    "unknown-entry",
    "Own words stand for an entry of the catalogue.",
    why="Words under another name are never shown.",
    fix="Correct the name. Every name stands in generator/waymark_guide/words/en/: the file, a dot, and the place in the file.",
    wrong="home.titel: Find your way to the right lunch",
    right="home.title: Find your way to the right lunch",
)
UNKNOWN_GAP = declare(
    "L212",
    "unknown-value-in-words",
    "Own words fill in only what the entry fills in.",
    why="Nothing would be there to fill it with, and the site could not be built.",
    fix="Take it out, or use one of the names in braces that the catalogue's own words have.",
    wrong="home.title: Find your way to the right lunch, {name}",
    right="home.title: Find your way to the right lunch",
)


def check(subject: Subject[Words]) -> Iterator[Finding]:
    """Each of a knowledge base's own words."""
    known = load_catalogue()
    for key, words in subject.record.words.items():
        if key not in known:
            meant = find_nearest(key, known)
            fix = f'Did you mean "{meant}"?' if meant else None
            yield subject.finding(UNKNOWN_ENTRY, ("words", key), f'The catalogue has no entry "{key}".', fix=fix, suggestion=meant, key=True)
            continue
        gaps = _gaps(words)
        for gap in [words] if gaps is None else sorted("{" + name + "}" for name in gaps - (_gaps(known[key]) or set())):
            yield subject.finding(UNKNOWN_GAP, ("words", key), f'Nothing can be filled in for "{gap}".', words=gap)


def _gaps(words: str) -> set[str] | None:
    """The names in braces; none where the braces do not pair, or hold more than a name."""
    try:
        parts = [(name, form, how) for _, name, form, how in Formatter().parse(words) if name is not None]
    except ValueError:
        return None
    return {name for name, _, _ in parts} if all(name.isidentifier() and not form and not how for name, form, how in parts) else None
