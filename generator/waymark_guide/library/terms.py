"""Finds the terms of the glossary in text: the longest first, in the forms that the glossary lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from waymark_guide.model.vocabulary import Glossary, GlossaryTerm

_END = ""
_SENTENCE_START = re.compile(r"(?:\A|[^\w\s,;)\u2019-])\s*\Z")
"""Matches the text before a word that begins a sentence, a line or a quotation."""
_LOOKBEHIND = 8
"""How many characters before a word to look at."""
_PAGE_LINK = re.compile(r"\]\((/[^)#?\s]+)")


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of a glossary as one pattern, however many there are.

    Attributes:
        entries: the terms by id.
        ids: for each spelling, the id of its term.
        capitalised: the spellings that have their capital only at the beginning of a sentence. Elsewhere they are part of a name.
        pattern: matches any spelling as whole words; none where there is no term.
    """

    entries: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    capitalised: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None

    @classmethod
    def from_glossary(cls, glossary: Glossary | None) -> Terms:
        """Prepare the terms of a glossary. Without a glossary there are no terms."""
        if glossary is None:
            return cls()
        ids: dict[str, str] = {}
        capitalised: set[str] = set()
        for term in glossary.terms:
            for words in (term.term, *term.aliases, *term.forms):
                first, *others = list_spellings(words)
                ids.setdefault(first, term.id)
                for spelling in others:
                    ids.setdefault(spelling, term.id)
                    capitalised.add(spelling)
        return cls({term.id: term for term in glossary.terms}, ids, frozenset(capitalised), _make_pattern(ids))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find each term in a text: its start, its end, and its id."""
        if self.pattern is not None:
            for match in self.pattern.finditer(text):
                words = match[0] if match[0] in self.ids else match[0].replace("\n", " ")
                if words not in self.capitalised or _SENTENCE_START.search(text, max(0, match.start() - _LOOKBEHIND), match.start()):
                    yield match.start(), match.end(), self.ids[words]

    def find_subjects(self, url: str) -> frozenset[str]:
        """Find the terms that a page is about: those that link to it as the page that says more."""
        return _index_subjects(self).get(url, frozenset())


def list_spellings(words: str) -> tuple[str, ...]:
    """List the spellings of a term: as it is for a name, and with a small and a capital first letter for other words."""
    if any(character.isupper() for character in words[1:]):
        return (words,)
    return tuple(dict.fromkeys((words[:1].lower() + words[1:], words[:1].upper() + words[1:])))


def find_first_users(terms: Terms, wanted: Iterable[str], texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Find the first text that uses each wanted term. Stop reading as soon as every term has one.

    Args:
        terms: the glossary.
        wanted: the ids of terms.
        texts: the texts, each after its name.

    Returns:
        The name of the text, by the id of the term.
    """
    users: dict[str, str] = {}
    unused = set(wanted)
    endings = _list_endings(terms, unused)
    for name, text in texts if unused else ():
        one_line = text.replace("\n", " ")
        if any(ending in one_line for ending in endings):
            used = unused.intersection(term for _, _, term in terms.find(text))
            if used:
                users |= dict.fromkeys(used, name)
                unused -= used
                endings = _list_endings(terms, unused)
        if not unused:
            break
    return users


def _list_endings(terms: Terms, wanted: Collection[str]) -> list[str]:
    """List strings of which every text that uses one of the terms has one: the spellings without first letters, and of nested ones the shortest."""
    endings: list[str] = []
    for ending in sorted({spelling[1:] for spelling, term in terms.ids.items() if term in wanted}, key=len):
        if not any(shorter in ending for shorter in endings):
            endings.append(ending)
    return endings


@cache
def _index_subjects(terms: Terms) -> Mapping[str, frozenset[str]]:
    pages: dict[str, set[str]] = {}
    for term in terms.entries.values():
        for url in _PAGE_LINK.findall(term.more or ""):
            pages.setdefault(url.strip("/") + "/", set()).add(term.id)
    return {url: frozenset(ids) for url, ids in pages.items()}


def _make_pattern(spellings: Iterable[str]) -> re.Pattern[str] | None:
    """Make one pattern in which spellings share their beginnings, so that a text is read once however many terms there are."""
    trie: dict[str, Any] = {}
    for spelling in spellings:
        branch = trie
        for character in spelling:
            branch = branch.setdefault(character, {})
        branch[_END] = None
    return re.compile(rf"(?<![\w-]){_make_branch_pattern(trie)}(?![\w-])") if trie else None


def _make_branch_pattern(branch: Mapping[str, Any]) -> str:
    """Make the pattern of a branch. It prefers the longest spelling."""
    choices = [
        (r"[ \n]" if character == " " else re.escape(character)) + _make_branch_pattern(rest)
        for character, rest in branch.items()
        if character != _END
    ]
    if not choices:
        return ""
    pattern = choices[0] if len(choices) == 1 and _END not in branch else f"(?:{'|'.join(choices)})"
    return f"{pattern}?" if _END in branch else pattern
