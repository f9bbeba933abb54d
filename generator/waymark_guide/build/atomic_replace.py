"""Puts new files in the place of old ones: all of them, or none, whenever the program is ended.

Files are only ever moved. Before the first move, the list of all moves is on the disk; whatever breaks off, the next build moves the files back.
New and old files wait in a folder beside the site, which is made new with a name that nobody can guess.
"""

from __future__ import annotations

import os
import secrets
import shutil
from typing import TYPE_CHECKING, Self

from waymark_guide.build.move_list import MoveList, Moves
from waymark_guide.build.site_files import MARKER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from waymark_guide.core.cache import Cache


class Replacement:
    """New files for a site, and the way to exchange them for its old ones. Use it in a `with` statement, and hold the lock of the build.

    Attributes:
        staging: the folder for the new files.
    """

    def __init__(self, cache: Cache, site_dir: Path) -> None:
        """Give the site back as it was, where an earlier build was ended while it exchanged files.

        Raises:
            OSError: the disk refused.
        """
        self._list, self._site_dir = MoveList(cache, site_dir), site_dir
        if moves := self._list.read():
            self._use_folder(moves.folder)
            self._move_back(moves.outgoing, moves.incoming)
            self.__exit__()
        self._use_folder(f".waymark-{secrets.token_hex(8)}")

    def __enter__(self) -> Self:
        """Make the folder."""
        self._write_down((), ())
        self._folder.mkdir(mode=0o700, parents=True)
        self.staging.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the folder, and what it holds."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._list.remove()

    def replace_files(self, gone: Iterable[str]) -> None:
        """Move every staged file into the site, and those that are gone out of it.

        Args:
            gone: files and folders of the site that it shall not hold any longer, as paths.

        Raises:
            OSError: the disk refused; the error names the file of the site. The site is as it was.
        """
        self._site_dir.mkdir(parents=True, exist_ok=True)
        leaving = set(gone)
        incoming = sorted(_find_incoming(self.staging, self._site_dir, leaving), key=lambda path: path != MARKER)
        outgoing = _find_topmost(leaving.union(path for path in incoming if os.path.lexists(self._site_dir / path)))
        outgoing.sort(key=lambda path: path == MARKER)  # without it, nobody would know a half-moved folder for a site
        self._write_down(outgoing, incoming)
        try:
            for path in outgoing:
                self._move(self._site_dir, self._old, path)
            for path in incoming:
                self._move(self.staging, self._site_dir, path)
        except OSError:
            self._move_back(outgoing, incoming)
            raise
        self._write_down((), ())
        for folder in {(self._site_dir / path).parent for path in outgoing}:
            _remove_empty_folders(folder, self._site_dir)

    def _use_folder(self, name: str) -> None:
        self._folder = self._site_dir.parent / name
        self.staging, self._old = self._folder / "new", self._folder / "old"

    def _write_down(self, outgoing: Sequence[str], incoming: Sequence[str]) -> None:
        self._list.write(Moves(self._folder.name, outgoing, incoming))

    def _move(self, folder: Path, to: Path, path: str) -> None:
        """Move a file or a folder; let an error name it by its place in the site, which is the only one that people know."""
        try:
            _move(folder, to, path)
        except OSError as error:
            error.filename, error.filename2 = f"{self._site_dir}{os.sep}{path}", None
            raise

    def _move_back(self, outgoing: Iterable[str], incoming: Iterable[str]) -> None:
        """Undo the moves that were made. To do so twice, or from wherever it was broken off, comes to the same. No link is followed."""
        if not self._folder.is_dir() or self._folder.is_symlink():  # somebody has removed it: there is nothing to move back
            return
        for path in incoming:
            if not os.path.lexists(self.staging / path) and os.path.lexists(self._site_dir / path) and not self._is_below_link(path):
                self._move(self._site_dir, self.staging, path)
        for path in outgoing:
            if os.path.lexists(self._old / path) and not self._is_below_link(path):
                self._move(self._old, self._site_dir, path)
        self._write_down((), ())

    def _is_below_link(self, path: str) -> bool:
        """Return whether the site, or a folder in it above a path, is a link that somebody put there."""
        return self._site_dir.is_symlink() or any((self._site_dir / folder).is_symlink() for folder in _find_folders_above(path))


def _find_folders_above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _find_topmost(paths: AbstractSet[str]) -> list[str]:
    """Return the paths that lie in no folder among them: whatever is in a folder moves with it."""
    return [path for path in paths if paths.isdisjoint(_find_folders_above(path))]


def _find_incoming(staging: Path, site_dir: Path, leaving: AbstractSet[str], folder: str = "") -> Iterator[str]:
    """What is to be moved into a site: a whole folder where none of that name stays in it, otherwise the files in it."""
    with os.scandir(staging / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            there = site_dir / path
            if entry.is_dir() and path not in leaving and there.is_dir() and not there.is_symlink():
                yield from _find_incoming(staging, site_dir, leaving, path)
            else:
                yield path


def _move(folder: Path, to: Path, path: str) -> None:
    """Move a file or a folder to the same place in another folder. Plain texts, because there are many of them."""
    target = f"{to}{os.sep}{path}"
    try:
        os.replace(f"{folder}{os.sep}{path}", target)  # noqa: PTH105
    except FileNotFoundError:
        os.makedirs(target.rpartition(os.sep)[0], exist_ok=True)  # noqa: PTH103
        os.replace(f"{folder}{os.sep}{path}", target)  # noqa: PTH105


def _remove_empty_folders(folder: Path, site_dir: Path) -> None:
    """Remove a folder that holds nothing any longer, and those above it that held only it."""
    while folder != site_dir and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
