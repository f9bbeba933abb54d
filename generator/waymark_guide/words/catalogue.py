"""Reads the words of the interface that come with the program: one folder a language, one file a part of the site."""

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
"""The one in C reads the catalogue ten times as fast, which every build waits for."""


def list_languages() -> list[str]:
    """The codes of the languages in which there are words."""
    return sorted(folder.name for folder in files(WORDS).iterdir() if folder.is_dir() and not folder.name.startswith("_"))


@cache
def load_catalogue(language: str = "en") -> Mapping[str, str]:
    """Every entry of a language by its name, such as `guide.continue`; the forms of a count as `key.one` and `key.other`.

    Raises:
        KnowledgeBaseError: there are no words in that language.
    """
    if language not in (known := list_languages()):
        message = f'The interface has no words in the language "{language}", but in: {", ".join(known)}. Set theme.language in mkdocs.yml.'
        raise KnowledgeBaseError(message, about=language)
    entries: dict[str, str] = {}
    for file in sorted(files(WORDS).joinpath(language).iterdir(), key=lambda found: found.name):
        if file.name.endswith(".yaml"):
            entries |= _flat(yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER) or {}, file.name.removesuffix(".yaml"))  # noqa: S506 (it makes text only)
    return entries


def _flat(tree: Mapping[str, object], start: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, words in tree.items():
        key = f"{start}.{name}"
        flat |= _flat(words, key) if isinstance(words, dict) else {key: str(words)}
    return flat
