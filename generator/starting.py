"""Makes a small, working knowledge base in an empty folder, for another field: everything in it is the owner's to change."""

from __future__ import annotations

from pathlib import Path

from generator.core.files import require_writable_folder, write_file
from generator.errors import KnowledgeBaseError

STARTER = Path(__file__).parent / "starter"
"""The knowledge base that is copied: a guide to choosing a research method."""
KEPT_OUT = "# What is made from the rest.\nsite/\n.cache/\n"


def start(folder: Path) -> tuple[Path, ...]:
    """Copy the small knowledge base into a folder that holds nothing yet, and give the files, in order.

    Args:
        folder: the folder; it is made where it is not there. A Git repository without files counts as empty.

    Raises:
        KnowledgeBaseError: something is in the folder already.
        OSError: the folder cannot be written.
    """
    require_writable_folder(folder)
    if folder.is_dir() and any(path.name != ".git" for path in folder.iterdir()):
        message = f"{folder} is not empty, and nothing was written. Name a new folder, or an empty one."
        raise KnowledgeBaseError(message, about=str(folder))
    copied = {folder / path.relative_to(STARTER): path.read_bytes() for path in sorted(STARTER.rglob("*")) if path.is_file()}
    for path, content in {**copied, folder / ".gitignore": KEPT_OUT.encode()}.items():
        write_file(path, content)
    return tuple(copied)
