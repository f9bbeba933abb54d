"""Loads the words of the interface, which are part of the program: one folder for each language, one file for each part of the site."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from waymark_guide.core.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = "waymark_guide.words"
"""The package that holds the words: a folder for each language."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""PyYAML's loader in C is ten times as fast. Every build waits for the catalogue."""


def list_languages() -> list[str]:
    """List the codes of the languages that have words."""
    return sorted(folder.name for folder in files(WORDS).iterdir() if folder.is_dir() and not folder.name.startswith("_"))


@cache
def load_catalogue(language: str = "en") -> Mapping[str, str]:
    """Load every entry of a language by its key, such as `guide.continue`. An entry that counts has the keys `key.one` and `key.other`.

    What a language has no words for is in English.

    Raises:
        KnowledgeBaseError: there are no words in that language.
    """
    if language not in (languages := list_languages()):
        message = f'The interface has no words in the language "{language}", but in: {", ".join(languages)}. Set theme.language in mkdocs.yml.'
        raise KnowledgeBaseError(message, about=language)
    entries = dict(load_catalogue()) if language != "en" else {}
    for file in sorted(files(WORDS).joinpath(language).iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            entries |= _flatten(yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER) or {}, file.name.removesuffix(".yaml"))  # noqa: S506 (it makes text only)
    return entries


def _flatten(tree: Mapping[str, object], start: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, words in tree.items():
        key = f"{start}.{name}"
        flat |= _flatten(words, key) if isinstance(words, dict) else {key: str(words)}
    return flat
