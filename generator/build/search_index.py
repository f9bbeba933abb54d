"""Makes the index of the whole site's words with Pagefind, or keeps the last one where no word of it has changed."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.build.incremental import GroupRecord
from generator.core.files import write_file
from generator.core.fingerprint import digest_of
from generator.errors import KnowledgeBaseError
from generator.site.searched import PASSED_OVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.build.incremental import Records
    from generator.build.writer import Writer
    from generator.core.cache import Cache
    from generator.site.outputs import Outputs

FOLDER = "pagefind"
_TEXTS = "search-texts"


def write_index(writer: Writer, outputs: Outputs, cache: Cache, last: Records, *, searchable: bool) -> None:
    """Add the index of all pages to what a writer has written.

    Args:
        writer: has written all pages.
        outputs: makes the text of a page again where it was lost.
        cache: keeps the texts.
        last: what came of the last build.
        searchable: whether to make the index anew where a text has changed; otherwise the last one stays, if there is one.

    Raises:
        KnowledgeBaseError: Pagefind did not run well.
    """
    cache.put_many(_TEXTS, writer.texts)
    texts = {url: page.text for url, page in writer.records.pages.items() if page.text}
    depends_on = digest_of(version("pagefind"), *PASSED_OVER, *(part for each in texts.items() for part in each))
    index = last.index
    if not writer.are_unchanged(index) or (searchable and index is not None and index.depends_on != depends_on):
        index = GroupRecord(depends_on, writer.write_files(_run_pagefind(texts, writer, outputs, cache))) if searchable else None
    if index is not None:
        writer.records.index = index
        writer.add_files(index.files)


def _run_pagefind(texts: dict[str, str], writer: Writer, outputs: Outputs, cache: Cache) -> Iterator[tuple[str, bytes]]:
    """The files of the index, by their paths below the site."""
    kept = cache.get_many(_TEXTS, (digest for digest in texts.values() if digest not in writer.texts)) | writer.texts
    with TemporaryDirectory(prefix="waymark-") as name:
        source, target = Path(name, "texts"), Path(name, FOLDER)
        for url, digest in texts.items():
            text = json.loads(kept[digest]) if digest in kept else outputs.texts(outputs.pages[url].ready)
            for path, content in text.items():
                write_file(str(source / path), content.encode())
        options = ["--site", str(source), "--output-path", str(target), "--exclude-selectors", ", ".join(PASSED_OVER), "--quiet"]
        run = subprocess.run([sys.executable, "-m", "pagefind", *options], capture_output=True, text=True, check=False)  # noqa: S603 (no word of it comes from content)
        if run.returncode != 0:
            message = f"The search index could not be made: {(run.stderr or run.stdout).strip()}"
            raise KnowledgeBaseError(message, about="pagefind")
        for file in sorted(target.rglob("*")):
            if file.is_file():
                yield f"{FOLDER}/{file.relative_to(target).as_posix()}", file.read_bytes()
