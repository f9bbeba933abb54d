"""Makes a small, working knowledge base in an empty folder, for another field: everything in it is the owner's to change."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.errors import KnowledgeBaseError

STARTER = Path(__file__).parent / "starter"
"""The knowledge base that is copied: a guide to choosing a research method."""
KEPT_OUT = "# What is made from the rest.\nsite/\n.cache/\n"


def start(folder: Path) -> tuple[Path, ...]:
    """Copy the small knowledge base into a folder that holds nothing yet, and give the files, in order.

    Args:
        folder: the folder; it is made where it is not there. A Git repository without files counts as empty.

    Raises:
        KnowledgeBaseError: something is in the folder already, or it cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
            message = f"{folder} is not empty, and nothing was written. Name a new folder, or an empty one."
            raise KnowledgeBaseError(message, about=str(folder))
        shutil.copytree(STARTER, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
        (folder / ".gitignore").write_text(KEPT_OUT, encoding="utf-8")
    except OSError as error:
        message = f"{folder} cannot be written: {(error.strerror or 'no reason given').lower()}."
        raise KnowledgeBaseError(message, about=str(folder)) from error
    return tuple(sorted(folder / path.relative_to(STARTER) for path in STARTER.rglob("*") if path.is_file()))
