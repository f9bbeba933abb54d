"""What a build depends on, and whether a build of exactly that has already been made."""

from __future__ import annotations

import json
import os
import re
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.build.site_files import MARKER, find_site_files
from generator.core.fingerprint import FileDigests, digest_of, files_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.core.cache import Cache

CASES = "case_studies"
CONTENT = ("content", "decision_trees")
CONFIG = "mkdocs.yml"
_FILE_DIGESTS, _LAST_BUILD = "file-digests", "last-build"
_NAMES = re.compile(r"[\w./-]+")


class Inputs(NamedTuple):
    """Digests of everything that a build depends on.

    Attributes:
        all: of all of it.
        without_cases: of everything that is no case. As long as it stays the same, a page changes only with the cases that it shows.
    """

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
    entry = cache.get(_FILE_DIGESTS, str(root))
    known = json.loads(entry) if entry else {}
    digests = FileDigests(known)
    installed = sorted(name for name in os.listdir(sysconfig.get_paths()["purelib"]) if name.endswith(".dist-info"))  # noqa: PTH208 (names will do)
    variables = [f"{name}={os.environ[name]}" for name in _find_names(root) if name in os.environ]
    paths = (*_find_files_around(root), *files_below(str(Path(__file__).parents[1])))
    without_cases = digest_of(today.isoformat(), str(offline), *installed, *variables, *_digest_each(digests, paths))
    every = digest_of(without_cases, *options, *_digest_each(digests, files_below(str(root / CASES))))
    if digests.taken != known:
        cache.put(_FILE_DIGESTS, str(root), json.dumps(digests.taken, separators=(",", ":")).encode())
    return Inputs(every, without_cases)


def _digest_each(digests: FileDigests, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield path
        yield digests.of(path)


def _find_files_around(root: Path) -> Iterator[str]:
    """The content but for the cases, and every file or folder of the root that `mkdocs.yml` names, itself among them."""
    present = set(os.listdir(root)) if root.is_dir() else set()  # noqa: PTH208 (names will do)
    named = {name.strip("./").split("/")[0] for name in _find_names(root)} & present
    for name in sorted({*CONTENT, CONFIG, *named} - {CASES}):
        path = root / name
        if path.is_dir() and not (path / MARKER).is_file():  # a site is no input
            yield from files_below(str(path))
        elif path.is_file():
            yield str(path)


def _find_names(root: Path) -> list[str]:
    """Every word of `mkdocs.yml` that may name a file or a variable."""
    try:
        return sorted(set(_NAMES.findall((root / CONFIG).read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError):
        return []


def recall_report(cache: Cache, site_dir: Path, inputs: Inputs) -> str | None:
    """What the last build reported, if it was made from the same and its site is whole; otherwise none."""
    entry = cache.get(_LAST_BUILD, str(site_dir))
    known, report = json.loads(entry) if entry else ("", "")
    return str(report) if known == inputs.all and find_site_files(cache, site_dir).is_whole else None


def remember_report(cache: Cache, site_dir: Path, inputs: Inputs, report: str) -> None:
    """Keep what a build that went well reported."""
    cache.put(_LAST_BUILD, str(site_dir), json.dumps((inputs.all, report)).encode())
