"""Gives the words of the interface by key, from the catalogue of a language."""

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
    """The catalogue of one language. It is called with a key: `t("guide.left", count=3)`.

    A key names the file and the entry (`guide.continue`). An entry that counts has the forms `one` and `other`. Names of values are in `{braces}`.

    Attributes:
        language: its code, such as `en`.
        entries: the words by key. The forms of an entry that counts are `key.one` and `key.other`.
    """

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for a key, with the values filled in.

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
        """Return the catalogue with some entries replaced by a knowledge base's own words."""
        return _replace_entries(self, frozenset(words.items())) if words else self

    def get_section(self, name: str) -> dict[str, str]:
        """Return all entries of one file, by key without the file's name, for a script in the browser."""
        start = f"{name}."
        return {key.removeprefix(start): words for key, words in self.entries.items() if key.startswith(start)}


@cache
def load_strings(language: str = "en") -> Strings:
    """Load the catalogue of a language."""
    return Strings(language, load_catalogue(language))


@cache
def _replace_entries(load_catalogue: Strings, own: frozenset[tuple[str, str]]) -> Strings:
    """Return the same object for the same words: templates that hold the words are then compiled once."""
    return Strings(load_catalogue.language, {**load_catalogue.entries, **dict(own)})
