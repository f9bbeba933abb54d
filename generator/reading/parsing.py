"""Parses many documents at once, on every processor, and those whose data was kept not at all."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.crew import begun
from generator.files import print_of
from generator.reading.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from generator.reading.document import Document

PIECE = 50
"""So many documents are one piece of work: to hand round fewer would cost more than to parse them."""


def parsing(documents: Sequence[Document], kept: Path | None = None) -> Callable[[], None]:
    """Begin to parse documents on the other processors, and give what does the rest and lets each document know its plain data.

    Args:
        documents: what to parse.
        kept: the folder in which data is kept from build to build; without it none is taken, and none is kept.
    """
    if kept is None:
        return _parsing(documents)
    prints = [(document.print if document.yaml is document.text else print_of(document.yaml)).encode() for document in documents]
    known = Kept(kept, set(prints))
    left = []
    for document, mark in zip(documents, prints, strict=True):
        if mark in known.lines:
            document.know(known.lines[mark])
        else:
            left.append((mark, document))
    parsed = _parsing([document for _, document in left])

    def parse_and_keep() -> None:
        parsed()
        known.put({mark: document.plain for mark, document in left if document.plain})

    return parse_and_keep


def _parsing(documents: Sequence[Document]) -> Callable[[], None]:
    pieces = [documents[start : start + PIECE] for start in range(0, len(documents), PIECE)]
    parsed = begun(len(pieces), lambda number: [document.plain for document in pieces[number]])

    def parse() -> None:
        for document, plain in zip(documents, chain.from_iterable(parsed()), strict=True):
            document.know(plain)

    return parse
