"""Every source of the site, with the day on which it was checked and the pages that cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.model.citation import find_cited_ids
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.parts.alphabet import by_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.source import Publication
    from waymark_guide.site.context import SiteContext

ROUTE = "sources/"
ORDER = 120
MOST = 1_000
"""Above this many, the sources of one case study alone are left to its own page, so that this page stays one that can be read."""


depends_on = None  # it may show any case


def render(context: SiteContext) -> Page:
    """Render the page."""
    users: dict[str, list[Crumb]] = {}
    sources: dict[str, Publication] = {}
    for crumb, declared, cited_ids in _list_users(context):
        for entry in declared:
            source = context.source(entry, declared) if isinstance(entry, str) else entry
            if source is not None:
                sources.setdefault(source.id, source)
                _add(users, source.id, crumb)
        for source_id in cited_ids:
            source = context.source(source_id, declared)
            if source is not None:
                sources.setdefault(source_id, source)
                _add(users, source_id, crumb)
    alone = {source for source, own in users.items() if len(own) == 1 and own[0].url.startswith("case-studies/")} if len(sources) > MOST else set()
    letters = [
        {"id": anchor, "name": name, "entries": [{"source": source, "pages": users.get(source.id, [])} for source in held]}
        for anchor, name, held in by_letter((each for each in sources.values() if each.id not in alone), lambda source: source.title)
    ]
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=context.strings("sources.title"),
        description=context.strings("sources.lead", count=len(sources)),
        body=context.render("sources.html.jinja", letters=letters, shelved=sources, alone=len(alone)),
        crumbs=(Crumb(context.strings("site.crumb.home"), ""),),
        kind=context.strings("site.kind.page"),
    )


def _add(users: dict[str, list[Crumb]], source_id: str, crumb: Crumb) -> None:
    links = users.setdefault(source_id, [])
    if crumb not in links:
        links.append(crumb)


def _list_users(context: SiteContext) -> Iterator[tuple[Crumb, tuple[Publication | str, ...], list[str]]]:
    """List each page that cites sources: its link, the sources that its file declares, and the other ids that it cites."""
    for tree in context.trees:
        compiled = context.compiled[tree.id]
        cited_ids = [source for reason in compiled.reasons for source in reason.sources]
        cited_ids += [source for factor in tree.factors for source in factor.sources]
        cited_ids += [source for question in tree.questions for source in question.sources]
        cited_ids += [source for outcome in tree.outcomes for source in outcome.sources]
        yield Crumb(tree.title, f"decision-trees/{tree.id}/"), tree.sources, cited_ids
    for approach in context.knowledge_base.approaches.values():
        cited_ids = [source for route in approach.routes for source in route.sources]
        yield Crumb(approach.title, f"approaches/{approach.id}/"), approach.sources, [*cited_ids, *find_cited_ids(approach.body)]
    for law in context.knowledge_base.laws.values():
        yield Crumb(law.title, f"law/{law.id}/"), law.sources, find_cited_ids(law.body)
    for case in context.case_studies:
        yield Crumb(case.title, f"case-studies/{case.id}/"), case.sources, [source for figure in case.figures for source in figure.sources]
    for calculator in context.knowledge_base.calculators.values():
        cited_ids = [source for entry in calculator.inputs for source in entry.sources]
        yield Crumb(calculator.title, f"value/{calculator.id}/"), calculator.sources, cited_ids
    if context.knowledge_base.prepare:
        prepare = context.knowledge_base.prepare
        cited_ids = [source for section in prepare.sections for gather in section.items for source in gather.sources]
        yield Crumb(prepare.title, "prepare/"), prepare.sources, cited_ids
    if context.knowledge_base.origins:
        origins = context.knowledge_base.origins
        yield Crumb(plain(origins.title), "origins/"), origins.sources, [source for idea in origins.ideas for source in idea.sources]
    if context.knowledge_base.unknowns:
        unknowns = context.knowledge_base.unknowns
        yield Crumb(context.strings("gaps.title"), "gaps/"), unknowns.sources, [source for entry in unknowns.unknowns for source in entry.sources]
    if context.knowledge_base.glossary:
        glossary = context.knowledge_base.glossary
        yield Crumb(context.strings("glossary.title"), "glossary/"), glossary.sources, [source for term in glossary.terms for source in term.sources]
