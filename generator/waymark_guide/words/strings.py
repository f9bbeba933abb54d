"""Every word of the interface, from one catalogue a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.words.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """The catalogue of one language. Call it with a key: `strings("guide.left", count=3)`.

    A key names the file and the entry (`guide.continue`). An entry that counts has the forms `one` and `other`. Values stand in `{braces}`.

    Attributes:
        language: its code, such as `en`.
        entries: the words by key, the forms of a count as `key.one` and `key.other`.
    """

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with its values filled in.

        Raises:
            KnowledgeBaseError: the catalogue holds no such key.
        """
        form = key
        if key not in self.entries:
            form = f"{key}.{'one' if values.get('count') == 1 else 'other'}"
        if form not in self.entries:
            message = f'The catalogue "{self.language}" has no words for "{key}".'
            raise KnowledgeBaseError(message, about=key)
        return self.entries[form].format(**values) if values else self.entries[form]

    def with_overrides(self, words: Mapping[str, str]) -> Strings:
        """The same catalogue with some entries said in a knowledge base's own words."""
        return _worded(self, frozenset(words.items())) if words else self

    def get_section(self, name: str) -> dict[str, str]:
        """All entries of one file, by key without the file's name: what a browser script needs."""
        start = f"{name}."
        return {key.removeprefix(start): words for key, words in self.entries.items() if key.startswith(start)}


@cache
def load_strings(language: str = "en") -> Strings:
    """The catalogue of a language."""
    return Strings(language, load_catalogue(language))


@cache
def _worded(load_catalogue: Strings, own: frozenset[tuple[str, str]]) -> Strings:
    """Made once for the same words, so that templates which hold them are compiled once."""
    return Strings(load_catalogue.language, {**load_catalogue.entries, **dict(own)})
