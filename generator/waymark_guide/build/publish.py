"""Makes whatever is not as it was, and puts it in the place of the last site: all of it, or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.build.atomic_replace import Replacement
from waymark_guide.build.incremental import Records
from waymark_guide.build.outputs import Outputs
from waymark_guide.build.search_index import FOLDER as INDEX
from waymark_guide.build.search_index import write_index
from waymark_guide.build.site_files import MARKER, find_site_files, remember_site_files
from waymark_guide.build.writer import Writer
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.site.parts.minify import shortened

if TYPE_CHECKING:
    from waymark_guide.build.outputs import Shell
    from waymark_guide.core.cache import Cache
    from waymark_guide.site.page import Plan

ASSETS = Path(__file__).parents[1] / "site" / "assets"


@dataclass(frozen=True, slots=True)
class Published:
    """What was done.

    Attributes:
        pages: how many pages the site has.
        written: how many files were new or had changed.
    """

    pages: int
    written: int


def publish(plan: Plan, layout: Shell, site_dir: Path, cache: Cache, inputs: str, *, searchable: bool = True) -> Published:  # noqa: PLR0913
    """Make whatever is not as it was, and let it take its place. The lock of the build must be held.

    Args:
        plan: the generated pages and files.
        layout: what MkDocs made.
        site_dir: where the site goes.
        cache: what is kept between builds.
        inputs: a digest of everything that the site is made from and that is no case.
        searchable: whether to make the search index, which takes longer than all the rest; without it the last one stays, if there is one.

    Raises:
        KnowledgeBaseError: the folder holds something else, two files want the same address, or the search index could not be made. What was there
            stays.
    """
    _refuse_other_folders(site_dir)
    with Replacement(cache, site_dir) as replacement:
        there, last = find_site_files(cache, site_dir), Records.load(cache, site_dir, inputs)
        outputs = Outputs(plan, layout, assets())
        writer = Writer(outputs, replacement.staging, there.unchanged, last, searchable=searchable)
        writer.write_all()
        write_index(writer, outputs, cache, last, searchable=searchable)
        writer.add_files(writer.write_files([(MARKER, b"{}\n")]))
        gone = {*there.foreign, *(there.unchanged.keys() - writer.digests.keys())}
        if (replacement.staging / INDEX).is_dir():  # it is replaced as a whole
            gone = {path for path in gone if not path.startswith(f"{INDEX}/")} | ({INDEX} if (site_dir / INDEX).is_dir() else set())
        written = sum(there.unchanged.get(path) != digest for path, digest in writer.digests.items())
        if gone or written:
            replacement.replace_files(gone)
        if gone or written or not there.is_whole:
            remember_site_files(cache, site_dir, writer.digests, there)
        writer.records.save(cache, site_dir)
    return Published(len(writer.records.pages), written)


def _refuse_other_folders(site_dir: Path) -> None:
    if site_dir.is_symlink():
        message = f"{site_dir} is a link. Name the folder itself with --site-dir."
    elif site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / MARKER).is_file():
        message = f"{site_dir} holds something other than a site. Empty it, or name another folder with --site-dir."
    else:
        return
    raise KnowledgeBaseError(message, about=str(site_dir))


def assets() -> dict[str, bytes]:
    """The scripts and styles of the site by path, as they are served: shortened, and without their tests."""
    found = (path for path in sorted(ASSETS.rglob("*")) if path.is_file() and ".test." not in path.name and path.suffix != ".md")
    return {name: shortened(name, path.read_bytes()) for path in found if (name := path.relative_to(ASSETS).as_posix())}
