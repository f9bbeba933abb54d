"""Errors that stop a command, and errors of the operating system in plain words. A mistake in content is not an error but a finding."""

from __future__ import annotations

import errno
import os

_REASONS = {
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "there is no such file or folder",
    errno.ELOOP: "the link leads back to itself",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "that is a folder, and a file is needed",
    errno.ENOTDIR: "that is a file, and a folder is needed",
    errno.EEXIST: "something is there already",
    errno.ENXIO: "that is a pipe, a socket or a device, and a file is needed",
    errno.EMFILE: "too many files are open",
}
_WRITE_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_FOLDER_ERRORS = {errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENOTDIR, errno.EEXIST}
"""Errors whose cause may be a folder above the file that the system names."""


class KnowledgeBaseError(Exception):
    """A command cannot go on, and the content is not the reason: a folder is missing, or an option is wrong.

    Attributes:
        about: the file, folder or name that the error concerns, as the person gave it.
    """

    def __init__(self, message: str, *, about: str = "") -> None:
        """Keep the message for people, and its subject for programs."""
        super().__init__(message)
        self.about = about


def describe_os_error(error: OSError) -> str:
    """Describe which file or folder cannot be used, and why, in one plain sentence.

    Where a folder above the file is the cause, the sentence names that folder.
    """
    name = error.filename2 or error.filename
    if not isinstance(name, str | bytes):
        return f"the operating system refused: {describe_reason(error)}."
    path, reason = os.fsdecode(name), describe_reason(error)
    if error.errno in _FOLDER_ERRORS:
        path = _find_existing(path)
    if error.errno in {errno.ENOTDIR, errno.EEXIST} or os.path.islink(path):  # noqa: PTH114 (the name must stay as it is)
        reason = _describe_wrong_folder(path) or reason
    return f"cannot {'write' if error.errno in _WRITE_ERRORS else 'use'} {'this folder' if path == os.curdir else path}: {reason}."


def describe_reason(error: OSError) -> str:
    """Describe why the system refused, as the end of a sentence. The system's own text for an error number becomes our words."""
    own = error.strerror or str(error) or "no reason was given"
    is_standard = error.errno is not None and own == os.strerror(error.errno)
    words = _REASONS.get(error.errno or 0, own) if is_standard else own
    return words[:1].lower() + words[1:].rstrip(".")


def _find_existing(path: str) -> str:
    """Find the nearest existing path: this path, even if it is a broken link, or a folder above it."""
    while path and not os.path.lexists(path):
        path = os.path.dirname(path.rstrip(os.sep)) if path.strip(os.sep) else os.sep  # noqa: PTH120 (a Path cannot hold an empty name)
    return path or os.curdir


def _describe_wrong_folder(path: str) -> str:
    """Describe why a path cannot be used as a folder; empty where it can."""
    try:
        os.stat(path)  # noqa: PTH116 (a name in bytes, or with a trailing slash, must stay as it is)
    except FileNotFoundError:
        return "that is a link that leads nowhere"
    except OSError as error:
        return describe_reason(error)
    return "" if os.path.isdir(path) else _REASONS[errno.ENOTDIR]  # noqa: PTH112 (as above)
