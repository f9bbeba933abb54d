"""The files of a built site: which of them are still as the last build left them, and what else is in their folder.

What the last build left is known from the cache alone. Nothing that lies in the folder is believed: a file counts as unchanged only while its
metadata are what they were when it was put there.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.fingerprint import read_signature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.core.cache import Cache

MARKER = ".waymark.json"
"""A file in each site by which a folder is known to be one."""
SOURCES = ("content", "decision_trees", "case_studies", "mkdocs.yml")
_NAMESPACE = "site-files"


def resolve_site_dir(root: Path, site_dir: Path) -> Path:
    """The folder of a site by its one true name; if it is itself a link, that stays to be seen.

    Raises:
        KnowledgeBaseError: the sources would lie in the site, or the site in the sources.
    """
    whole = Path(os.path.abspath(site_dir))  # noqa: PTH100 (a link in its place is not followed)
    found = Path(os.path.realpath(whole.parent), whole.name)
    sources = [Path(os.path.realpath(root / name)) for name in SOURCES]
    if any(source.is_relative_to(found) or found.is_relative_to(source) for source in sources):
        message = f"{site_dir} holds the content itself, or lies in it. Name another folder with --site-dir."
        raise KnowledgeBaseError(message, about=str(site_dir))
    return found


class SiteFiles(NamedTuple):
    """What is in the folder of a site.

    Attributes:
        unchanged: the digest of each file that is as the last build left it, by its path below the site.
        foreign: the paths of whatever else is there, changed files among it: of a folder, without what is in it.
        is_whole: whether the site is exactly as the last build left it.
        signatures: the metadata of each unchanged file.
    """

    unchanged: Mapping[str, str]
    foreign: tuple[str, ...]
    is_whole: bool
    signatures: Mapping[str, str]


def find_site_files(cache: Cache, site_dir: Path) -> SiteFiles:
    """Look at every file and folder that the last build left, and for what else is there in folders that have changed."""
    entry, start = cache.get(_NAMESPACE, str(site_dir)), f"{site_dir}{os.sep}"
    files: dict[str, str]
    folders: dict[str, str | None]
    files, folders = json.loads(entry) if entry else ({}, {"": None})
    sound: set[str] = set()
    changed: list[str] = []
    for folder, signature in folders.items():  # a folder comes after the one that it is in
        found = read_signature(start + folder, is_folder=True) if not folder or folder.rpartition("/")[0] in sound else None
        sound |= {folder} if found else set()
        changed += [folder] if found != signature else []
    signatures: dict[str, str] = {}
    unchanged: dict[str, str] = {}
    for path, known in files.items():
        digest, _, signature = known.partition(" ")
        if path.rpartition("/")[0] in sound and read_signature(start + path) == signature:
            unchanged[path], signatures[path] = digest, signature
    foreign: list[str] = []
    for folder in sound.intersection(changed):
        with os.scandir(start + folder) as entries:
            paths = [(f"{folder}/{each.name}" if folder else each.name, each.is_dir(follow_symlinks=False)) for each in entries]
        foreign += [path for path, is_folder in paths if path not in (sound if is_folder else files)]
    foreign += [path for path in files if path not in unchanged and path.rpartition("/")[0] in sound and os.path.lexists(start + path)]
    is_whole = bool(entry) and not changed and len(unchanged) == len(files)
    return SiteFiles(unchanged, tuple(foreign), is_whole, signatures)


def remember_site_files(cache: Cache, site_dir: Path, digests: Mapping[str, str], there: SiteFiles) -> None:
    """Note how every file of a site is left.

    Args:
        cache: where to.
        site_dir: the site.
        digests: the digest of each of its files, by its path.
        there: what was there before. A file that has not changed since need not be looked at again.
    """
    start, folders = f"{site_dir}{os.sep}", {""}
    for path in digests:
        while (path := path.rpartition("/")[0]) not in folders:
            folders.add(path)
    signatures = {folder: read_signature(start + folder, is_folder=True) for folder in sorted(folders)}
    known = {path: there.signatures[path] for path, digest in there.unchanged.items() if digests.get(path) == digest}
    files = {path: f"{digest} {known.get(path) or read_signature(start + path)}" for path, digest in digests.items()}
    cache.put(_NAMESPACE, str(site_dir), json.dumps((files, signatures), separators=(",", ":")).encode())
