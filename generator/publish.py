"""Puts a new site in the place of the last one: all of it, or none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from generator.again import MANIFEST
from generator.errors import KnowledgeBaseError
from generator.site.outputs import outputs

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
    """Write the site beside the last one, make its search index, and change places.

    Raises:
        KnowledgeBaseError: the folder holds something else, or the search index could not be made. What was there stays.
    """
    if site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / "index.html").is_file():
        message = f"{site_dir} holds something other than a site. Name an empty or a new folder."
        raise KnowledgeBaseError(message, about=str(site_dir))
    files = outputs(plan, shell, assets())
    prints = {path: blake2b(content, digest_size=12).hexdigest() for path, content in files.items()}
    pages = sum(path.endswith(".html") for path in files)
    before = _manifest(site_dir)
    if before == prints and all((site_dir / path).is_file() for path in prints):
        return Published(pages, 0)
    staging = site_dir.with_name(f".{site_dir.name}.next")
    shutil.rmtree(staging, ignore_errors=True)
    written = 0
    for path, content in files.items():
        written += _place(content, staging / path, site_dir / path if before.get(path) == prints[path] else None)
    if _pages_of(before) == _pages_of(prints) and (site_dir / SEARCH).is_dir():
        shutil.copytree(site_dir / SEARCH, staging / SEARCH, copy_function=os.link)
    else:
        index(staging)
    (staging / MANIFEST).write_text(json.dumps(prints), encoding="utf-8")
    _swap(staging, site_dir)
    return Published(pages, written)


def assets() -> dict[str, bytes]:
    """The scripts and styles of the site by path, without their tests."""
    found = (path for path in sorted(ASSETS.rglob("*")) if path.is_file() and ".test." not in path.name and path.suffix != ".md")
    return {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in found}


def index(folder: Path) -> None:
    """Make the full-text index of a built site with Pagefind.

    Raises:
        KnowledgeBaseError: Pagefind did not run well.
    """
    options = ["--output-subdir", SEARCH, "--exclude-selectors", ".headerlink, .wm-cite", "--quiet"]
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), *options]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (no word of it comes from content)
    if run.returncode != 0:
        message = f"The search index could not be made: {(run.stderr or run.stdout).strip()}"
        raise KnowledgeBaseError(message, about=str(folder))


def _manifest(site_dir: Path) -> dict[str, str]:
    try:
        read = json.loads((site_dir / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _pages_of(prints: Mapping[str, str]) -> dict[str, str]:
    return {path: mark for path, mark in prints.items() if path.endswith(".html")}


def _place(content: bytes, target: Path, last: Path | None) -> int:
    """Put a file in its place: the last one again where nothing changed. Says how many were written."""
    target.parent.mkdir(parents=True, exist_ok=True)
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


