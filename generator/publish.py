"""Puts a new site in the place of the last one: all of it, or none."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.again import MANIFEST
from generator.errors import KnowledgeBaseError
from generator.files import write
from generator.press import Press
from generator.search import index
from generator.site.outputs import Outputs, path_of
from generator.site.shortened import shortened
from generator.swap import put_back, swap

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.memory import Memory
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


def publish(  # noqa: PLR0913 (each says something else)
    plan: Plan, shell: Shell, site_dir: Path, memory: Memory, *, approved: Callable[[], bool] = lambda: True, searchable: bool = True
) -> Published | None:
    """Make whatever is not as it was, beside the last site, and let it take its place.

    Args:
        plan: the generated pages and files.
        shell: what MkDocs made.
        site_dir: where the site goes.
        memory: what is remembered of the last build.
        approved: asked when all is made: whether it may take its place.
        searchable: whether to make the search index, which takes longer than all the rest; without it the last one stays, if there is one.

    Returns:
        What was done; none where it was not approved.

    Raises:
        KnowledgeBaseError: the folder holds something else, two files want the same address, or the search index could not be made. What was there
            stays.
    """
    if site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / "index.html").is_file():
        message = f"{site_dir} holds something other than a site. Name an empty or a new folder."
        raise KnowledgeBaseError(message, about=str(site_dir))
    put_back(site_dir)
    staging, last = site_dir.with_name(f".{site_dir.name}.next"), manifest(site_dir)
    shutil.rmtree(staging, ignore_errors=True)
    try:
        memory.forget(searchable=searchable)
        press = Press(Outputs(plan, shell, assets()), staging, site_dir, last, memory, searchable=searchable)
        pages = press.pages()
        memory.forget_texts(pages)
        texts = {path_of(url): page.text for url, page in pages.items() if page.text}
        is_new = searchable and index(texts, memory.texts, staging / SEARCH, site_dir / SEARCH)
        if not approved():
            memory.keep(pages, press.beside)
            return None
        gone = {path for path in last if path not in press.prints} | (files_in(site_dir, SEARCH) if is_new else set())
        if press.written or is_new or gone:
            write(staging / MANIFEST, json.dumps(press.prints, sort_keys=True).encode())
            swap(staging, site_dir, gone=gone)
        memory.keep(pages, press.beside)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Published(len(pages), press.written)


def assets() -> dict[str, bytes]:
    """The scripts and styles of the site by path, as they are served: shortened, and without their tests."""
    found = (path for path in sorted(ASSETS.rglob("*")) if path.is_file() and ".test." not in path.name and path.suffix != ".md")
    return {name: shortened(name, path.read_bytes()) for path in found if (name := path.relative_to(ASSETS).as_posix())}


def manifest(site_dir: Path) -> dict[str, str]:
    """The files of a site with their prints; none where that is not known."""
    try:
        read = json.loads((site_dir / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def files_in(site_dir: Path, folder: str) -> set[str]:
    """The files in a folder of a site, as paths below the site."""
    return {path.relative_to(site_dir).as_posix() for path in (site_dir / folder).rglob("*") if path.is_file()}
