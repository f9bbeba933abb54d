"""The files from which a browser finds things by their words, in parts: it fetches only those that a search needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.library.word_index import word_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

IN_A_FILE = 6
"""How many cards stand in one file: what is shown first may lie anywhere, and a file should bring little that is not shown."""


def data_file(path: str, value: object) -> tuple[str, bytes]:
    """A value as a script, which unlike JSON loads from a folder on disk too. The script files it under its path without the ending."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{path}.js", f"(globalThis.WaymarkData??={{}})[{json.dumps(path)}]={text};\n".encode()


def word_files(folder: str, texts: Iterable[Sequence[tuple[str, int]]]) -> Iterator[tuple[str, bytes]]:
    """The index of texts: its words in one file, and in others where the words stand."""
    index = word_index(texts)
    yield data_file(f"{folder}words", {"texts": index.texts, "common": " ".join(index.common), "words": [" ".join(part) for part in index.words]})
    for number, places in enumerate(index.places):
        yield data_file(f"{folder}words-{number}", " ".join(places))


def card_files(folder: str, cards: Sequence[object]) -> Iterator[tuple[str, bytes]]:
    """What is shown of each thing that was found, in order."""
    for number, first in enumerate(range(0, len(cards), IN_A_FILE)):
        yield data_file(f"{folder}cards-{number}", cards[first : first + IN_A_FILE])
