"""Finds which files of a built site are unchanged since the last build, and what else is in its folder.

The list of the files comes from the cache alone. Nothing in the folder is trusted: a file counts as unchanged only while its metadata are the same as
at the end of the last build.
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
"""A file that marks a folder as a site."""
SOURCES = ("content", "decision_trees", "case_studies", "mkdocs.yml")
_NAMESPACE = "site-files"


def resolve_site_dir(root: Path, site_dir: Path) -> Path:
    """Resolve the links above the folder of a site. The folder itself may be a link, which is kept.

    Raises:
        KnowledgeBaseError: the sources are inside the site, or the site is inside the sources.
    """
    absolute = Path(os.path.abspath(site_dir))  # noqa: PTH100 (a link is not followed)
    resolved = Path(os.path.realpath(absolute.parent), absolute.name)
    sources = [Path(os.path.realpath(root / name)) for name in SOURCES]
    if any(source.is_relative_to(resolved) or resolved.is_relative_to(source) for source in sources):
        message = f"{site_dir} holds the content itself, or lies in it. Name another folder with --site-dir."
        raise KnowledgeBaseError(message, about=str(site_dir))
    return resolved


class SiteFiles(NamedTuple):
    """What is in the folder of a site.

    Attributes:
        unchanged: the digest of each file that is unchanged since the last build, by its path in the site.
        foreign: the paths of everything else, including changed files. The files of a foreign folder are not listed.
        is_whole: whether the site is exactly as the last build left it.
        signatures: the metadata of each unchanged file.
    """

    unchanged: Mapping[str, str]
    foreign: tuple[str, ...]
    is_whole: bool
    signatures: Mapping[str, str]


def find_site_files(cache: Cache, site_dir: Path) -> SiteFiles:
    """Compare every file and folder with the last build, and find what else is in folders that have changed."""
    entry, start = cache.get(_NAMESPACE, str(site_dir)), f"{site_dir}{os.sep}"
    files: dict[str, str]
    folders: dict[str, str | None]
    files, folders = json.loads(entry) if entry else ({}, {"": None})
    present: set[str] = set()
    changed: list[str] = []
    for folder, signature in folders.items():  # a folder comes after the one that it is in
        found = read_signature(start + folder, is_folder=True) if not folder or folder.rpartition("/")[0] in present else None
        present |= {folder} if found else set()
        changed += [folder] if found != signature else []
    signatures: dict[str, str] = {}
    unchanged: dict[str, str] = {}
    for path, entry_text in files.items():
        digest, _, signature = entry_text.partition(" ")
        if path.rpartition("/")[0] in present and read_signature(start + path) == signature:
            unchanged[path], signatures[path] = digest, signature
    foreign: list[str] = []
    for folder in present.intersection(changed):
        with os.scandir(start + folder) as entries:
            paths = [(f"{folder}/{each.name}" if folder else each.name, each.is_dir(follow_symlinks=False)) for each in entries]
        foreign += [path for path, is_folder in paths if path not in (present if is_folder else files)]
    foreign += [path for path in files if path not in unchanged and path.rpartition("/")[0] in present and os.path.lexists(start + path)]
    is_whole = bool(entry) and not changed and len(unchanged) == len(files)
    return SiteFiles(unchanged, tuple(foreign), is_whole, signatures)


def remember_site_files(cache: Cache, site_dir: Path, digests: Mapping[str, str], before: SiteFiles) -> None:
    """Keep the digest and the metadata of every file of a site.

    Args:
        cache: keeps them.
        site_dir: the site.
        digests: the digest of each of its files, by its path.
        before: the site before this build. The metadata of its unchanged files are reused.
    """
    start, folders = f"{site_dir}{os.sep}", {""}
    for path in digests:
        while (path := path.rpartition("/")[0]) not in folders:
            folders.add(path)
    signatures = {folder: read_signature(start + folder, is_folder=True) for folder in sorted(folders)}
    reused = {path: before.signatures[path] for path, digest in before.unchanged.items() if digests.get(path) == digest}
    files = {path: f"{digest} {reused.get(path) or read_signature(start + path)}" for path, digest in digests.items()}
    cache.put(_NAMESPACE, str(site_dir), json.dumps((files, signatures), separators=(",", ":")).encode())
