"""Replaces the files of a site: all of them or none, even if the program is killed.

Files are only moved. The list of all moves is on the disk before the first move, and after a crash the next build moves the files back. New and old
files wait in a new folder next to the site, whose name cannot be guessed.
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
    """New files for a site, and their exchange with its old files. Use it in a `with` statement while you hold the lock of the build.

    Attributes:
        staging: the folder for the new files.
    """

    def __init__(self, cache: Cache, site_dir: Path) -> None:
        """Restore the site where an earlier build was killed during its exchange.

        Raises:
            OSError: the system refused a move.
        """
        self._list, self._site_dir = MoveList(cache, site_dir), site_dir
        if moves := self._list.read():
            self._use_folder(moves.folder)
            self._move_back(moves.outgoing, moves.incoming)
            self.__exit__()
        self._use_folder(f".waymark-{secrets.token_hex(8)}")

    def __enter__(self) -> Self:
        """Make the folder."""
        self._record_moves((), ())
        self._folder.mkdir(mode=0o700, parents=True)
        self.staging.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the folder with its files."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._list.remove()

    def replace_files(self, obsolete: Iterable[str]) -> None:
        """Move every staged file into the site, and the obsolete files out of it.

        Args:
            obsolete: the paths of files and folders that the site no longer has.

        Raises:
            OSError: the system refused a move. The error names the file of the site, and the site is unchanged.
        """
        self._site_dir.mkdir(parents=True, exist_ok=True)
        leaving = set(obsolete)
        incoming = sorted(_find_incoming(self.staging, self._site_dir, leaving), key=lambda path: path != MARKER)
        outgoing = _find_topmost(leaving.union(path for path in incoming if os.path.lexists(self._site_dir / path)))
        outgoing.sort(key=lambda path: path == MARKER)  # the marker leaves last, so that a half-moved folder is still recognised as a site
        self._record_moves(outgoing, incoming)
        try:
            for path in outgoing:
                self._move(self._site_dir, self._old, path)
            for path in incoming:
                self._move(self.staging, self._site_dir, path)
        except OSError:
            self._move_back(outgoing, incoming)
            raise
        self._record_moves((), ())
        for folder in {(self._site_dir / path).parent for path in outgoing}:
            _remove_empty_folders(folder, self._site_dir)

    def _use_folder(self, name: str) -> None:
        self._folder = self._site_dir.parent / name
        self.staging, self._old = self._folder / "new", self._folder / "old"

    def _record_moves(self, outgoing: Sequence[str], incoming: Sequence[str]) -> None:
        self._list.write(Moves(self._folder.name, outgoing, incoming))

    def _move(self, folder: Path, to: Path, path: str) -> None:
        """Move a file or a folder. An error names its path in the site, the only path that a person knows."""
        try:
            _move(folder, to, path)
        except OSError as error:
            error.filename, error.filename2 = f"{self._site_dir}{os.sep}{path}", None
            raise

    def _move_back(self, outgoing: Iterable[str], incoming: Iterable[str]) -> None:
        """Undo the moves. It can run twice, or again after a crash, with the same result. No link is followed."""
        if not self._folder.is_dir() or self._folder.is_symlink():  # a person has removed the folder: there is nothing to move back
            return
        for path in incoming:
            if not os.path.lexists(self.staging / path) and os.path.lexists(self._site_dir / path) and not self._is_below_link(path):
                self._move(self._site_dir, self.staging, path)
        for path in outgoing:
            if os.path.lexists(self._old / path) and not self._is_below_link(path):
                self._move(self._old, self._site_dir, path)
        self._record_moves((), ())

    def _is_below_link(self, path: str) -> bool:
        """Whether the site, or a folder of it above the path, is a link that was put there."""
        return self._site_dir.is_symlink() or any((self._site_dir / folder).is_symlink() for folder in _find_folders_above(path))


def _find_folders_above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _find_topmost(paths: AbstractSet[str]) -> list[str]:
    """Find the paths that are not inside another of these paths. The files of a folder move with the folder."""
    return [path for path in paths if paths.isdisjoint(_find_folders_above(path))]


def _find_incoming(staging: Path, site_dir: Path, leaving: AbstractSet[str], folder: str = "") -> Iterator[str]:
    """Find what to move into a site: a whole folder where the site keeps none of this name, otherwise the files in it."""
    with os.scandir(staging / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            target = site_dir / path
            if entry.is_dir() and path not in leaving and target.is_dir() and not target.is_symlink():
                yield from _find_incoming(staging, site_dir, leaving, path)
            else:
                yield path


def _move(folder: Path, to: Path, path: str) -> None:
    """Move a file or a folder to the same path in another folder. Paths are plain texts, because there are many of them."""
    target = f"{to}{os.sep}{path}"
    try:
        os.replace(f"{folder}{os.sep}{path}", target)  # noqa: PTH105
    except FileNotFoundError:
        os.makedirs(target.rpartition(os.sep)[0], exist_ok=True)  # noqa: PTH103
        os.replace(f"{folder}{os.sep}{path}", target)  # noqa: PTH105


def _remove_empty_folders(folder: Path, site_dir: Path) -> None:
    """Remove a folder that is empty, and the folders above it that become empty."""
    while folder != site_dir and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
