"""One law or policy: what it is, what it means for choosing, where it does not apply, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Heading, Page
from waymark_guide.site.parts.structured_data import describe_work

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.model.law import Law
    from waymark_guide.site.context import SiteContext

ROUTE = "law/{law.id}/"
ORDER = 60
depends_on = DEPENDS_ON_NO_CASE


def list_pages(context: SiteContext) -> Iterable[Law]:
    """One page for each law."""
    return context.knowledge_base.laws.values()


def render(context: SiteContext, law: Law) -> Page:
    """Render the page of a law."""
    t = context.strings
    references = context.references(law.sources, (law.summary, *law.what_it_means, law.body))
    article = context.article(law.body, sources=references)
    approaches = [approach for approach in map(context.approach, law.approaches) if approach is not None]
    guides = [tree for tree in context.trees if tree.id in law.guides]
    return Page(
        url=ROUTE.format(law=law),
        section="law/",
        title=law.title,
        description=plain(law.summary),
        body=context.render("law.html.jinja", law=law, article=article.html, references=references, approaches=approaches, guides=guides),
        headings=(
            Heading("means", t("law.means")),
            *(heading for heading in article.headings if heading.level <= 2),  # noqa: PLR2004 (the contents name main headings)
            *((Heading("bears", t("law.bears")),) if approaches or guides else ()),
            *((Heading("sources", t("site.sources.title")),) if references.sources else ()),
        ),
        crumbs=(Crumb(t("site.crumb.home"), ""), Crumb(t("laws.title"), "law/")),
        kind=t("site.kind.law"),
        about=describe_work(context, "Article", law.title, plain(law.summary), changed=law.checked_on),
        changed=law.checked_on,
    )
