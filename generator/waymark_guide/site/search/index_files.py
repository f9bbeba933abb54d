"""The files from which a browser finds things by their words, in parts: it fetches only those that a search needs."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from waymark_guide.library.word_index import make_word_index
from waymark_guide.site.file_group import FileGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")

IN_A_FILE = 6
"""How many cards one file holds. Results may be in any file, so a file should hold little else."""


def make_data_file(path: str, value: object) -> tuple[str, bytes]:
    """Make a script that holds a value. Unlike JSON, a script can be loaded from a folder on disk. Its key is the path without the ending."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{path}.js", f"(globalThis.WaymarkData??={{}})[{json.dumps(path)}]={text};\n".encode()


def make_word_files(folder: str, texts: Sequence[Sequence[tuple[str, int]]]) -> FileGroup:
    """Make the index of texts: its words in one file, and the places of the words in others.

    Args:
        folder: where the files go.
        texts: see `waymark_guide.library.word_index.make_word_index`.
    """
    return FileGroup(partial(_write_word_files, folder, texts), f"{folder}words.js", tuple(text for fields in texts for text, _ in fields))


def _write_word_files(folder: str, texts: Iterable[Sequence[tuple[str, int]]]) -> Iterator[tuple[str, bytes]]:
    index = make_word_index(texts)
    words = [" ".join(part) for part in index.words]
    yield make_data_file(f"{folder}words", {"texts": index.text_count, "common": " ".join(index.common), "words": words})
    for number, postings in enumerate(index.postings):
        yield make_data_file(f"{folder}words-{number}", " ".join(postings))


def make_card_files(folder: str, things: Sequence[T], card: Callable[[T], object], *, digest: Callable[[T], str] = repr) -> Iterator[FileGroup]:
    """Make the files of cards, which show each result.

    Args:
        folder: where the files go.
        things: all of them.
        card: what is shown of one.
        digest: gives a digest of what that depends on.
    """
    for number, first in enumerate(range(0, len(things), IN_A_FILE)):
        path, group = f"{folder}cards-{number}", things[first : first + IN_A_FILE]
        yield FileGroup(partial(_write_card_file, path, group, card), path, tuple(map(digest, group)))


def _write_card_file(path: str, things: Iterable[T], card: Callable[[T], object]) -> Iterator[tuple[str, bytes]]:
    yield make_data_file(path, [card(thing) for thing in things])
