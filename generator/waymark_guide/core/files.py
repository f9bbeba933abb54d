"""Writing of files, whole or not at all, and the questions that come before: whether a folder or a file can be used."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from waymark_guide.core.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from collections.abc import Iterator


def require_folder(folder: Path) -> None:
    """Make sure that a folder is there.

    Raises:
        OSError: it is not there, cannot be reached, or is something else.
    """
    os.stat(folder)  # noqa: PTH116 (a Path's own question whether it is a folder hides why it is not)
    if not folder.is_dir():
        raise _os_error(errno.ENOTDIR, folder)


def require_writable_folder(folder: Path) -> None:
    """Make sure, before long work begins, that files can be written into a folder, or that it can be made.

    Raises:
        OSError: a file or a broken link is in its place or above it, or this user may not write there.
    """
    nearest = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    if not os.path.isdir(nearest):  # noqa: PTH112 (Path.is_dir raises for some links in older Pythons)
        raise _os_error(errno.ENOTDIR, nearest)
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise _os_error(errno.EACCES, nearest)


def require_regular_file(path: Path | str) -> None:
    """Make sure, without opening it, that something is a file: to open a pipe may take for ever.

    Raises:
        OSError: it cannot be reached, or is a pipe, a socket or a device.
    """
    if not S_ISREG(mode := os.stat(path).st_mode):  # noqa: PTH116 (many files: a path object for each would cost more than to look)
        raise _os_error(errno.EISDIR if S_ISDIR(mode) else errno.ENXIO, path)


def require_inside(root: Path, file: Path) -> None:
    """Make sure that a file which is to be written into a knowledge base does not end up elsewhere, by a link in the place of a folder.

    Raises:
        KnowledgeBaseError: it would.
    """
    folder = os.path.realpath(file.parent)
    if not Path(folder).is_relative_to(os.path.realpath(root)):
        message = f"{file.parent} leads outside this folder, and nothing was written."
        raise KnowledgeBaseError(message, about=str(file))


def _os_error(number: int, path: Path | str) -> OSError:
    return OSError(number, os.strerror(number), os.fspath(path))


@contextmanager
def _naming(file: Path | str) -> Iterator[None]:
    """Let every error say which file was to be written: the system leaves the name out when a disk is full, or names a temporary file."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = os.fspath(file), None
        raise


def write_file(file: Path | str, content: bytes) -> None:
    """Write a file, and the folders above it where they are not there.

    Raises:
        OSError: it cannot be written; the error names it.
    """
    _write(os.fspath(file), content, os.O_TRUNC)


def write_new_file(file: Path | str, content: bytes) -> None:
    """Write a file that is not there yet, and the folders above it where they are not there.

    Raises:
        FileExistsError: something is there, be it a link that leads nowhere.
        OSError: it cannot be written; the error names it, and nothing of it is left.
    """
    try:
        _write(os.fspath(file), content, os.O_EXCL)
    except FileExistsError:
        raise
    except OSError:
        Path(file).unlink(missing_ok=True)
        raise


def _write(file: str, content: bytes, flag: int) -> None:
    folder = file.rpartition(os.sep)[0] or os.curdir
    try:
        os.mkdir(folder)  # noqa: PTH102 (a site has very many files: plain paths take half the time)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 (likewise)
    with _naming(file):
        place = os.open(file, os.O_WRONLY | os.O_CREAT | flag | getattr(os, "O_BINARY", 0), 0o666)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(place, left) :]
        finally:
            os.close(place)


def replace_file(file: Path, content: bytes) -> None:
    """Make a file, and the folders above it, in the place of what was there: whoever reads it finds the old one or the whole new one.

    Raises:
        OSError: it cannot be made; the error names it. What was there stays.
    """
    new = file.with_name(f"{file.name}.{os.getpid()}")
    with _naming(file):
        try:
            write_new_file(new, content)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
