"""Makes whatever is not as it was, and puts it in the place of the last site: all of it, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.build.assets import read_assets
from waymark_guide.build.atomic_replace import Replacement
from waymark_guide.build.outputs import Outputs
from waymark_guide.build.records import Records
from waymark_guide.build.search_index import FOLDER as INDEX
from waymark_guide.build.search_index import write_index
from waymark_guide.build.site_files import MARKER, find_site_files, remember_site_files
from waymark_guide.build.writer import Writer
from waymark_guide.core.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from pathlib import Path

    from waymark_guide.build.outputs import SiteLayout
    from waymark_guide.build.plan import Plan
    from waymark_guide.core.cache import Cache


@dataclass(frozen=True, slots=True)
class PublishResult:
    """The result of publishing.

    Attributes:
        pages: how many pages the site has.
        written: how many files were new or had changed.
    """

    pages: int
    written: int


def publish(plan: Plan, layout: SiteLayout, site_dir: Path, cache: Cache, inputs: str, *, searchable: bool = True) -> PublishResult:  # noqa: PLR0913
    """Make every page and file that has changed, and exchange them for the old ones. The caller holds the lock of the build.

    Args:
        plan: the generated pages and files.
        layout: the layout that MkDocs made.
        site_dir: where the site goes.
        cache: keeps results between builds.
        inputs: a digest of all inputs except the cases.
        searchable: whether to make the search index, the slowest step; otherwise the last index stays, if there is one.

    Raises:
        KnowledgeBaseError: the folder is not a site, two files have the same address, or the search index could not be made. The last site
            stays.
    """
    _refuse_other_folders(site_dir)
    with Replacement(cache, site_dir) as replacement:
        before, last = find_site_files(cache, site_dir), Records.load(cache, site_dir, inputs)
        outputs = Outputs(plan, layout, read_assets())
        writer = Writer(outputs, replacement.staging, before.unchanged, last, searchable=searchable)
        writer.write_all()
        write_index(writer, outputs, cache, last, searchable=searchable)
        writer.add_files(writer.write_files([(MARKER, b"{}\n")]))
        obsolete = {*before.foreign, *(before.unchanged.keys() - writer.digests.keys())}
        if (replacement.staging / INDEX).is_dir():  # the index is replaced as a whole
            obsolete = {path for path in obsolete if not path.startswith(f"{INDEX}/")} | ({INDEX} if (site_dir / INDEX).is_dir() else set())
        written = sum(before.unchanged.get(path) != digest for path, digest in writer.digests.items())
        if obsolete or written:
            replacement.replace_files(obsolete)
        if obsolete or written or not before.is_whole:
            remember_site_files(cache, site_dir, writer.digests, before)
        writer.records.save(cache, site_dir)
    return PublishResult(len(writer.records.pages), written)


def _refuse_other_folders(site_dir: Path) -> None:
    if site_dir.is_symlink():
        message = f"{site_dir} is a link. Name the folder itself with --site-dir."
    elif site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / MARKER).is_file():
        message = f"{site_dir} holds something other than a site. Empty it, or name another folder with --site-dir."
    else:
        return
    raise KnowledgeBaseError(message, about=str(site_dir))
