"""Reads a knowledge base from its folder. No other room of the core touches the disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.reading.assembly import assemble
from waymark_guide.reading.content_files import find_unread_files, list_files, start_reading_files
from waymark_guide.reading.folder import is_inside
from waymark_guide.reading.hand_written_pages import read_hand_written
from waymark_guide.reading.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from waymark_guide.core.cache import Cache
    from waymark_guide.reading.assembly import Reading

TABLES = Path("decision_trees/tables")
"""The folder of the decision tables."""


def read_knowledge_base(root: Path, *, cache: Cache | None = None) -> Reading:
    """Read every content file of a knowledge base.

    Args:
        root: its folder.
        cache: where plain data is kept from build to build, if it is.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base.
    """
    return start_reading(root, cache=cache)()


def start_reading(root: Path, *, cache: Cache | None = None) -> Callable[[], Reading]:
    """Begin to read on the other processors, and return a function that reads the rest and gives everything; otherwise as `read_knowledge_base`."""
    if not (root / "decision_trees").is_dir() and not (root / "case_studies").is_dir():
        message = f"{root} is not a knowledge base: it has neither decision_trees/ nor case_studies/."
        raise KnowledgeBaseError(message, about=str(root))
    finish_files = start_reading_files(root, [(kind, file) for kind in KINDS for file in list_files(root, kind)], cache)

    def finish() -> Reading:
        reading = assemble(finish_files())
        hand_written = read_hand_written(root)
        findings = (*reading.findings, *find_unread_files(root), *hand_written.findings)
        return replace(reading, findings=findings, tables=_read_tables(root), hand_written=hand_written)

    return finish


def _read_tables(root: Path) -> dict[str, str] | None:
    """Read the decision tables, whatever they hold: they are only compared. Every line end becomes a plain newline. None where there is no folder."""
    folder = root / TABLES
    if not folder.is_dir():
        return None
    files = [path for path in sorted(folder.glob("*.md")) if is_inside(root, path) and path.is_file()]
    return {path.name: path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n") for path in files}
