"""Makes the index of the whole site's words with Pagefind, or takes the last one where no word of it has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import KnowledgeBaseError
from generator.site.searched import PASSED_OVER

if TYPE_CHECKING:
    from collections.abc import Mapping

MADE_FROM = "made-from.txt"
"""Beside the index, a print of the texts that it was made from, and of Pagefind's version."""


def index(texts: Mapping[str, str], folder: Path, last: Path) -> bool:
    """Put the index of some texts in a folder.

    Args:
        texts: what search reads of each page, by the path of the page's file.
        folder: where the index goes.
        last: where the index of the last build is, if there is one.

    Returns:
        Whether the index had to be made.

    Raises:
        KnowledgeBaseError: Pagefind did not run well.
    """
    mark = blake2b("\0".join([version("pagefind"), *PASSED_OVER]).encode(), digest_size=16)
    for path, text in texts.items():
        mark.update(f"\0{path}\0{text}".encode())
    if _print_of(last) == mark.hexdigest():
        shutil.copytree(last, folder, copy_function=_again)
        return False
    with tempfile.TemporaryDirectory(prefix="waymark-search-") as name:
        for path, text in texts.items():
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        _run(["--site", name, "--output-path", str(folder), "--exclude-selectors", ", ".join(PASSED_OVER), "--quiet"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MADE_FROM).write_text(mark.hexdigest(), encoding="utf-8")
    return True


def _run(options: list[str]) -> None:
    command = [sys.executable, "-m", "pagefind", *options]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (no word of it comes from content)
    if run.returncode != 0:
        message = f"The search index could not be made: {(run.stderr or run.stdout).strip()}"
        raise KnowledgeBaseError(message, about="pagefind")


def _print_of(last: Path) -> str:
    try:
        return (last / MADE_FROM).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _again(source: str, target: str) -> None:
    """The same file under another name; a copy where the disk knows no such thing."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
