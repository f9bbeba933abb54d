"""What changed in a guide: each version with its day, a summary, and the counted paths whose result moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.page import Page
from generator.site.pages.guide import SECTION, STYLES, crumbs
from generator.site.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.tree import Tree
    from generator.site.context import SiteContext


def changes_url(tree_id: str) -> str:
    """The address of the page that says what changed in a guide."""
    return f"{SECTION}{tree_id}/changes/"


def pages(context: SiteContext) -> Iterator[Page]:
    """One page for each published guide."""
    for tree in context.trees:
        yield _page(context, tree)


def _page(context: SiteContext, tree: Tree) -> Page:
    say = context.strings
    title = plain(tree.title)
    kept = context.knowledge_base.changes.get(tree.id)
    versions = kept.versions if kept else ()
    return Page(
        url=changes_url(tree.id),
        section=SECTION,
        title=say("changes.of", title=title),
        description=say("changes.about", title=title),
        body=context.render(
            "changes.html.jinja",
            tree=tree,
            versions=versions,
            is_first=not versions and tree.version == "1.0.0",
            is_told=any(entry.version == tree.version for entry in versions),
            unstepped={entry.version for entry in versions if entry.paths is None and not entry.sample},
        ),
        crumbs=crumbs(context, tree=tree),
        kind=say("site.kind.guide"),
        styles=STYLES,
        indexed=False,
    )
