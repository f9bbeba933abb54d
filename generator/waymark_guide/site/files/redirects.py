"""Pages at the addresses that things had before they were renamed: each leads on to the page of today.

A reader with script keeps the part after the `#`, such as the answers to a guide. Without it a browser goes on by itself, and the page also
has a link.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.library.facets import FACETS
from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.parts.csp import policy
from waymark_guide.site.parts.relative_links import count_folders
from waymark_guide.site.render import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.lazy_page import LazyPage


NEEDS_ALL_PAGES = True


def list_files(context: SiteContext, pages: Mapping[str, LazyPage]) -> list[FileGroup]:
    """The pages at all former addresses."""
    return [FileGroup(partial(_make_files, context, pages))]


def _make_files(context: SiteContext, pages: Mapping[str, LazyPage]) -> Iterator[tuple[str, bytes]]:
    """Make one page for each former address, as a file."""
    rules = policy(())
    for old, new in moves(list_renamed_folders(context), pages).items():
        made = context.render("moved.html.jinja", up="../" * count_folders(old), to=pages[new].summarise(), policy=mark_safe(rules))
        yield f"{old}index.html", made.encode()


def moves(folders: Mapping[str, str], pages: Iterable[str]) -> dict[str, str]:
    """The page of today for each former address.

    Args:
        folders: former folder to the folder of today; several moves one after the other are followed to the end.
        pages: the addresses of today. What lives there now is never moved.
    """
    now = set(pages) if folders else set[str]()
    living = sorted(now)
    found: dict[str, str] = {}
    for old in folders:
        new = _follow_renames(old, folders)
        for place in range(bisect_left(living, new), len(living)):
            if not living[place].startswith(new):
                break
            found.setdefault(old + living[place].removeprefix(new), living[place])
    return {old: new for old, new in found.items() if old not in now}


def list_renamed_folders(context: SiteContext) -> dict[str, str]:
    """List the folders of everything that was renamed: the present folder by the former one."""
    base = context.knowledge_base
    found = {f"decision-trees/{old}/": f"decision-trees/{tree.id}/" for tree in context.trees for old in tree.was}
    found |= {f"case-studies/{old}/": f"case-studies/{case.id}/" for case in context.case_studies for old in case.was}
    for approach in base.approaches.values():
        for start in ("approaches/", "case-studies/by/approach/"):
            found |= {f"{start}{old}/": f"{start}{approach.id}/" for old in approach.was}
    for facet in FACETS:
        vocabulary = base.vocabularies.get(facet.vocabulary or "")
        for term in vocabulary.terms if vocabulary else ():
            start = f"case-studies/by/{facet.id}/"
            found |= {f"{start}{old}/": f"{start}{term.id}/" for old in term.was}
            found |= {f"{start}{term.id}/": f"{start}{term.replaced_by}/"} if term.replaced_by else {}
    return found


def _follow_renames(old: str, folders: Mapping[str, str]) -> str:
    """Follow renames from a former folder to the present one. In a circle of renames, follow only the first."""
    met, now = {old}, folders[old]
    while now in folders and now not in met:
        met.add(now)
        now = folders[now]
    return now if now not in met else folders[old]
