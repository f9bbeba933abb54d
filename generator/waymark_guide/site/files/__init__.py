"""The files of a site that are no pages. Each module here declares one kind of file, and is found without being listed anywhere.

A module declares `list_files(context)`, which gives the groups of its files. With `NEEDS_ALL_PAGES = True` it takes all pages by address as one more
argument.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.registry import find_modules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.file_group import FileSource
    from waymark_guide.site.lazy_page import LazyPage


def find_file_sources(context: SiteContext, pages: Mapping[str, LazyPage]) -> Iterator[FileSource]:
    """One source of files for each module here.

    Args:
        context: what every file is made from.
        pages: the pages of the site, by address.
    """
    for module in find_modules(__name__):
        yield partial(module.list_files, context, pages) if getattr(module, "NEEDS_ALL_PAGES", False) else partial(module.list_files, context)
