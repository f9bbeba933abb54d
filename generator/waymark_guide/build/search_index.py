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

from waymark_guide.build.records import GroupRecord
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.files import write_file
from waymark_guide.core.fingerprint import compute_digest
from waymark_guide.reading.folder import is_utf8
from waymark_guide.site.search.page_text import EXCLUDED_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from waymark_guide.build.outputs import Outputs
    from waymark_guide.build.records import PageRecord, Records
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
    """Add the search index of all pages to the files of a writer.

    Args:
        writer: has written all pages.
        outputs: makes the text of a page again where it was lost.
        cache: its folder holds the texts for Pagefind.
        last: the records of the last build.
        searchable: whether to make a new index where a text has changed; otherwise the last index stays, if there is one.

    Raises:
        KnowledgeBaseError: Pagefind failed.
    """
    texts = {url: page for url, page in writer.records.pages.items() if page.text}
    depends_on = compute_digest(version("pagefind"), *EXCLUDED_PARTS, *(part for url, page in texts.items() for part in (url, page.text)))
    index = last.index
    if not writer.are_unchanged(index) or (searchable and index is not None and index.depends_on != depends_on):
        index = None
        if searchable:
            with TemporaryDirectory(prefix="waymark-") as name:
                source = _write_texts_to_folder(cache, name, texts, writer.texts, outputs)
                index = GroupRecord(depends_on, _run_pagefind(source, writer.staging / FOLDER))
    if index is not None:
        writer.records.index = index
        writer.add_files(index.files)


def _write_texts_to_folder(cache: Cache, temporary: str, pages: Mapping[str, PageRecord], new_texts: Mapping[str, bytes], outputs: Outputs) -> str:
    """Write the texts into the cache folder, or into a temporary folder where the system refuses that; return the folder."""
    folder = cache.make_folder()
    if folder is not None and not (folder / "search-texts").is_symlink():
        with suppress(OSError):
            _write_texts(str(folder / "search-texts"), pages, new_texts, outputs)
            return str(folder / "search-texts")
    _write_texts(temporary, pages, new_texts, outputs)
    return temporary


def _write_texts(folder: str, pages: Mapping[str, PageRecord], new_texts: Mapping[str, bytes], outputs: Outputs) -> None:
    """Make a folder hold the search texts of these pages, and nothing else. A text that is already there is not written again."""
    expected: set[str] = set()
    for url, page in pages.items():
        paths = [f"{folder}/{url}index.html", *(f"{folder}/{url}{part.anchor}/index.html" for part in page.head.parts)]
        expected.update(paths)
        if compute_digest(*map(_read, paths)) != page.text:
            texts = json.loads(new_texts[page.text]) if page.text in new_texts else list(outputs.texts(outputs.pages[url].render()).values())
            for path, text in zip(paths, texts, strict=True):
                write_file(path, text.encode())
    for parent, _, names in os.walk(folder):
        for path in {f"{parent}/{name}" for name in names} - expected:
            os.unlink(path)  # noqa: PTH108 (many files)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123 (many files)
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""


def _run_pagefind(source: str, target: Path) -> dict[str, tuple[str, int]]:
    """Run Pagefind, and return a unique digest and the size of each file of the index.

    Raises:
        KnowledgeBaseError: Pagefind failed, or it cannot read the name of a folder.
    """
    for folder in (source, str(target)):
        if not is_utf8(folder):
            message = f"The search index could not be made: the name of {folder} is not UTF-8 text. Rename the folder, or build with --no-search."
            raise KnowledgeBaseError(message, about=folder)
    options = ["--site", source, "--output-path", str(target), "--exclude-selectors", ", ".join(EXCLUDED_PARTS), "--quiet"]
    program = ["-c", _END_WITH_PARENT, str(os.getpid())] if sys.platform.startswith("linux") else ["-m", "pagefind"]
    command = [sys.executable, "-P", *program, *options]
    environment = {name: value for name, value in os.environ.items() if is_utf8(name) and is_utf8(value)}  # Pagefind crashes at any other
    run = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (no part of the command comes from content)
    if run.returncode != 0:
        message = f"The search index could not be made: {(run.stderr or run.stdout).strip()}"
        raise KnowledgeBaseError(message, about="pagefind")
    run_name = secrets.token_hex(8)  # Pagefind makes a different index of the same texts each time
    files = {f"{FOLDER}/{file.relative_to(target).as_posix()}": file for file in sorted(target.rglob("*")) if file.is_file()}
    return {path: (compute_digest(run_name, path), file.stat().st_size) for path, file in files.items()}
