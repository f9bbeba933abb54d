"""Finds the inputs of a build, and whether the last build was made from the same inputs."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.build.mkdocs_inputs import find_mkdocs_inputs
from waymark_guide.build.site_files import find_site_files
from waymark_guide.core.fingerprint import FileDigests, compute_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

    from waymark_guide.core.cache import Cache

CASES, CONTENT = "case_studies", ("content", "decision_trees")
_FILE_DIGESTS, _LAST_BUILD = "file-digests", "last-build"


class Inputs(NamedTuple):
    """Digests of the inputs of a build.

    Attributes:
        all: the digest of everything that a build depends on.
        without_cases: the same without the cases. While it stays the same, a page changes only with the cases that it shows.
        taken_at: the time before the first file was read, in nanoseconds.
    """

    all: str
    without_cases: str
    taken_at: int


def find_inputs(root: Path, cache: Cache, *, today: date, offline: bool = False, options: Iterable[str] = ()) -> Inputs:
    """Digest the content, `mkdocs.yml` with the files and variables that it names, this program's own files, and the versions of all packages.

    Args:
        root: the knowledge base.
        cache: keeps the digest of each file.
        today: the day of the build.
        offline: whether pages offer the offline edition.
        options: other options of the build, which change no page.
    """
    taken_at = time.time_ns()
    earlier = json.loads(cache.get(_FILE_DIGESTS, str(root)) or "{}")
    digests = FileDigests(earlier)
    mkdocs = find_mkdocs_inputs(root)
    paths = (*(str(root / name) for name in CONTENT), *mkdocs.paths, str(Path(__file__).parents[1]))
    without_cases = compute_digest(today.isoformat(), str(offline), *mkdocs.packages, *mkdocs.variables, *digest_each(digests, paths, root))
    all_inputs = compute_digest(without_cases, *options, *digest_each(digests, [str(root / CASES)], root))
    if digests.current != earlier:
        cache.put(_FILE_DIGESTS, str(root), json.dumps(digests.current, separators=(",", ":")).encode())
    return Inputs(all_inputs, without_cases, taken_at)


def digest_each(digests: FileDigests, paths: Iterable[str], root: Path) -> Iterator[str]:
    """Give the path and the digest of each file, and of every file below each folder."""
    for path in paths:
        for file in find_files(path, os.path.realpath(root)):
            yield file
            yield digests.get(file)


def find_files(path: str, root: str, seen: AbstractSet[str] = frozenset()) -> Iterator[str]:
    """Find the file itself, or every file below the folder in a fixed order, without compiled Python files.

    A link to a folder is followed where it leads below the root, except to a folder that was already visited on the way.
    """
    yield path
    seen = {*seen, os.path.realpath(path)}
    for parent, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (f"{parent}{os.sep}{name}" for name in sorted(names))
        for linked in filter(os.path.islink, (f"{parent}{os.sep}{name}" for name in folders)):
            folder = os.path.realpath(linked)
            if folder.startswith(root + os.sep) and folder not in seen:
                yield from find_files(linked, root, seen)


def has_changed(root: Path, inputs: Inputs) -> bool:
    """Whether anything in the knowledge base was changed since its inputs were taken, even if the change was undone."""
    paths = [*(str(root / name) for name in (*CONTENT, CASES)), *find_mkdocs_inputs(root).paths]
    files = {file for path in paths for file in find_files(path, os.path.realpath(root))}
    folders = {os.path.dirname(file) for file in files}.difference(map(os.path.dirname, paths))  # noqa: PTH120 (many files)
    return any(_get_change_time(path) > inputs.taken_at for path in (*files, *folders))


def _get_change_time(path: str) -> int:
    try:
        return max(os.lstat(path).st_ctime_ns, os.stat(path).st_ctime_ns)  # noqa: PTH116 (many files)
    except OSError:
        return 0


@contextmanager
def forget_if_changed(root: Path, cache: Cache, inputs: Inputs) -> Iterator[None]:
    """Remove what a build keeps by the digests of its inputs, where the inputs changed while it ran. The results may come from other inputs."""
    try:
        yield
    finally:
        if has_changed(root, inputs):
            for namespace in ("findings", "mkdocs-layout", "parts", "records"):
                cache.remove_all(namespace)


def recall_report(cache: Cache, site_dir: Path, inputs: Inputs) -> str | None:
    """Get the report of the last build, if it had the same inputs and its site is unchanged; otherwise none."""
    digest, report = json.loads(cache.get(_LAST_BUILD, str(site_dir)) or '["", ""]')
    return str(report) if digest == inputs.all and find_site_files(cache, site_dir).is_whole else None


def remember_report(cache: Cache, site_dir: Path, inputs: Inputs, report: str) -> None:
    """Keep the report of a successful build."""
    cache.put(_LAST_BUILD, str(site_dir), json.dumps((inputs.all, report)).encode())
