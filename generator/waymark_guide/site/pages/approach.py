"""One approach: where it fits, what it needs, how sure we can be, who has tried it, and which answers lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.library.freshness import get_checked_date
from waymark_guide.site.files.approach_columns import MOST_CASES, digest_users
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Heading, Page
from waymark_guide.site.pages import compare_approaches
from waymark_guide.site.pages.compare_approaches import pair_url
from waymark_guide.site.parts.outcome_reasons import find_outcome_reasons
from waymark_guide.site.parts.structured_data import describe_work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waymark_guide.model.approach import Approach
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.markdown import Article

ROUTE = "approaches/{approach.id}/"
ORDER = 40
MAIN_LEVEL = 2
"""The deepest level of headings that the contents name."""


def list_pages(context: SiteContext) -> Iterable[Approach]:
    """One page for each approach."""
    return context.knowledge_base.approaches.values()


def depends_on(context: SiteContext, approach: Approach) -> Iterator[str]:
    """The cases that used it."""
    return digest_users(context, approach.id)


def render(context: SiteContext, approach: Approach) -> Page:
    """Render the page of an approach."""
    t = context.strings
    routes = [source for route in approach.routes for source in route.sources]
    lines = (approach.summary, *approach.fits, *approach.does_not_fit, *approach.needs, *approach.risks, approach.certainty.reason, approach.body)
    references = context.references((*approach.sources, *routes), lines)
    article = context.article(approach.body, sources=references)
    related = [other for other_id in approach.related if (other := context.approach(other_id)) is not None]
    compared = {other: pair_url(ids) for ids in context.pairs if approach.id in ids for other in ids if other != approach.id}
    used = context.users.get(approach.id, ())
    laws = [law for law in context.knowledge_base.laws.values() if approach.id in law.approaches]
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
            leads=[(lead, find_outcome_reasons(lead.tree, lead.outcome)) for lead in context.leads.get(approach.id, ())],
            related=related,
            same_layer=_list_same_layer(context, approach, related),
            comparisons=compared,
            compare=compare_approaches.ROUTE,
            laws=laws,
        ),
        headings=_list_headings(context, article, has_routes=bool(approach.routes or laws), has_sources=bool(references.sources)),
        crumbs=(Crumb(t("site.crumb.home"), ""), Crumb(t("approaches.title"), "approaches/")),
        kind=t("site.kind.approach"),
        about=describe_work(context, "Article", approach.title, plain(approach.summary), changed=get_checked_date(approach)),
        changed=get_checked_date(approach),
    )


def _list_same_layer(context: SiteContext, approach: Approach, related: Sequence[Approach]) -> list[Approach]:
    """List the other approaches of the same layer that are not related, by title."""
    others = (other for other in context.knowledge_base.approaches.values() if other.layer == approach.layer and other.id != approach.id)
    return sorted((other for other in others if other not in related), key=lambda other: other.title.casefold())


def _list_headings(context: SiteContext, article: Article, *, has_routes: bool, has_sources: bool) -> tuple[Heading, ...]:
    """List the headings of the page: its own, the main ones of the article, and those of the parts after it."""
    t = context.strings
    added = [*(["routes"] if has_routes else []), "guides", "cases", "neighbours"]
    return (
        Heading("glance", t("approach.glance")),
        Heading("certainty", t("approach.certainty.title")),
        *(heading for heading in article.headings if heading.level <= MAIN_LEVEL),
        *(Heading(anchor, t(f"approach.{anchor}")) for anchor in added),
        *((Heading("sources", t("site.sources.title")),) if has_sources else ()),
    )
