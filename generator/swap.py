"""Puts new files in the place of old ones: all of them, or none.

While files change places, the old ones are kept beside the site with a list of those that are new. If anything fails, they are put back; if the
program is ended in the middle, the next build begins by putting them back.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

JOURNAL = ".new-files.json"


def swap(staging: Path, site_dir: Path, *, gone: Iterable[str]) -> None:
    """Move every staged file into the site, and take out the files that are gone.

    Args:
        staging: the folder with the new files; it may be left without them.
        site_dir: the site; it need not be there.
        gone: files of the site that it shall not hold any longer, as paths.

    Raises:
        OSError: the disk refused. The site is as it was.
    """
    if not site_dir.exists() or not any(site_dir.iterdir()):
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        staging.replace(site_dir)
        return
    kept = _kept(site_dir)
    staged = [path.relative_to(staging).as_posix() for path in sorted(staging.rglob("*")) if path.is_file()]
    old = sorted({*staged, *gone})
    new = [path for path in staged if not (site_dir / path).is_file()]
    kept.mkdir()
    (kept / JOURNAL).write_text(json.dumps(new), encoding="utf-8")
    try:
        for path in old:
            _move(site_dir / path, kept / path)
            _move(staging / path, site_dir / path)
    except OSError:
        put_back(site_dir)
        raise
    for folder in {(site_dir / path).parent for path in old}:
        _remove_empty(folder, site_dir)
    shutil.rmtree(kept)


def put_back(site_dir: Path) -> None:
    """Undo a swap that was broken off; nothing where none was.

    Raises:
        OSError: the disk refused.
    """
    kept = _kept(site_dir)
    journal = kept / JOURNAL
    if journal.is_file():
        for path in json.loads(journal.read_text(encoding="utf-8") or "[]"):
            (site_dir / path).unlink(missing_ok=True)
        journal.unlink()
        for path in sorted(kept.rglob("*")):
            if path.is_file():
                _move(path, site_dir / path.relative_to(kept))
    shutil.rmtree(kept, ignore_errors=True)


def _kept(site_dir: Path) -> Path:
    return site_dir.with_name(f".{site_dir.name}.last")


def _move(path: Path, to: Path) -> None:
    """Move a file, if it is there."""
    try:
        os.replace(path, to)  # noqa: PTH105 (many files: a path object for each would cost as much as the move)
    except FileNotFoundError:
        if path.is_file():
            to.parent.mkdir(parents=True, exist_ok=True)
            path.replace(to)


def _remove_empty(folder: Path, site_dir: Path) -> None:
    """Remove a folder that holds nothing any longer, and those above it that held only it."""
    while folder != site_dir and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
