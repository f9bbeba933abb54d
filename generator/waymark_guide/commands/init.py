"""`waymark init`: a small, working knowledge base in an empty folder, for another field."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from waymark_guide.commands.command import FINE, run_in_root
from waymark_guide.core import clock
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.files import require_writable_folder, write_file

STARTER = Path(__file__).parents[1] / "starter"
"""The knowledge base that is copied: a guide to choosing a research method."""
STARTER_DATE = date(2026, 11, 22)
"""The day on which the files of the starter were written. Their dates move by the days from then to the day of the copy."""
DATED_SUFFIXES = {".yaml", ".md"}
GITIGNORE = "# What is made from the rest.\nsite/\n.cache/\n.waymark-*/\n"


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@run_in_root
def run(root: Path, folder: Path) -> int:
    """Make a small, working knowledge base in an empty folder, to change into one of your own field."""
    files = copy_starter(root / folder, today=clock.get_today())
    click.echo(f"Made a small knowledge base in {root / folder}: {len(files)} files. Read its README.md, then try:")
    click.echo(f"  waymark serve --root {root / folder}")
    return FINE


def copy_starter(folder: Path, *, today: date) -> tuple[Path, ...]:
    """Copy the small knowledge base into a folder that holds nothing yet.

    Args:
        folder: the folder; it is made where it does not exist. A Git repository without files counts as empty.
        today: the day of the copy. Every review and every check in the new knowledge base is dated from this day.

    Returns:
        The files, in order.

    Raises:
        KnowledgeBaseError: something is in the folder already.
        OSError: the folder cannot be written.
    """
    require_writable_folder(folder)
    if folder.is_dir() and any(path.name != ".git" for path in folder.iterdir()):
        message = f"{folder} is not empty, and nothing was written. Name a new folder, or an empty one."
        raise KnowledgeBaseError(message, about=str(folder))
    copies = {folder / path.relative_to(STARTER): _read_with_new_dates(path, today) for path in sorted(STARTER.rglob("*")) if path.is_file()}
    for path, content in {**copies, folder / ".gitignore": GITIGNORE.encode()}.items():
        write_file(path, content)
    return tuple(copies)


def _read_with_new_dates(file: Path, today: date) -> bytes:
    """Read a file of the starter, and move every whole date in it by the days since the starter was written, up to the last date of the calendar."""
    if file.suffix not in DATED_SUFFIXES:
        return file.read_bytes()
    shift = (today - STARTER_DATE).days

    def move(match: re.Match[str]) -> str:
        return date.fromordinal(min(date.fromisoformat(match[0]).toordinal() + shift, date.max.toordinal())).isoformat()

    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", move, file.read_bytes().decode()).encode()
