"""Makes the index of the whole site's words with Pagefind, or keeps the last one where no word of it has changed."""

from __future__ import annotations

import subprocess
import sys
from hashlib import blake2b
from importlib.metadata import version
from typing import TYPE_CHECKING

from generator.errors import KnowledgeBaseError
from generator.files import write
from generator.site.searched import PASSED_OVER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MADE_FROM = "made-from.txt"
"""Beside the index, a print of the texts that it was made from, and of Pagefind's version."""


def index(prints: Mapping[str, str], texts: Path, folder: Path, last: Path) -> bool:
    """Put the index of some texts in a folder, unless the last one was made from the same texts.

    Args:
        prints: a print of each text, by the path of the page's file.
        texts: the folder that holds these texts, and nothing else.
        folder: where the index goes.
        last: where the index of the last build is, if there is one.

    Returns:
        Whether the index had to be made.

    Raises:
        KnowledgeBaseError: Pagefind did not run well.
    """
    mark = blake2b("\0".join([version("pagefind"), *PASSED_OVER]).encode(), digest_size=16)
    for path, text in prints.items():
        mark.update(f"\0{path}\0{text}".encode())
    if _print_of(last) == mark.hexdigest():
        return False
    options = ["--site", str(texts), "--output-path", str(folder), "--exclude-selectors", ", ".join(PASSED_OVER), "--quiet"]
    run = subprocess.run([sys.executable, "-m", "pagefind", *options], capture_output=True, text=True, check=False)  # noqa: S603 (no word of it comes from content)
    if run.returncode != 0:
        message = f"The search index could not be made: {(run.stderr or run.stdout).strip()}"
        raise KnowledgeBaseError(message, about="pagefind")
    write(folder / MADE_FROM, mark.hexdigest().encode())
    return True


def _print_of(last: Path) -> str:
    try:
        return (last / MADE_FROM).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
