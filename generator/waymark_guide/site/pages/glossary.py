"""The glossary: every term in plain words, with the pages that explain it. Made from all the other pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from waymark_guide.model.citation import find_cited_ids as cited_in
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Page, Part
from waymark_guide.site.parts.alphabet import by_letter
from waymark_guide.site.parts.structured_data import glossary_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.model.source import Publication
    from waymark_guide.model.vocabulary import Glossary
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Head

ADDRESS = "glossary/"
SHOWN = 60
"""Pages to list for one term: those of the library of cases come last, and the rest of them are counted."""


def pages(context: SiteContext, others: Iterable[Head]) -> Iterator[Page]:
    """The one page, where there is a glossary."""
    glossary = context.knowledge_base.glossary
    if glossary is None:
        return
    by_id = {term.id: term for term in glossary.terms}
    references = context.references(_cited(context, glossary))
    letters = [{"id": initial, "name": name, "terms": terms} for initial, name, terms in by_letter(glossary.terms, lambda term: term.term)]
    yield Page(
        url=ADDRESS,
        section=ADDRESS,
        title=context.strings("glossary.title"),
        description=context.strings("glossary.lead", count=len(glossary.terms)),
        body=context.render(
            "glossary.html.jinja",
            terms=glossary.terms,
            letters=letters,
            references=references,
            see={term.id: [by_id[other] for other in term.see if other in by_id] for term in glossary.terms},
            users=_users(others),
            shown=SHOWN,
        ),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("glossary.kind"),
        parts=tuple(Part(term.id, plain(term.term), plain(f"{term.definition} {' '.join(term.aliases)}")) for term in glossary.terms),
        about=glossary_told(context, glossary),
        styles=("/assets/terms/terms.css",),
    )


def _cited(context: SiteContext, glossary: Glossary) -> list[Publication]:
    """The sources of the entries, in the order in which they are cited."""
    find_cited_ids = (
        *(source for term in glossary.terms for source in term.sources),
        *(source for term in glossary.terms for source in cited_in(term.definition)),
    )
    return [source for source in (context.source(each, glossary.sources) for each in find_cited_ids) if source is not None]


def _users(others: Iterable[Head]) -> Mapping[str, list[Head]]:
    """For each term, the pages that explain it, those that search finds only: the many pages about one guide would be said again and again."""
    users: defaultdict[str, list[Head]] = defaultdict(list)
    for page in sorted(others, key=lambda page: page.section == "case-studies/"):
        if page.indexed:
            for term in page.terms:
                users[term].append(page)
    return users
