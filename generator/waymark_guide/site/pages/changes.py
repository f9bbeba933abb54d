"""What changed in a guide: each version with its day, a summary, and the counted paths whose result moved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.page import Draft, no_case
from waymark_guide.site.pages.guide import SECTION, page_about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.tree import Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Page


def changes_url(tree_id: str) -> str:
    """The address of the page that says what changed in a guide."""
    return f"{SECTION}{tree_id}/changes/"


def pages(context: SiteContext) -> Iterator[Draft]:
    """One page for each published guide."""
    for tree in context.trees:
        yield Draft(changes_url(tree.id), partial(_page, context, tree), reads=no_case)


def _page(context: SiteContext, tree: Tree) -> Page:
    kept = context.knowledge_base.changes.get(tree.id)
    versions = kept.versions if kept else ()
    body = context.render(
        "changes.html.jinja",
        tree=tree,
        versions=versions,
        is_first=not versions and tree.version == "1.0.0",
        is_told=any(entry.version == tree.version for entry in versions),
        unstepped={entry.version for entry in versions if entry.paths is None and not entry.sample},
    )
    return page_about(context, tree, "changes", "changes", body)
