"""The questionnaire: what to find out before any guide is opened, on screen or on paper."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from waymark_guide.site import script_files
from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Heading, Page
from waymark_guide.site.render import json_block
from waymark_guide.trees.engine.fact_impact import count_affected_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.prepare import Gather, Prepare
    from waymark_guide.model.tree import Fact, Tree
    from waymark_guide.site.context import SiteContext


class GatherItem(NamedTuple):
    """One thing to find out, as the page shows it.

    Attributes:
        gather: its words.
        facts: the shared facts that it fills in.
        guides: the guides that ask for one of them, or that it helps with.
    """

    gather: Gather
    facts: tuple[Fact, ...]
    guides: tuple[Tree, ...]


ROUTE = "prepare/"
ORDER = 90
depends_on = DEPENDS_ON_NO_CASE


def list_pages(context: SiteContext) -> Iterator[Prepare]:
    """The one page, if the content has the file for it."""
    if context.knowledge_base.prepare is not None:
        yield context.knowledge_base.prepare


def render(context: SiteContext, prepare: Prepare) -> Page:
    """Render the page."""
    asked = {gather.id: _make_item(context, gather) for gather in prepare.gathers}
    facts = [fact for each in asked.values() for fact in each.facts]
    texts = [prepare.intro, *(line for each in prepare.gathers for line in (each.ask, each.why, each.steers, each.find_out))]
    references = context.references([*prepare.sources, *(source for gather in prepare.gathers for source in gather.sources)], texts)
    counts = [len(section.items) for section in prepare.sections]
    starts = dict(zip((section.id for section in prepare.sections), accumulate(counts[:-1], initial=1), strict=True))
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=prepare.title,
        description=plain(prepare.intro).split(". ")[0].rstrip(".") + ".",
        body=context.render("prepare.html.jinja", prepare=prepare, asked=asked, references=references, starts=starts),
        headings=tuple(Heading(section.id, section.title) for section in prepare.sections),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.page"),
        data={"prepare-data": json_block(_data(context, prepare, asked, facts))},
        scripts=(script_files.PREPARE.address,),
        styles=("/assets/guide/guide.css", "/assets/prepare/prepare.css"),
    )


def _make_item(context: SiteContext, gather: Gather) -> GatherItem:
    known = context.knowledge_base.facts
    return GatherItem(
        gather,
        tuple(known[fact] for fact in gather.facts if fact in known),
        tuple(tree for tree in context.trees if tree.id in gather.guides or any(question.fact in gather.facts for question in tree.questions)),
    )


def _data(context: SiteContext, prepare: Prepare, asked: Mapping[str, GatherItem], facts: list[Fact]) -> dict[str, Any]:
    """What the script reads: the form without its words, the guides that it leads to, and what only the script says."""
    own = {fact.id for fact in facts}
    guides = [
        {"id": tree.id, "title": plain(tree.title), "facts": sorted(shared)}
        for tree in context.trees
        if (shared := own & {question.fact for question in tree.questions if question.fact})
    ]
    return {
        "version": prepare.version,
        "gather_first": prepare.gather_first,
        "sections": [{"id": section.id, "gathers": [_gather(context, asked[gather.id]) for gather in section.items]} for section in prepare.sections],
        "guides": guides,
        "strings": context.strings.get_section("prepare_script"),
    }


def _gather(context: SiteContext, asked: GatherItem) -> dict[str, Any]:
    return {"id": asked.gather.id, "facts": [_fact(context, fact) for fact in asked.facts]}


def _fact(context: SiteContext, fact: Fact) -> dict[str, Any]:
    """A shared fact without its words, and how much hangs on it."""
    return {
        "id": fact.id,
        "was": list(fact.was),
        "isMultiple": fact.type == "multi",
        "options": {option.id: list(option.was) for option in fact.options},
        "exclusive": [option.id for option in fact.options if option.exclusive],
        "impact": sum(count_affected_outcomes(context.compiled[tree.id], fact.id) for tree in context.trees),
    }
