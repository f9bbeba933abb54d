"""Reads an earlier state of the content from Git or from a folder. No other module starts Git."""

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
from waymark_guide.reading.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase

MAIN_BRANCHES = ("origin/HEAD", "origin/main", "main", "origin/master", "master")
"""Where the main branch is looked for after the one that `mkdocs.yml` names. `origin/HEAD` is the default branch, if the clone knows it."""
COMPARED_KINDS = {"tree", "facts", "approach"}
"""The kinds of files that decide what a guide means."""
CONTENT_FOLDERS = ("case_studies", "content", "decision_trees")
"""The folders that a knowledge base is read from."""
SYMLINK_MODE = "120000"
TIMEOUT_SECONDS = 60


class NoHistoryError(Exception):
    """There is nothing to compare with. The message gives the reason as the end of a sentence."""


def read_content_at(root: Path, where: str) -> KnowledgeBase:
    """Read the guides, facts and approaches from a folder, or from a Git revision of the repository that holds the root.

    Raises:
        KnowledgeBaseError: there is no such folder or revision, or the revision cannot be read.
    """
    folder = Path(where)
    if where and (folder / "decision_trees").is_dir():
        return read_knowledge_base(folder).knowledge_base
    try:
        files = _read_guide_files(root, _resolve_commit(root, where))
    except NoHistoryError as error:
        message = f'"{where}" is neither a folder with decision_trees/ nor a revision that Git can read here: {error}'
        raise KnowledgeBaseError(message, about=where) from error
    documents = ((kind, parse_document(name, text, kind)) for kind in KINDS for name, text in files.items() if _matches(name, kind.pattern))
    return assemble(documents).knowledge_base


def read_published(root: Path, revision: str | None = None) -> Earlier:
    """Read what was published last: the content at the commit where this work left a revision, or else the main branch.

    Raises:
        NoHistoryError: there is no Git, no history, or no main branch to compare with.
        KnowledgeBaseError: the revision does not exist.
    """
    if revision is not None:
        try:
            return Earlier(revision, _read_guide_files(root, _find_branch_point(root, revision)))
        except NoHistoryError as error:
            raise _make_revision_error(revision, error) from error
    branch = read_settings(root).branch
    for name in (f"origin/{branch}", branch, *MAIN_BRANCHES):
        try:
            commit = _resolve_commit(root, name)
        except NoRevisionError:
            continue
        return Earlier(name, _read_guide_files(root, _find_merge_base(root, commit)))
    message = "there is no branch called main"
    raise NoHistoryError(message)


def list_changed_files(root: Path, revision: str) -> frozenset[str]:
    """List the files below the root that are new, removed or changed since this work left a revision, committed or not.

    Raises:
        KnowledgeBaseError: the revision does not exist.
    """
    try:
        branch_point = _find_branch_point(root, revision)
        changed = _run_git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", branch_point, "--", ".")
        new = _run_git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    except NoHistoryError as error:
        raise _make_revision_error(revision, error) from error
    return frozenset((changed + new).decode("utf-8", "surrogateescape").split("\0")) - {""}


@contextmanager
def extract_content_before(root: Path, revision: str) -> Iterator[Path]:
    """Write the content at the commit where this work left a revision into a temporary folder. Symbolic links are left out.

    Raises:
        KnowledgeBaseError: the revision does not exist, or its files are not in the clone.
    """
    with tempfile.TemporaryDirectory(prefix="waymark-before-") as folder:
        before = Path(folder)
        for name in CONTENT_FOLDERS:
            (before / name).mkdir()
        try:
            for name, content in _read_files(root, _find_branch_point(root, revision), CONTENT_FOLDERS):
                (before / name).parent.mkdir(parents=True, exist_ok=True)
                (before / name).write_bytes(content)
        except NoHistoryError as error:
            raise _make_revision_error(revision, error) from error
        yield before


def _find_branch_point(root: Path, revision: str) -> str:
    """Find the commit where this work left a revision. If there is none, or the clone does not reach back so far, return the revision itself."""
    commit = _resolve_commit(root, revision)
    try:
        return _find_merge_base(root, commit)
    except NoHistoryError:
        return commit


def _find_merge_base(root: Path, commit: str) -> str:
    return _run_git(root, "merge-base", "HEAD", commit).decode("ascii", "replace").strip()


def _make_revision_error(revision: str, error: NoHistoryError) -> KnowledgeBaseError:
    return KnowledgeBaseError(f'"{revision}" is not a revision that Git can read here: {error}', about=revision)


class NoRevisionError(NoHistoryError):
    """Git works, but the revision does not exist."""


def _resolve_commit(root: Path, revision: str) -> str:
    """Return the full hash of the commit that a revision names."""
    if not revision or revision.startswith("-") or any(not character.isprintable() for character in revision):
        message = "a revision cannot be empty, begin with a hyphen, or hold signs that do not print"
        raise NoRevisionError(message)
    _run_git(root, "rev-parse", "--git-dir")
    try:
        return _run_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode("ascii", "replace").strip()
    except NoHistoryError as error:
        message = "there is no such revision"
        raise NoRevisionError(message) from error


def _read_guide_files(root: Path, commit: str) -> dict[str, str]:
    """Read the files of a commit that decide what guides mean, by their paths below the root."""
    kinds = [kind for kind in KINDS if kind.name in COMPARED_KINDS]
    folders = tuple(sorted({str(PurePosixPath(kind.pattern).parent) for kind in kinds}))
    files = _read_files(root, commit, folders, tuple(kind.pattern for kind in kinds))
    return {name: _decode(content) for name, content in sorted(files)}


def _read_files(root: Path, commit: str, folders: tuple[str, ...], patterns: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """Read the files of a commit in some folders, each after its path below the root. Patterns, if there are any, select files."""
    listing = _run_git(root, "ls-tree", "-r", "-z", commit, "--", *(f"{folder}/" for folder in folders)).decode("utf-8", "surrogateescape")
    blobs: dict[str, str] = {}
    for entry in filter(None, listing.split("\0")):
        attributes, _, name = entry.partition("\t")
        mode, kind, blob = attributes.split()
        is_outside = ".." in PurePosixPath(name).parts  # Git makes no such path, but a manipulated repository may hold one
        if kind == "blob" and mode != SYMLINK_MODE and not is_outside and (not patterns or any(_matches(name, pattern) for pattern in patterns)):
            blobs[name] = blob
    contents = _read_blobs(root, list(blobs.values()))
    return ((name, contents[blob]) for name, blob in blobs.items())


def _read_blobs(root: Path, blobs: list[str]) -> Mapping[str, bytes]:
    """Read the contents of blobs, by their hashes, in one run of Git."""
    if not blobs:
        return {}
    output = _run_git(root, "cat-file", "--batch", stdin="\n".join(blobs).encode() + b"\n")
    contents: dict[str, bytes] = {}
    position = 0
    for blob in blobs:
        header_end = output.index(b"\n", position)
        header = output[position:header_end].split()
        if header[-1] == b"missing":
            message = "the clone does not hold the files of that revision"
            raise NoHistoryError(message)
        start, size = header_end + 1, int(header[2])
        contents[blob] = output[start : start + size]
        position = start + size + 1
    return contents


def _decode(content: bytes) -> str:
    """Decode a file as the reader of content does. Bytes that are not UTF-8 become characters that no YAML file may hold."""
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _matches(name: str, pattern: str) -> bool:
    """Return whether a path is in the folder of a pattern, and its name matches."""
    path, wanted = PurePosixPath(name), PurePosixPath(pattern)
    return path.parent == wanted.parent and path.match(wanted.name)


def _run_git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Run Git, and return its output.

    Raises:
        NoHistoryError: Git is not installed, failed, or did not end in time.
    """
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(root), "--no-pager", *arguments]
    try:
        completed = subprocess.run(command, input=stdin, capture_output=True, check=True, timeout=TIMEOUT_SECONDS, env=environment)  # noqa: S603 (no shell; revisions are checked)
    except FileNotFoundError as error:
        message = "Git is not installed"
        raise NoHistoryError(message) from error
    except subprocess.TimeoutExpired as error:
        message = "Git did not answer in time"
        raise NoHistoryError(message) from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        message = lines[-1].removeprefix("fatal: ") if lines else _explain_silence(arguments)
        raise NoHistoryError(message) from error
    return completed.stdout


def _explain_silence(arguments: tuple[str, ...]) -> str:
    """Return the likely reason why Git failed without a message."""
    return "the clone does not reach back to where this work left the main branch" if "merge-base" in arguments else "Git refused"
