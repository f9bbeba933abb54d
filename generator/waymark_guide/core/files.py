"""Writes files, whole or not at all, and checks beforehand whether a folder or a file can be used."""

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
    """Check that a folder exists.

    Raises:
        OSError: it does not exist, cannot be reached, or is not a folder.
    """
    os.stat(folder)  # noqa: PTH116 (a Path's own question whether it is a folder hides why it is not)
    if not folder.is_dir():
        raise _os_error(errno.ENOTDIR, folder)


def require_writable_folder(folder: Path) -> None:
    """Check, before long work, that files can be written into a folder, or that the folder can be made.

    Raises:
        OSError: the path or a part of it is a file or a broken link, or this user may not write there.
    """
    nearest = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    if not os.path.isdir(nearest):  # noqa: PTH112 (Path.is_dir raises for some links in older Pythons)
        raise _os_error(errno.ENOTDIR, nearest)
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise _os_error(errno.EACCES, nearest)


def require_regular_file(path: Path | str) -> None:
    """Check, without opening it, that a path is a regular file. Opening a pipe could wait for ever.

    Raises:
        OSError: the path cannot be reached, or is a folder, a pipe, a socket or a device.
    """
    if not S_ISREG(mode := os.stat(path).st_mode):  # noqa: PTH116 (many files: a path object for each would cost more than to look)
        raise _os_error(errno.EISDIR if S_ISDIR(mode) else errno.ENXIO, path)


def require_inside(root: Path, file: Path) -> None:
    """Check that a file to be written is inside the root, also when links are resolved.

    Raises:
        KnowledgeBaseError: a link leads out of the root.
    """
    folder = os.path.realpath(file.parent)
    if not Path(folder).is_relative_to(os.path.realpath(root)):
        message = f"{file.parent} leads outside this folder, and nothing was written."
        raise KnowledgeBaseError(message, about=str(file))


def _os_error(number: int, path: Path | str) -> OSError:
    return OSError(number, os.strerror(number), os.fspath(path))


@contextmanager
def _name_in_errors(file: Path | str) -> Iterator[None]:
    """Give every error the name of the file. The system gives no name when a disk is full, and sometimes the name of a temporary file."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = os.fspath(file), None
        raise


def write_file(file: Path | str, content: bytes) -> None:
    """Write a file, and make the missing folders above it.

    Raises:
        OSError: the file cannot be written; the error names it.
    """
    _write(os.fspath(file), content, os.O_TRUNC)


def write_new_file(file: Path | str, content: bytes) -> None:
    """Write a file that does not exist yet, and make the missing folders above it.

    Raises:
        FileExistsError: something exists there, even a broken link.
        OSError: the file cannot be written; the error names it, and no part of the file remains.
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
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 (as above)
    with _name_in_errors(file):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | flag | getattr(os, "O_BINARY", 0), 0o666)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)


def replace_file(file: Path, content: bytes) -> None:
    """Replace a file, or make it with the folders above it. A reader finds the whole old file or the whole new one.

    Raises:
        OSError: the file cannot be made; the error names it. The old file stays.
    """
    new = file.with_name(f"{file.name}.{os.getpid()}")
    with _name_in_errors(file):
        try:
            write_new_file(new, content)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
