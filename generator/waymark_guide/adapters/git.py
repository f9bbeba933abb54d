"""Reads an earlier state of the content out of Git, or out of a folder. The only module that starts Git."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from waymark_guide.checks.previous_version import Earlier
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.reading.assembly import assemble
from waymark_guide.reading.content_files import parse_document
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase

MAIN_BRANCHES = ("origin/main", "main", "origin/master", "master")
COMPARED_KINDS = {"tree", "facts", "approach"}
"""The kinds of files that the meaning of a guide depends on."""
CONTENT_FOLDERS = ("case_studies", "content", "decision_trees")
"""The folders that a knowledge base is read from."""
SYMLINK_MODE = "120000"
TIMEOUT_SECONDS = 60


class NoHistoryError(Exception):
    """There is nothing to compare with; the message says why, as the end of a sentence."""


def read_content_at(root: Path, where: str) -> KnowledgeBase:
    """The guides, facts and approaches in a folder, or at a Git revision of the repository that holds the root.

    Raises:
        KnowledgeBaseError: there is no such folder or revision, or the revision cannot be read.
    """
    folder = Path(where)
    if where and (folder / "decision_trees").is_dir():
        return read_knowledge_base(folder).knowledge_base
    try:
        files = _files(root, _commit(root, where))
    except NoHistoryError as error:
        message = f'"{where}" is neither a folder with decision_trees/ nor a revision that Git can read here: {error}'
        raise KnowledgeBaseError(message, about=where) from error
    documents = ((kind, parse_document(name, text, kind)) for kind in KINDS for name, text in files.items() if _is_of(name, kind.pattern))
    return assemble(documents).knowledge_base


def read_published(root: Path, revision: str | None = None) -> Earlier:
    """What was published last: the content where this work left the main branch, or the revision given.

    Raises:
        NoHistoryError: there is no Git, no history, or no main branch to compare with.
        KnowledgeBaseError: the revision given does not exist.
    """
    if revision is not None:
        try:
            return Earlier(revision, _files(root, _find_branch_point(root, revision)))
        except NoHistoryError as error:
            raise _unknown(revision, error) from error
    for name in MAIN_BRANCHES:
        try:
            commit = _commit(root, name)
        except NoRevisionError:
            continue
        left = _git(root, "merge-base", "HEAD", commit).decode("ascii", "replace").strip()
        return Earlier(name, _files(root, left))
    message = "there is no branch called main"
    raise NoHistoryError(message)


def list_changed_files(root: Path, revision: str) -> frozenset[str]:
    """The files below the root that are new, gone or otherwise since this work left a revision, whether or not they are committed.

    Raises:
        KnowledgeBaseError: the revision does not exist.
    """
    try:
        branch_point = _find_branch_point(root, revision)
        differing = _git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", branch_point, "--", ".")
        new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    except NoHistoryError as error:
        raise _unknown(revision, error) from error
    return frozenset((differing + new).decode("utf-8", "surrogateescape").split("\0")) - {""}


@contextmanager
def extract_content_before(root: Path, revision: str) -> Iterator[Path]:
    """A folder with the content as it was where this work left a revision, for as long as it is looked at. Links are left out.

    Raises:
        KnowledgeBaseError: the revision does not exist, or Git does not hold it.
    """
    with tempfile.TemporaryDirectory(prefix="waymark-before-") as folder:
        before = Path(folder)
        for name in CONTENT_FOLDERS:
            (before / name).mkdir()
        try:
            for name, content in _blobs_below(root, _find_branch_point(root, revision), CONTENT_FOLDERS):
                (before / name).parent.mkdir(parents=True, exist_ok=True)
                (before / name).write_bytes(content)
        except NoHistoryError as error:
            raise _unknown(revision, error) from error
        yield before


def _find_branch_point(root: Path, revision: str) -> str:
    """Find the commit at which this work left a revision; the revision itself where there is none, or the clone does not reach back so far."""
    commit = _commit(root, revision)
    try:
        return _git(root, "merge-base", "HEAD", commit).decode("ascii", "replace").strip()
    except NoHistoryError:
        return commit


def _unknown(revision: str, error: NoHistoryError) -> KnowledgeBaseError:
    return KnowledgeBaseError(f'"{revision}" is not a revision that Git can read here: {error}', about=revision)


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
    kinds = [kind for kind in KINDS if kind.name in COMPARED_KINDS]
    folders = tuple(sorted({str(PurePosixPath(kind.pattern).parent) for kind in kinds}))
    listed = _blobs_below(root, commit, folders, tuple(kind.pattern for kind in kinds))
    return {name: _text(content) for name, content in sorted(listed)}


def _blobs_below(root: Path, commit: str, folders: tuple[str, ...], patterns: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """The files of a commit in some folders, with their paths below the root; only those of a pattern, where any is given."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *(f"{folder}/" for folder in folders)).decode("utf-8", "surrogateescape")
    wanted: dict[str, str] = {}
    for entry in filter(None, listed.split("\0")):
        about, _, name = entry.partition("\t")
        mode, kind, blob = about.split()
        leads_out = ".." in PurePosixPath(name).parts  # Git itself makes no such name; a repository made by hand may hold one
        if kind == "blob" and mode != SYMLINK_MODE and not leads_out and (not patterns or any(_is_of(name, pattern) for pattern in patterns)):
            wanted[name] = blob
    contents = _blobs(root, list(wanted.values()))
    return ((name, contents[blob]) for name, blob in wanted.items())


def _blobs(root: Path, blobs: list[str]) -> Mapping[str, bytes]:
    """What Git's blobs hold, by their names, all read at once."""
    if not blobs:
        return {}
    answer = _git(root, "cat-file", "--batch", stdin="\n".join(blobs).encode() + b"\n")
    contents: dict[str, bytes] = {}
    at = 0
    for blob in blobs:
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if head[-1] == b"missing":
            message = "the clone does not hold the files of that revision"
            raise NoHistoryError(message)
        size = int(head[2])
        contents[blob] = answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
    return contents


def _text(content: bytes) -> str:
    """A file's text as `read` would give it; what is not UTF-8 becomes signs that no YAML holds."""
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _is_of(name: str, pattern: str) -> bool:
    path, form = PurePosixPath(name), PurePosixPath(pattern)
    return path.parent == form.parent and path.match(form.name)


def _git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """What Git answers.

    Raises:
        NoHistoryError: there is no Git, or it refused.
    """
    quiet = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(root), "--no-pager", *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=True, timeout=TIMEOUT_SECONDS, env=quiet)  # noqa: S603 (no shell; revisions are checked)
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
