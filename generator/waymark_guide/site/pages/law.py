"""One law or policy: what it is, what it means for choosing, where it does not apply, and what rests on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Draft, Heading, Page, no_case
from waymark_guide.site.parts.structured_data import work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.law import Law
    from waymark_guide.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Draft]:
    """One page a law."""
    for law in context.knowledge_base.laws.values():
        yield Draft(f"law/{law.id}/", partial(_page, context, law), reads=no_case)


def _page(context: SiteContext, law: Law) -> Page:
    say = context.strings
    references = context.references(law.sources, (law.summary, *law.what_it_means, law.body))
    article = context.article(law.body, sources=references)
    approaches = [approach for approach in map(context.approach, law.approaches) if approach is not None]
    guides = [tree for tree in context.trees if tree.id in law.guides]
    return Page(
        url=f"law/{law.id}/",
        section="law/",
        title=law.title,
        description=plain(law.summary),
        body=context.render("law.html.jinja", law=law, article=article.html, references=references, approaches=approaches, guides=guides),
        headings=(
            Heading("means", say("law.means")),
            *(heading for heading in article.headings if heading.level <= 2),  # noqa: PLR2004 (the contents name main headings)
            *((Heading("bears", say("law.bears")),) if approaches or guides else ()),
            *((Heading("sources", say("site.sources.title")),) if references.sources else ()),
        ),
        crumbs=(Crumb(say("site.crumb.home"), ""), Crumb(say("laws.title"), "law/")),
        kind=say("site.kind.law"),
        about=work(context, "Article", law.title, plain(law.summary), changed=law.checked_on),
        changed=law.checked_on,
    )
