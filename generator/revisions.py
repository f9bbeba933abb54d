"""Reads an earlier state of the content out of Git, or out of a folder. The only module that starts Git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.checks.earlier import Earlier
from generator.errors import KnowledgeBaseError
from generator.reading.repository import KINDS, assemble, parse_document, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.knowledge_base import KnowledgeBase

MAIN = ("origin/main", "main", "origin/master", "master")
COMPARED = {"tree", "facts", "approach"}
"""The kinds of files that the meaning of a guide depends on."""
SECONDS = 60


class NoHistoryError(Exception):
    """There is nothing to compare with; the message says why, as the end of a sentence."""


def content_at(root: Path, where: str) -> KnowledgeBase:
    """The guides, facts and approaches in a folder, or at a Git revision of the repository that holds the root.

    Raises:
        KnowledgeBaseError: there is no such folder or revision, or the revision cannot be read.
    """
    folder = Path(where)
    if where and (folder / "decision_trees").is_dir():
        return read(folder).knowledge_base
    try:
        files = _files(root, _commit(root, where))
    except NoHistoryError as error:
        message = f'"{where}" is neither a folder with decision_trees/ nor a revision that Git can read here: {error}'
        raise KnowledgeBaseError(message, about=where) from error
    documents = ((kind, parse_document(name, text, kind)) for kind in KINDS for name, text in files.items() if _is_of(name, kind.pattern))
    return assemble(documents).knowledge_base


def earlier(root: Path, revision: str | None = None) -> Earlier:
    """What was published last: the content where this work left the main branch, or at the revision given.

    Raises:
        NoHistoryError: there is no Git, no history, or no main branch to compare with.
        KnowledgeBaseError: the revision given does not exist.
    """
    if revision is not None:
        try:
            return Earlier(revision, _files(root, _commit(root, revision)))
        except NoHistoryError as error:
            message = f'"{revision}" is not a revision that Git can read here: {error}'
            raise KnowledgeBaseError(message, about=revision) from error
    for name in MAIN:
        try:
            commit = _commit(root, name)
        except NoRevisionError:
            continue
        left = _git(root, "merge-base", "HEAD", commit).decode("ascii", "replace").strip()
        return Earlier(name, _files(root, left))
    message = "there is no branch called main"
    raise NoHistoryError(message)


class NoRevisionError(NoHistoryError):
    """Git works here, and has no such revision."""


def _commit(root: Path, revision: str) -> str:
    """The full name of a commit."""
    if not revision or revision.startswith("-") or any(not character.isprintable() for character in revision):
        message = "a revision cannot be empty, begin with a hyphen, or hold signs that do not print"
        raise NoRevisionError(message)
    _git(root, "rev-parse", "--git-dir")
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode("ascii", "replace").strip()
    except NoHistoryError as error:
        message = "there is no such revision"
        raise NoRevisionError(message) from error


def _files(root: Path, commit: str) -> dict[str, str]:
    """The files of a commit that guides depend on, by their paths below the root."""
    folders = sorted({str(PurePosixPath(kind.pattern).parent) for kind in KINDS if kind.name in COMPARED})
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *(f"{folder}/" for folder in folders)).decode("utf-8", "surrogateescape")
    wanted: dict[str, str] = {}
    for entry in filter(None, listed.split("\0")):
        about, _, name = entry.partition("\t")
        mode, kind, blob = about.split()
        if kind == "blob" and mode != "120000" and any(_is_of(name, each.pattern) for each in KINDS if each.name in COMPARED):
            wanted[name] = blob
    texts = _blobs(root, list(wanted.values()))
    return {name: texts[blob] for name, blob in sorted(wanted.items())}


def _blobs(root: Path, blobs: list[str]) -> Mapping[str, str]:
    """The texts of Git's blobs by their names, all read at once."""
    if not blobs:
        return {}
    answer = _git(root, "cat-file", "--batch", told="\n".join(blobs).encode() + b"\n")
    texts: dict[str, str] = {}
    at = 0
    for blob in blobs:
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if head[-1] == b"missing":
            message = "the clone does not hold the files of that revision"
            raise NoHistoryError(message)
        size = int(head[2])
        texts[blob] = _text(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return texts


def _text(content: bytes) -> str:
    """A file's text as `read` would give it; what is not UTF-8 becomes signs that no YAML holds."""
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _is_of(name: str, pattern: str) -> bool:
    path, form = PurePosixPath(name), PurePosixPath(pattern)
    return path.parent == form.parent and path.match(form.name)


def _git(root: Path, *arguments: str, told: bytes | None = None) -> bytes:
    """What Git answers.

    Raises:
        NoHistoryError: there is no Git, or it refused.
    """
    quiet = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(root), "--no-pager", *arguments]
    try:
        done = subprocess.run(command, input=told, capture_output=True, check=True, timeout=SECONDS, env=quiet)  # noqa: S603 (no shell; revisions are checked)
    except FileNotFoundError as error:
        message = "Git is not installed"
        raise NoHistoryError(message) from error
    except subprocess.TimeoutExpired as error:
        message = "Git did not answer in time"
        raise NoHistoryError(message) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        message = said[-1].removeprefix("fatal: ") if said else _why_not(arguments)
        raise NoHistoryError(message) from error
    return done.stdout


def _why_not(arguments: tuple[str, ...]) -> str:
    return "the clone does not reach back to where this work left the main branch" if "merge-base" in arguments else "Git refused"
