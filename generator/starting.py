"""Makes a small, working knowledge base in an empty folder, for another field: everything in it is the owner's to change."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from generator.errors import KnowledgeBaseError

STARTER = Path(__file__).parent / "starter"
"""The knowledge base that is copied: a guide to choosing a research method."""
WRITTEN = date(2026, 11, 22)
"""The day on which the files of the starter were written. A new knowledge base is dated from the day on which it is begun."""
DATED = {".yaml", ".md"}
KEPT_OUT = "# What is made from the rest.\nsite/\n.cache/\n"


def start(folder: Path, *, today: date) -> tuple[Path, ...]:
    """Copy the small knowledge base into a folder that holds nothing yet, and give the files, in order.

    Args:
        folder: the folder; it is made where it is not there. A Git repository without files counts as empty.
        today: the day on which the knowledge base is begun: every review and every check in it is dated from then on.

    Raises:
        KnowledgeBaseError: something is in the folder already, or it cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
            message = f"{folder} is not empty, and nothing was written. Name a new folder, or an empty one."
            raise KnowledgeBaseError(message, about=str(folder))
        shutil.copytree(STARTER, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
        for path in _files():
            if path.suffix in DATED:
                _date_from(folder / path, today)
        (folder / ".gitignore").write_text(KEPT_OUT, encoding="utf-8")
    except OSError as error:
        message = f"{folder} cannot be written: {(error.strerror or 'no reason given').lower()}."
        raise KnowledgeBaseError(message, about=str(folder)) from error
    return tuple(folder / path for path in _files())


def _files() -> list[Path]:
    """The files of the starter, in order, below its folder."""
    return sorted(path.relative_to(STARTER) for path in STARTER.rglob("*") if path.is_file())


def _date_from(file: Path, today: date) -> None:
    """Move every whole day in a file by the days since the starter was written; none past the end of the calendar."""
    shift = (today - WRITTEN).days

    def moved(found: re.Match[str]) -> str:
        return date.fromordinal(min(date.fromisoformat(found[0]).toordinal() + shift, date.max.toordinal())).isoformat()

    text = file.read_bytes().decode()
    file.write_bytes(re.sub(r"\b\d{4}-\d{2}-\d{2}\b", moved, text).encode())
