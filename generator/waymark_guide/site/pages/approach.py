"""One approach: where it fits, what it needs, how sure we can be, who has tried it, and which answers lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.library.freshness import get_checked_date
from waymark_guide.site.files.approach_columns import MOST_CASES, digest_users
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Heading, Page
from waymark_guide.site.pages import compare_approaches
from waymark_guide.site.pages.compare_approaches import pair_url
from waymark_guide.site.parts.outcome_reasons import weighed
from waymark_guide.site.parts.structured_data import describe_work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.model.approach import Approach
    from waymark_guide.site.context import SiteContext

ROUTE = "approaches/{approach.id}/"
ORDER = 40


def list_pages(context: SiteContext) -> Iterable[Approach]:
    """One page for each approach."""
    return context.knowledge_base.approaches.values()


def depends_on(context: SiteContext, approach: Approach) -> Iterator[str]:
    """The cases that used it."""
    return digest_users(context, approach.id)


def render(context: SiteContext, approach: Approach) -> Page:
    """Render the page of an approach."""
    say = context.strings
    routes = [source for route in approach.routes for source in route.sources]
    lines = (approach.summary, *approach.fits, *approach.does_not_fit, *approach.needs, *approach.risks, approach.certainty.reason, approach.body)
    references = context.references((*approach.sources, *routes), lines)
    article = context.article(approach.body, sources=references)
    others = [context.approach(other) for other in approach.related]
    related = [other for other in others if other is not None]
    same_layer = [
        other
        for other in sorted(context.knowledge_base.approaches.values(), key=lambda one: one.title.casefold())
        if other.layer == approach.layer and other.id != approach.id and other not in related
    ]
    compared = {other: pair_url(ids) for ids in context.pairs if approach.id in ids for other in ids if other != approach.id}
    used = context.users.get(approach.id, ())
    own = [Heading("glance", say("approach.glance")), Heading("certainty", say("approach.certainty.title"))]
    added = ["guides", "cases", "neighbours"]
    laws = [law for law in context.knowledge_base.laws.values() if approach.id in law.approaches]
    if approach.routes or laws:
        added.insert(0, "routes")
    return Page(
        url=ROUTE.format(approach=approach),
        section="approaches/",
        title=approach.title,
        description=plain(approach.summary),
        body=context.render(
            "approach.html.jinja",
            approach=approach,
            article=article.html,
            references=references,
            cases=used[:MOST_CASES],
            used=len(used),
            leads=[(lead, weighed(lead.tree, lead.outcome)) for lead in context.leads.get(approach.id, ())],
            related=related,
            same_layer=same_layer,
            beside=compared,
            compare=compare_approaches.ROUTE,
            laws=laws,
        ),
        headings=(
            *own,
            *(heading for heading in article.headings if heading.level <= 2),  # noqa: PLR2004 (the contents name main headings)
            *(Heading(anchor, say(f"approach.{anchor}")) for anchor in added),
            *((Heading("sources", say("site.sources.title")),) if references.sources else ()),
        ),
        crumbs=(Crumb(say("site.crumb.home"), ""), Crumb(say("approaches.title"), "approaches/")),
        kind=say("site.kind.approach"),
        about=describe_work(context, "Article", approach.title, plain(approach.summary), changed=get_checked_date(approach)),
        changed=get_checked_date(approach),
    )
