"""Parses many documents at once, on every processor, and those whose data was kept not at all."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.crew import shared
from generator.files import print_of
from generator.reading.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.reading.document import Document

PIECE = 50
"""So many documents are one piece of work: to hand round fewer would cost more than to parse them."""


def parse_all(documents: Sequence[Document], kept: Path | None = None) -> None:
    """Let documents know their plain data.

    Args:
        documents: what to parse.
        kept: the folder in which data is kept from build to build; without it none is taken, and none is kept.
    """
    if kept is None:
        _parse(documents)
        return
    prints = [(document.print if document.yaml is document.text else print_of(document.yaml)).encode() for document in documents]
    known = Kept(kept, set(prints))
    left = []
    for document, mark in zip(documents, prints, strict=True):
        if mark in known.lines:
            document.know(known.lines[mark])
        else:
            left.append((mark, document))
    _parse([document for _, document in left])
    known.put({mark: document.plain for mark, document in left if document.plain})


def _parse(documents: Sequence[Document]) -> None:
    pieces = [documents[start : start + PIECE] for start in range(0, len(documents), PIECE)]
    parsed = shared(len(pieces), lambda number: [document.plain for document in pieces[number]])
    for document, plain in zip(documents, chain.from_iterable(parsed), strict=True):
        document.know(plain)
