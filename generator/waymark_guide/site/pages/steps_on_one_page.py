"""A guide without script on one page, because it has too many states for a page each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Page
from waymark_guide.site.pages.decision_table import reasons_by_question
from waymark_guide.site.pages.guide import SECTION, STYLES, crumbs, digest_named_cases, target_titles
from waymark_guide.site.pages.steps import explore_guide
from waymark_guide.site.parts.guide_words import tree_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.tree import Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.parts.guide_words import OptionWords, TreeWords

ROUTE = "decision-trees/{tree.id}/steps/"
depends_on = digest_named_cases


def list_pages(context: SiteContext) -> Iterator[Tree]:
    """One page for each published guide with too many states."""
    for tree in context.trees:
        if explore_guide(context.compiled[tree.id], context.most_step_pages) is None:
            yield tree


def render(context: SiteContext, tree: Tree) -> Page:
    """Render the page of a guide."""
    t, words = context.strings, tree_words(context, tree)
    title = t("steps.whole.of", title=plain(words.tree.title))
    return Page(
        url=ROUTE.format(tree=tree),
        section=SECTION,
        title=title,
        description=title,
        body=context.render(
            "steps_whole.html.jinja",
            words=words,
            reasons=reasons_by_question(words),
            onward=lambda option: _describe_next(context, words, option),
        ),
        crumbs=crumbs(context, tree=words.tree),
        kind=t("site.kind.guide"),
        styles=STYLES,
        indexed=False,
    )


def _describe_next(context: SiteContext, words: TreeWords, option: OptionWords) -> str:
    """Describe where an answer leads; empty if that is simply the next question."""
    target = option.compiled.next
    if target is None:
        return ""
    if target.to == "question":
        return context.strings("steps.goes.question", number=words.question(target.id).number)
    named = f"tree:{target.id}" if target.to == "tree" else target.id
    return context.strings(f"steps.goes.{target.to}", name="; ".join(target_titles(context, words, (named,))))
