"""Makes the index of the whole site's words with Pagefind, or keeps the last one where no word of it has changed."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import version
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from waymark_guide.build.incremental import GroupRecord
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.files import write_file
from waymark_guide.core.fingerprint import compute_digest
from waymark_guide.reading.folder import is_utf8
from waymark_guide.site.search.page_text import PASSED_OVER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from waymark_guide.build.incremental import PageRecord, Records
    from waymark_guide.build.outputs import Outputs
    from waymark_guide.build.writer import Writer
    from waymark_guide.core.cache import Cache

FOLDER = "pagefind"
_END_WITH_PARENT = """
import ctypes, os, runpy, signal, sys
PR_SET_PDEATHSIG = 1
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
if os.getppid() == int(sys.argv.pop(1)):
    runpy.run_module("pagefind", run_name="__main__")
"""
"""On Linux: runs Pagefind so that the system ends it when the build is killed."""


def write_index(writer: Writer, outputs: Outputs, cache: Cache, last: Records, *, searchable: bool) -> None:
    """Add the index of all pages to what a writer has written.

    Args:
        writer: has written all pages.
        outputs: makes the text of a page again where it was lost.
        cache: in its folder the texts lie for Pagefind.
        last: what came of the last build.
        searchable: whether to make the index anew where a text has changed; otherwise the last one stays, if there is one.

    Raises:
        KnowledgeBaseError: Pagefind did not run well.
    """
    texts = {url: page for url, page in writer.records.pages.items() if page.text}
    depends_on = compute_digest(version("pagefind"), *PASSED_OVER, *(part for url, page in texts.items() for part in (url, page.text)))
    index = last.index
    if not writer.are_unchanged(index) or (searchable and index is not None and index.depends_on != depends_on):
        index = None
        if searchable:
            with TemporaryDirectory(prefix="waymark-") as name:
                source = _write_texts_somewhere(cache, name, texts, writer.texts, outputs)
                index = GroupRecord(depends_on, _run_pagefind(source, writer.staging / FOLDER))
    if index is not None:
        writer.records.index = index
        writer.add_files(index.files)


def _write_texts_somewhere(cache: Cache, temporary: str, pages: Mapping[str, PageRecord], made: Mapping[str, bytes], outputs: Outputs) -> str:
    """Write the texts into the cache folder, or into a temporary folder where the system refuses that; return the folder."""
    folder = cache.make_folder()
    if folder is not None and not (folder / "search-texts").is_symlink():
        with suppress(OSError):
            _write_texts(str(folder / "search-texts"), pages, made, outputs)
            return str(folder / "search-texts")
    _write_texts(temporary, pages, made, outputs)
    return temporary


def _write_texts(folder: str, pages: Mapping[str, PageRecord], made: Mapping[str, bytes], outputs: Outputs) -> None:
    """Let a folder hold what search reads of these pages, and nothing else. To read what is there already is much quicker than to write it."""
    wanted: set[str] = set()
    for url, page in pages.items():
        paths = [f"{folder}/{url}index.html", *(f"{folder}/{url}{part.anchor}/index.html" for part in page.head.parts)]
        wanted.update(paths)
        if compute_digest(*map(_read, paths)) != page.text:
            texts = json.loads(made[page.text]) if page.text in made else list(outputs.texts(outputs.pages[url].ready).values())
            for path, text in zip(paths, texts, strict=True):
                write_file(path, text.encode())
    for place, _, names in os.walk(folder):
        for path in {f"{place}/{name}" for name in names} - wanted:
            os.unlink(path)  # noqa: PTH108 (many files)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123 (many files)
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""


def _run_pagefind(source: str, target: Path) -> dict[str, tuple[str, int]]:
    """Write the index; give a name that no other content of it has, and its size, for each file.

    Raises:
        KnowledgeBaseError: Pagefind did not run well, or it cannot read the name of a folder.
    """
    for folder in (source, str(target)):
        if not is_utf8(folder):
            message = f"The search index could not be made: the name of {folder} is not UTF-8 text. Rename the folder, or build with --no-search."
            raise KnowledgeBaseError(message, about=folder)
    options = ["--site", source, "--output-path", str(target), "--exclude-selectors", ", ".join(PASSED_OVER), "--quiet"]
    program = ["-c", _END_WITH_PARENT, str(os.getpid())] if sys.platform.startswith("linux") else ["-m", "pagefind"]
    command = [sys.executable, "-P", *program, *options]
    environment = {name: value for name, value in os.environ.items() if is_utf8(name) and is_utf8(value)}  # Pagefind ends at any other
    run = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (no word of it comes from content)
    if run.returncode != 0:
        message = f"The search index could not be made: {(run.stderr or run.stdout).strip()}"
        raise KnowledgeBaseError(message, about="pagefind")
    run_name = secrets.token_hex(8)  # Pagefind makes another index of the same texts each time
    files = {f"{FOLDER}/{file.relative_to(target).as_posix()}": file for file in sorted(target.rglob("*")) if file.is_file()}
    return {path: (compute_digest(run_name, path), file.stat().st_size) for path, file in files.items()}
