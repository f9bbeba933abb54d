"""The glossary: every term in plain words, with the pages that explain it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from waymark_guide.model.citation import find_cited_ids as cited_in
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Page, Part
from waymark_guide.site.parts.alphabet import by_letter
from waymark_guide.site.parts.structured_data import describe_glossary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.model.source import Publication
    from waymark_guide.model.vocabulary import Glossary
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.lazy_page import SiteIndex
    from waymark_guide.site.page import PageSummary

ROUTE = "glossary/"
ORDER = 170
NEEDS_ALL_PAGES = True
CARD_KEYS = ("glossary.kind", "glossary.title")
SHOWN = 60
"""How many pages to list for one term. Case studies come last, and the rest is counted."""


depends_on = None  # it lists all pages


def list_pages(context: SiteContext) -> Iterator[Glossary]:
    """The one page, if there is a glossary."""
    if context.knowledge_base.glossary is not None:
        yield context.knowledge_base.glossary


def render(context: SiteContext, glossary: Glossary, index: SiteIndex) -> Page:
    """Render the page."""
    by_id = {term.id: term for term in glossary.terms}
    references = context.references(_list_sources(context, glossary))
    letters = [{"id": initial, "name": name, "terms": terms} for initial, name, terms in by_letter(glossary.terms, lambda term: term.term)]
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=context.strings("glossary.title"),
        description=context.strings("glossary.lead", count=len(glossary.terms)),
        body=context.render(
            "glossary.html.jinja",
            terms=glossary.terms,
            letters=letters,
            references=references,
            see={term.id: [by_id[other] for other in term.see if other in by_id] for term in glossary.terms},
            users=_find_users(index.summaries),
            shown=SHOWN,
        ),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("glossary.kind"),
        parts=tuple(Part(term.id, plain(term.term), plain(f"{term.definition} {' '.join(term.aliases)}")) for term in glossary.terms),
        about=describe_glossary(context, glossary),
        styles=("/assets/terms/terms.css",),
    )


def _list_sources(context: SiteContext, glossary: Glossary) -> list[Publication]:
    """The sources of the entries, in the order in which they are cited."""
    find_cited_ids = (
        *(source for term in glossary.terms for source in term.sources),
        *(source for term in glossary.terms for source in cited_in(term.definition)),
    )
    return [source for source in (context.source(each, glossary.sources) for each in find_cited_ids) if source is not None]


def _find_users(others: Iterable[PageSummary]) -> Mapping[str, list[PageSummary]]:
    """Find the pages that explain each term. Only pages that search finds count, because the pages about one guide are too many."""
    users: defaultdict[str, list[PageSummary]] = defaultdict(list)
    for page in sorted(others, key=lambda page: page.section == "case-studies/"):
        if page.indexed:
            for term in page.terms:
                users[term].append(page)
    return users
