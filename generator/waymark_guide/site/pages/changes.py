"""What changed in a guide: each version with its day, a summary, and the counted paths whose result moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.pages.guide import page_about

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.model.tree import Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Page


ROUTE = "decision-trees/{tree.id}/changes/"
depends_on = DEPENDS_ON_NO_CASE


def list_pages(context: SiteContext) -> Iterable[Tree]:
    """One page for each published guide."""
    return context.trees


def render(context: SiteContext, tree: Tree) -> Page:
    """Render the page of a guide."""
    changes = context.knowledge_base.changes.get(tree.id)
    versions = changes.versions if changes else ()
    body = context.render(
        "changes.html.jinja",
        tree=tree,
        versions=versions,
        is_first=not versions and tree.version == "1.0.0",
        is_described=any(entry.version == tree.version for entry in versions),
        unstepped={entry.version for entry in versions if entry.paths is None and not entry.sample},
    )
    return page_about(context, ROUTE, tree, "changes", body)
