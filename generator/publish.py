"""Puts a new site in the place of the last one: all of it, or none."""

from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from generator.again import MANIFEST
from generator.errors import KnowledgeBaseError
from generator.search import index
from generator.site.outputs import outputs
from generator.site.searched import searched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.site.outputs import Shell
    from generator.site.page import Plan

ASSETS = Path(__file__).parent / "site" / "assets"
SEARCH = "pagefind"


@dataclass(frozen=True, slots=True)
class Published:
    """What was done.

    Attributes:
        pages: how many pages the site has.
        written: how many files were new or had changed.
    """

    pages: int
    written: int


def publish(plan: Plan, shell: Shell, site_dir: Path) -> Published:
    """Write the site beside the last one, with its search index, and change places.

    Raises:
        KnowledgeBaseError: the folder holds something else, or the search index could not be made. What was there stays.
    """
    if site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / "index.html").is_file():
        message = f"{site_dir} holds something other than a site. Name an empty or a new folder."
        raise KnowledgeBaseError(message, about=str(site_dir))
    staging = site_dir.with_name(f".{site_dir.name}.next")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        with ThreadPoolExecutor(1) as beside:  # Pagefind is a program of its own: it runs while the pages are filled and written
            indexing = beside.submit(index, searched(plan, shell), staging / SEARCH, site_dir / SEARCH)
            files = outputs(plan, shell, assets())
            written = _write(files, staging, site_dir)
            remade = indexing.result()
        if written or remade or set(_manifest(site_dir)) != set(files):
            _swap(staging, site_dir)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Published(sum(path.endswith(".html") for path in files), written)


def _write(files: Mapping[str, bytes], staging: Path, site_dir: Path) -> int:
    """Write what is new or has changed, take the rest from the last site, and list it all. Says how many were written."""
    prints = {path: blake2b(content, digest_size=12).hexdigest() for path, content in files.items()}
    before = _manifest(site_dir)
    for folder in sorted({(staging / path).parent for path in files}):
        folder.mkdir(parents=True, exist_ok=True)
    written = sum(_place(content, staging / path, site_dir / path if before.get(path) == prints[path] else None) for path, content in files.items())
    (staging / MANIFEST).write_text(json.dumps(prints), encoding="utf-8")
    return written


def assets() -> dict[str, bytes]:
    """The scripts and styles of the site by path, without their tests."""
    found = (path for path in sorted(ASSETS.rglob("*")) if path.is_file() and ".test." not in path.name and path.suffix != ".md")
    return {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in found}


def _manifest(site_dir: Path) -> dict[str, str]:
    try:
        read = json.loads((site_dir / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _place(content: bytes, target: Path, last: Path | None) -> int:
    """Put a file in its place: the last one again where nothing changed. Says how many were written."""
    if last is not None:
        try:
            os.link(last, target)
        except OSError:
            pass
        else:
            return 0
    target.write_bytes(content)
    return 1


def _swap(staging: Path, site_dir: Path) -> None:
    last = site_dir.with_name(f".{site_dir.name}.last")
    shutil.rmtree(last, ignore_errors=True)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    if site_dir.exists():
        site_dir.rename(last)
    try:
        staging.rename(site_dir)
    except OSError:
        if last.exists():
            last.rename(site_dir)
        raise
    shutil.rmtree(last, ignore_errors=True)
