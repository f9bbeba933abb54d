"""Errors that stop a command, and errors of the operating system in plain words. Content mistakes are never errors: they are findings."""

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
_OF_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_OF_A_FOLDER_ABOVE = {errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENOTDIR, errno.EEXIST}
"""Errors for which the file that the system names may not exist, because a folder above it is at fault."""


class KnowledgeBaseError(Exception):
    """Something other than content is wrong: a folder is missing, a command was used wrongly, a build cannot go on.

    Attributes:
        about: the file, folder or name that the error concerns, as the person gave it.
    """

    def __init__(self, message: str, *, about: str = "") -> None:
        """Keep the message for people and what it is about for programs."""
        super().__init__(message)
        self.about = about


def describe_os_error(error: OSError) -> str:
    """Say which file or folder could not be used, and why, in one plain sentence.

    The system may name a temporary file that nobody asked for. Where a folder above it is at fault, the sentence names that folder.
    """
    named = error.filename2 or error.filename
    if not isinstance(named, str | bytes):
        return f"the operating system refused: {reason_of(error)}."
    path, reason = os.fsdecode(named), reason_of(error)
    if error.errno in _OF_A_FOLDER_ABOVE:
        path = _nearest_existing(path)
    if error.errno in {errno.ENOTDIR, errno.EEXIST} or os.path.islink(path):  # noqa: PTH114 (the name must stay as it is)
        reason = _why_not_a_folder(path) or reason
    return f"cannot {'write' if error.errno in _OF_WRITING else 'use'} {'this folder' if path == os.curdir else path}: {reason}."


def reason_of(error: OSError) -> str:
    """Why the system refused, as the end of a sentence: in our words where the error carries only the system's own text for its number."""
    own = error.strerror or str(error) or "no reason was given"
    is_standard = error.errno is not None and own == os.strerror(error.errno)
    words = _REASONS.get(error.errno or 0, own) if is_standard else own
    return words[:1].lower() + words[1:].rstrip(".")


def _nearest_existing(path: str) -> str:
    """The path itself where something is there, be it a link that leads nowhere; otherwise the nearest folder above that exists."""
    while path and not os.path.lexists(path):
        path = os.path.dirname(path.rstrip(os.sep)) if path.strip(os.sep) else os.sep  # noqa: PTH120 (a Path cannot hold an empty name)
    return path or os.curdir


def _why_not_a_folder(path: str) -> str:
    """Why what is there cannot serve as a folder; empty where it is one."""
    try:
        os.stat(path)  # noqa: PTH116 (a name in bytes, or with a trailing slash, must stay as it is)
    except FileNotFoundError:
        return "that is a link that leads nowhere"
    except OSError as error:
        return reason_of(error)
    return "" if os.path.isdir(path) else _REASONS[errno.ENOTDIR]  # noqa: PTH112 (likewise)
