"""What a build depends on, and whether a build of exactly that has already been made."""

from __future__ import annotations

import json
import os
import re
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.build.site_files import MARKER, find_site_files
from waymark_guide.core.fingerprint import FileDigests, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from waymark_guide.core.cache import Cache

CASES, CONTENT, CONFIG = "case_studies", ("content", "decision_trees"), "mkdocs.yml"
_FILE_DIGESTS, _LAST_BUILD = "file-digests", "last-build"
_NAMES = re.compile(r"[\w./-]+")


class Inputs(NamedTuple):
    """Digests of everything that a build depends on; and without the cases: while that is the same, a page changes only with the cases it shows."""

    all: str
    without_cases: str


def find_inputs(root: Path, cache: Cache, *, today: date, offline: bool = False, options: Iterable[str] = ()) -> Inputs:
    """Look at the content, `mkdocs.yml` with the files and variables that it names, this program's own files, and the versions of all packages.

    Args:
        root: the knowledge base.
        cache: remembers the digest of each file.
        today: the day of the build.
        offline: whether pages offer the edition to take away.
        options: what else the build was asked for, which changes no page.
    """
    known = json.loads(cache.get(_FILE_DIGESTS, str(root)) or "{}")
    digests = FileDigests(known)
    installed = sorted(name for name in os.listdir(sysconfig.get_paths()["purelib"]) if name.endswith(".dist-info"))  # noqa: PTH208 (names will do)
    named = _find_names(root)
    variables = [f"{name}={os.environ[name]}" for name in named if name in os.environ]
    paths = (*_find_files_around(root, named), *_find_files(str(Path(__file__).parents[1])))
    without_cases = digest_of(today.isoformat(), str(offline), *installed, *variables, *_digest_each(digests, paths))
    every = digest_of(without_cases, *options, *_digest_each(digests, _find_files(str(root / CASES))))
    if digests.taken != known:
        cache.put(_FILE_DIGESTS, str(root), json.dumps(digests.taken, separators=(",", ":")).encode())
    return Inputs(every, without_cases)


def _digest_each(digests: FileDigests, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield path
        yield digests.of(path)


def _find_files_around(root: Path, named: Iterable[str]) -> Iterator[str]:
    """The content but for the cases, and every file or folder of the root that `mkdocs.yml` names, itself among them."""
    present = set(os.listdir(root)) if root.is_dir() else set()  # noqa: PTH208 (names will do)
    for name in sorted({*CONTENT, CONFIG, *(present & {name.strip("./").split("/")[0] for name in named})} - {CASES}):
        if name in CONTENT or not (root / name / MARKER).is_file():  # a site is no input
            yield from _find_files(str(root / name))


def _find_files(path: str) -> Iterator[str]:
    """The file, or every file below the folder in a fixed order, but for what Python compiled."""
    yield path
    for place, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (f"{place}{os.sep}{name}" for name in sorted(names))


def _find_names(root: Path) -> list[str]:
    """Every word of `mkdocs.yml` that may name a file or a variable."""
    try:
        return sorted(set(_NAMES.findall((root / CONFIG).read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError):
        return []


def recall_report(cache: Cache, site_dir: Path, inputs: Inputs) -> str | None:
    """What the last build reported, if it was made from the same and its site is whole; otherwise none."""
    known, report = json.loads(cache.get(_LAST_BUILD, str(site_dir)) or '["", ""]')
    return str(report) if known == inputs.all and find_site_files(cache, site_dir).is_whole else None


def remember_report(cache: Cache, site_dir: Path, inputs: Inputs, report: str) -> None:
    """Keep what a build that went well reported."""
    cache.put(_LAST_BUILD, str(site_dir), json.dumps((inputs.all, report)).encode())
