"""The questionnaire: what to find out before any guide is opened, on screen or on paper."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from generator.site.page import Crumb, Heading, Page
from generator.site.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page, where there is a questionnaire."""
    prepare = context.knowledge_base.prepare
    if prepare is None:
        return
    gathers = [gather for section in prepare.sections for gather in section.items]
    texts = [prepare.intro, *(line for gather in gathers for line in (gather.ask, gather.why, gather.steers))]
    references = context.references([*prepare.sources, *(source for gather in gathers for source in gather.sources)], texts)
    counts = [len(section.items) for section in prepare.sections]
    starts = dict(zip((section.id for section in prepare.sections), accumulate(counts[:-1], initial=1), strict=True))
    yield Page(
        url="prepare/",
        section="prepare/",
        title=prepare.title,
        description=plain(prepare.intro).split(". ")[0].rstrip(".") + ".",
        body=context.render("prepare.html.jinja", prepare=prepare, references=references, starts=starts, uses=_uses(context)),
        headings=tuple(Heading(section.id, section.title) for section in prepare.sections),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.page"),
        scripts=("/assets/prepare/prepare.js",),
    )


def _uses(context: SiteContext) -> dict[str, list[object]]:
    """For each thing to gather, the guides that ask for the same fact."""
    prepare = context.knowledge_base.prepare
    gathers = [gather for section in prepare.sections for gather in section.items] if prepare else []
    return {
        gather.id: [tree for tree in context.trees if gather.fact and any(question.fact == gather.fact for question in tree.questions)]
        for gather in gathers
    }
