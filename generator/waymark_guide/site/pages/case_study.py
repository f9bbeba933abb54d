"""One case study: the facts, the story, the figures with the strength of their evidence, and related cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from waymark_guide.library.facets import FACETS
from waymark_guide.library.freshness import find_stale_confirmation, is_overdue
from waymark_guide.library.news import get_change_date, get_publication_date
from waymark_guide.library.regions import UNKNOWN, find_region
from waymark_guide.library.relations import describe_relations, find_nearest_cases
from waymark_guide.site.amounts import describe_figure
from waymark_guide.site.context import cache_per_context
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Heading, Page
from waymark_guide.site.pages.case_studies import SECTION, STYLES
from waymark_guide.site.parts.case_dates import dates_in_words
from waymark_guide.site.parts.pagination import library_crumb, make_crumbs
from waymark_guide.site.parts.report_links import make_report_address
from waymark_guide.site.parts.structured_data import CACHE_SIZE, describe_work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from waymark_guide.library.approach_answers import Lead
    from waymark_guide.library.relations import CaseRelation, SharedValues
    from waymark_guide.model.approach import Approach
    from waymark_guide.model.case_study import CaseStudy, Place
    from waymark_guide.model.figure import Dispute
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.numbered_sources import References
    from waymark_guide.words.strings import Strings

ROUTE = "case-studies/{case.id}/"
ORDER = 71
_STORY = ("need", "what_happened", "why_it_worked", "what_it_needed", "where_it_might_not_fit")
_STORY_ANCHORS = tuple(part.replace("_", "-") for part in _STORY)
_VOCABULARIES = {facet.id: facet.vocabulary for facet in FACETS}


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """A related case with the reasons in words."""

    case: CaseStudy
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadingApproach:
    """An approach of the case, with the outcomes of guides that recommend it."""

    approach: Approach
    leads: tuple[Lead, ...]


def list_pages(context: SiteContext) -> Iterable[CaseStudy]:
    """One page for each case that is not a draft."""
    return context.case_studies


def depends_on(context: SiteContext, case: CaseStudy) -> Iterator[str]:
    """The case and its related cases. Their files decide why they are related, too."""
    yield from map(context.digest_case, (case, *_find_nearest(context, case.id)))


def render(context: SiteContext, case: CaseStudy) -> Page:
    """Render the page of a case."""
    t = context.strings
    related = _list_related(context, case)
    texts = [getattr(case, part) for part in _STORY]
    references = context.references(case.sources, (case.summary, case.status_note, *texts, case.evidence.basis))
    anchors = (
        "facts", *_STORY_ANCHORS, *(["quotes"] if case.quotes else []), "figures", "lessons", "how-sure",
        *(["disputed"] if case.disputed else []), *(["related"] if related else []), "guides", "sources", "about",
    )  # fmt: skip
    headings = _make_headings(t, anchors)
    return Page(
        url=ROUTE.format(case=case),
        section=SECTION,
        title=plain(case.title),
        description=plain(case.summary),
        body=_render_body(context, case, references, related, headings),
        headings=headings,
        crumbs=make_crumbs(context, library_crumb(context)),
        kind=t("case_study.kind"),
        styles=STYLES,
        about=_describe_case(context, case),
        changed=get_change_date(case),
    )


def _render_body(context: SiteContext, case: CaseStudy, references: References, related: Sequence[RelatedCase], headings: tuple[Heading, ...]) -> str:
    """Render the body of the page from its template."""
    t = context.strings
    texts = [getattr(case, part) for part in _STORY]
    approaches = [approach for approach_id in case.approaches if (approach := context.approach(approach_id))]
    return context.render(
        "case_study.html.jinja",
        case=case,
        published=get_publication_date(case),
        story=[(heading, text) for heading, text in zip(headings[1:], texts, strict=False)],
        references=references,
        dates=dates_in_words(context, case),
        places=[(place.name, _describe_place(context, place)) for place in case.places],
        approaches=approaches,
        people=[context.knowledge_base.label("people", person) for person in case.people],
        stale=find_stale_confirmation(case, context.today),
        overdue=is_overdue(case.review.next_review, context.today),
        disputes=[(_describe_field(context, case, dispute), dispute) for dispute in case.disputed],
        contested={dispute.path for dispute in case.disputed},
        related=related,
        led=[LeadingApproach(approach, context.leads[approach.id]) for approach in approaches if approach.id in context.leads],
        facts=list(_list_facts(context, case)),
        contributors=[context.knowledge_base.contributors.get(person) or person for person in case.contributors],
        assessor=context.knowledge_base.contributors.get(case.evidence.assessed_by),
        report=lambda figure: make_report_address(
            context,
            t("case_study.figure.report_subject", case=case.id, figure=figure.id),
            page=f"{SECTION}{case.id}/#figure-{figure.id}",
            figure=plain(figure.label),
            value=describe_figure(figure),
        ),
        report_page=make_report_address(context, t("case_study.report_page_subject", case=case.id), page=f"{SECTION}{case.id}/"),
    )


@lru_cache(maxsize=CACHE_SIZE)
def _make_headings(t: Strings, anchors: tuple[str, ...]) -> tuple[Heading, ...]:
    """The contents of a page, which many pages share."""
    return tuple(Heading(anchor, t(f"case_study.{anchor.replace('-', '_')}")) for anchor in anchors)


def _describe_case(context: SiteContext, case: CaseStudy) -> Mapping[str, Any]:
    """Describe the case for programs."""
    contributors, label = context.knowledge_base.contributors, context.knowledge_base.label
    return describe_work(
        context,
        "Article",
        plain(case.title),
        plain(case.summary),
        changed=get_change_date(case),
        published=get_publication_date(case),
        author=[{"@type": "Organization", "name": contributors[person].name} for person in case.contributors if person in contributors],
        spatialCoverage=[place.name for place in case.places],
        keywords=[label("themes", theme) for theme in case.themes],
    )


def _describe_place(context: SiteContext, place: Place) -> str:
    """The size of a place and its region, as far as they are known."""
    label, region = context.knowledge_base.label, find_region(place)
    scope = label("scopes", place.scope)
    return scope if region == UNKNOWN else context.strings("case_study.in_region", scope=scope, region=label("regions", region))


def _describe_field(context: SiteContext, case: CaseStudy, dispute: Dispute) -> str:
    """The words for the field that is contested; a figure's own label where it is one."""
    field, _, part = dispute.path.partition(".")
    figure = next((figure for figure in case.figures if field == "figures" and figure.id == part), None)
    if figure:
        return figure.label
    keys = (f"case_study.field.{field}", f"case_study.{field}")
    return next((context.strings(key) for key in keys if key in context.strings.entries), dispute.path)


@cache_per_context
def _find_nearest(context: SiteContext, case_id: str) -> list[CaseStudy]:
    """Find the cases that are shown as related to a case."""
    return find_nearest_cases(context.relation_index, case_id)


def _list_related(context: SiteContext, case: CaseStudy) -> list[RelatedCase]:
    related = describe_relations(context.relation_index, case.id, _find_nearest(context, case.id))
    return [RelatedCase(each.case, tuple(_list_reasons(context, each))) for each in related]


def _list_reasons(context: SiteContext, related: CaseRelation) -> Iterator[str]:
    """List why a case is related to another, in words."""
    if related.relation:
        yield context.strings(f"case_study.{'relation_there' if related.declared_there else 'relation'}.{related.relation}")
    for shared in related.shared:
        yield _describe_shared(context, shared)


@cache_per_context
def _describe_shared(context: SiteContext, shared: SharedValues) -> str:
    """Describe what two cases have in common."""
    values = "; ".join(_label_value(context, shared.facet, value) for value in shared.values)
    return context.strings(f"case_study.reason.{shared.facet}", values=values)


def _label_value(context: SiteContext, facet: str, value: str) -> str:
    vocabulary = _VOCABULARIES[facet]
    if vocabulary:
        return context.knowledge_base.label(vocabulary, value)
    approach = context.approach(value)
    return plain(approach.title) if approach else value


def _list_facts(context: SiteContext, case: CaseStudy) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The case's situation in the words of the shared questions, or of the guides' own."""
    for fact_id, answers in case.facts.items():
        fact = context.knowledge_base.facts.get(fact_id)
        asked = fact or next((question for tree in context.trees if (question := context.compiled[tree.id].question(fact_id))), None)
        if asked:
            labels = {option.id: option.label for option in asked.options}
            yield asked.text, tuple(labels.get(answer, answer) for answer in answers)
