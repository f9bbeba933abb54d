"""The words of the glossary, found in text: the longest first, in the forms that the glossary gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from waymark_guide.model.vocabulary import Glossary, GlossaryTerm

_END = ""
_BEGINS = re.compile(r"(?:\A|[^\w\s,;)\u2019-])\s*\Z")
"""The text before a word that begins a sentence, a line or a quotation."""
_BACK = 8
_WITHIN = re.compile(r"\]\((/[^)#?\s]+)")


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """A glossary made ready for searching: one pattern, however many terms.

    Attributes:
        entries: the terms by id.
        spelt: for each spelling, the id of its term.
        sentence_starts: the spellings that have their capital only because they begin a sentence; elsewhere they are part of a name.
        pattern: finds any spelling as whole words; none where there is no term.
    """

    entries: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    spelt: Mapping[str, str] = field(default_factory=dict)
    sentence_starts: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, glossary: Glossary | None) -> Terms:
        """The terms of a glossary; none gives none."""
        if glossary is None:
            return cls()
        spelt: dict[str, str] = {}
        sentence_starts: set[str] = set()
        for term in glossary.terms:
            for words in (term.term, *term.aliases, *term.forms):
                within, *others = list_spellings(words)
                spelt.setdefault(within, term.id)
                for capital in others:
                    spelt.setdefault(capital, term.id)
                    sentence_starts.add(capital)
        return cls({term.id: term for term in glossary.terms}, spelt, frozenset(sentence_starts), _make_pattern(spelt))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find each term of a text: its start, its end, and its id."""
        if self.pattern is not None:
            for match in self.pattern.finditer(text):
                words = match[0] if match[0] in self.spelt else match[0].replace("\n", " ")
                if words not in self.sentence_starts or _BEGINS.search(text, max(0, match.start() - _BACK), match.start()):
                    yield match.start(), match.end(), self.spelt[words]

    def about(self, address: str) -> frozenset[str]:
        """The terms that a page of this address is itself about, because they say that it tells more."""
        return _subjects(self).get(address, frozenset())


def list_spellings(words: str) -> tuple[str, ...]:
    """List the spellings of a term: a name keeps its capitals; other words have a capital only at the start of a sentence."""
    if any(character.isupper() for character in words[1:]):
        return (words,)
    return tuple(dict.fromkeys((words[:1].lower() + words[1:], words[:1].upper() + words[1:])))


def find_first_users(terms: Terms, wanted: Iterable[str], texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each of the wanted terms that a text uses, the name of the first such text. Stops reading once all were seen.

    Args:
        terms: the glossary.
        wanted: the ids of terms.
        texts: each with its name.
    """
    found: dict[str, str] = {}
    left = set(wanted)
    ends = _ends(terms, left)
    for name, text in texts if left else ():
        plain = text.replace("\n", " ")
        if any(end in plain for end in ends):
            used = left.intersection(term for _, _, term in terms.find(text))
            if used:
                found |= dict.fromkeys(used, name)
                left -= used
                ends = _ends(terms, left)
        if not left:
            break
    return found


def _ends(terms: Terms, wanted: Collection[str]) -> list[str]:
    """What every text has that uses one of the terms: the spellings without their first letters, the shortest where one holds another."""
    ends: list[str] = []
    for end in sorted({spelling[1:] for spelling, term in terms.spelt.items() if term in wanted}, key=len):
        if not any(shorter in end for shorter in ends):
            ends.append(end)
    return ends


@cache
def _subjects(terms: Terms) -> Mapping[str, frozenset[str]]:
    pages: dict[str, set[str]] = {}
    for term in terms.entries.values():
        for address in _WITHIN.findall(term.more or ""):
            pages.setdefault(address.strip("/") + "/", set()).add(term.id)
    return {address: frozenset(ids) for address, ids in pages.items()}


def _make_pattern(spelt: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern in which spellings share their beginnings, so that a text is read once whatever the number of terms."""
    tree: dict[str, Any] = {}
    for spelling in spelt:
        branch = tree
        for character in spelling:
            branch = branch.setdefault(character, {})
        branch[_END] = None
    return re.compile(rf"(?<![\w-]){_make_pattern_of_branch(tree)}(?![\w-])") if tree else None


def _make_pattern_of_branch(branch: Mapping[str, Any]) -> str:
    """A branch as a pattern that prefers the longest way."""
    branches = [
        (r"[ \n]" if character == " " else re.escape(character)) + _make_pattern_of_branch(rest)
        for character, rest in branch.items()
        if character != _END
    ]
    if not branches:
        return ""
    together = branches[0] if len(branches) == 1 and _END not in branch else f"(?:{'|'.join(branches)})"
    return f"{together}?" if _END in branch else together
