"""Parses many documents at once, on every processor. Documents that were parsed before take their data from the cache."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from waymark_guide.core.fingerprint import compute_digest
from waymark_guide.core.parallel import start_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waymark_guide.core.cache import Cache
    from waymark_guide.reading.document import Document

BATCH = 50
"""How many documents are one task. A smaller task costs more to hand out than to do."""
_NAMESPACE = "yaml"


def start_parsing(documents: Sequence[Document], cache: Cache | None = None) -> Callable[[], None]:
    """Begin to parse documents on the other processors, and return a function that waits for them and stores the plain data of each document.

    Args:
        documents: the documents to parse.
        cache: where plain data is kept from build to build, if it is.
    """
    digests = [compute_digest(document.yaml) for document in documents] if cache else []
    cached = cache.get_many(_NAMESPACE, digests) if cache else {}
    for digest, document in zip(digests, documents, strict=False):
        if digest in cached:
            document.set_plain(cached[digest])
    left = [document for document in documents if not document.has_plain]
    batches = [left[start : start + BATCH] for start in range(0, len(left), BATCH)]
    parse_rest = start_all([partial(_parse, batch) for batch in batches])

    def finish() -> None:
        for document, plain in zip(left, chain.from_iterable(parse_rest()), strict=True):
            document.set_plain(plain)
        if cache:
            cache.put_many(_NAMESPACE, {compute_digest(document.yaml): document.plain for document in left if document.plain})

    return finish


def _parse(documents: Sequence[Document]) -> list[bytes | None]:
    return [document.plain for document in documents]
