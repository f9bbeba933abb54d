"""Makes a small, working knowledge base in an empty folder, for another field: everything in it is the owner's to change."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.files import require_writable_folder, write_file

STARTER = Path(__file__).parents[1] / "starter"
"""The knowledge base that is copied: a guide to choosing a research method."""
WRITTEN = date(2026, 11, 22)
"""The day on which the files of the starter were written. A new knowledge base is dated from the day on which it is begun."""
DATED = {".yaml", ".md"}
KEPT_OUT = "# What is made from the rest.\nsite/\n.cache/\n.waymark-*/\n"


def start(folder: Path, *, today: date) -> tuple[Path, ...]:
    """Copy the small knowledge base into a folder that holds nothing yet, and give the files, in order.

    Args:
        folder: the folder; it is made where it is not there. A Git repository without files counts as empty.
        today: the day on which the knowledge base is begun: every review and every check in it is dated from then on.

    Raises:
        KnowledgeBaseError: something is in the folder already.
        OSError: the folder cannot be written.
    """
    require_writable_folder(folder)
    if folder.is_dir() and any(path.name != ".git" for path in folder.iterdir()):
        message = f"{folder} is not empty, and nothing was written. Name a new folder, or an empty one."
        raise KnowledgeBaseError(message, about=str(folder))
    copied = {folder / path.relative_to(STARTER): _date_from(path, today) for path in sorted(STARTER.rglob("*")) if path.is_file()}
    for path, content in {**copied, folder / ".gitignore": KEPT_OUT.encode()}.items():
        write_file(path, content)
    return tuple(copied)


def _date_from(file: Path, today: date) -> bytes:
    """A file of the starter, with every whole day moved by the days since the starter was written; none past the end of the calendar."""
    if file.suffix not in DATED:
        return file.read_bytes()
    shift = (today - WRITTEN).days

    def moved(found: re.Match[str]) -> str:
        return date.fromordinal(min(date.fromisoformat(found[0]).toordinal() + shift, date.max.toordinal())).isoformat()

    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", moved, file.read_bytes().decode()).encode()
