"""One case study: the facts, the story, the figures with how sure we can be, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from waymark_guide.library.approach_answers import leads
from waymark_guide.library.facets import FACETS
from waymark_guide.library.freshness import is_overdue, not_confirmed_since
from waymark_guide.library.news import changed, published
from waymark_guide.library.regions import UNKNOWN, region_of
from waymark_guide.library.relations import beside, nearest, ties
from waymark_guide.model.partial_date import format_date
from waymark_guide.site.amounts import figure_in_words
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Draft, Heading, Page
from waymark_guide.site.pages.case_studies import SECTION, STYLES
from waymark_guide.site.parts.pagination import library_crumb, way
from waymark_guide.site.parts.report_links import report_address
from waymark_guide.site.parts.structured_data import REMEMBERED, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from waymark_guide.library.approach_answers import Lead
    from waymark_guide.library.relations import Related, Shared
    from waymark_guide.model.approach import Approach
    from waymark_guide.model.case_study import CaseStudy, Place
    from waymark_guide.model.figure import Dispute
    from waymark_guide.site.context import SiteContext
    from waymark_guide.words.strings import Strings

_STORY = ("need", "what_happened", "why_it_worked", "what_it_needed", "where_it_might_not_fit")
_STORY_ANCHORS = tuple(part.replace("_", "-") for part in _STORY)
_VOCABULARIES = {facet.id: facet.vocabulary for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Beside:
    """A related case with the reasons in words."""

    case: CaseStudy
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Led:
    """An approach of the case, with the outcomes of guides that recommend it."""

    approach: Approach
    leads: tuple[Lead, ...]


def pages(context: SiteContext) -> Iterator[Draft]:
    """One page for each case that is no draft."""
    tied = cache(lambda: ties(context.knowledge_base, context.library))
    near = cache(lambda case_id: nearest(tied(), case_id))
    led = leads(context.compiled[tree.id] for tree in context.trees)
    shared = cache(lambda each: _shared(context, each))
    for case in context.case_studies:
        yield Draft(
            f"{SECTION}{case.id}/",
            lambda case=case: _page(  # type: ignore[misc] # a default cannot carry a type
                context,
                case,
                [Beside(each.case, tuple(_reasons(context, each, shared))) for each in beside(tied(), case.id, near(case.id))],
                led,
            ),
            reads=lambda case=case: _reads(context, case, near(case.id)),  # type: ignore[misc] # likewise
        )


def _reads(context: SiteContext, case: CaseStudy, related: Iterable[CaseStudy]) -> Iterator[str]:
    """The case and those beside it; why they are follows from the same files."""
    yield from map(context.print_of, (case, *related))


def _page(context: SiteContext, case: CaseStudy, related: Sequence[Beside], led: Mapping[str, tuple[Lead, ...]]) -> Page:
    say = context.strings
    texts = [getattr(case, part) for part in _STORY]
    references = context.references(case.sources, (case.summary, case.status_note, *texts, case.evidence.basis))
    approaches = [approach for approach_id in case.approaches if (approach := context.approach(approach_id))]
    anchors = (
        "facts", *_STORY_ANCHORS, *(["quotes"] if case.quotes else []), "figures", "lessons", "how-sure",
        *(["disputed"] if case.disputed else []), *(["related"] if related else []), "guides", "sources", "about",
    )  # fmt: skip
    headings = _headings(say, anchors)
    return Page(
        url=f"{SECTION}{case.id}/",
        section=SECTION,
        title=plain(case.title),
        description=plain(case.summary),
        body=context.render(
            "case_study.html.jinja",
            case=case,
            published=published(case),
            story=[(heading, text) for heading, text in zip(headings[1:], texts, strict=False)],
            references=references,
            dates=dates_in_words(context, case),
            places=[(place.name, _whereabouts(context, place)) for place in case.places],
            approaches=approaches,
            people=[context.knowledge_base.label("people", person) for person in case.people],
            stale=not_confirmed_since(case, context.today),
            overdue=is_overdue(case.review.next_review, context.today),
            disputes=[(_disputed_field(context, case, dispute), dispute) for dispute in case.disputed],
            contested={dispute.path for dispute in case.disputed},
            related=related,
            led=[Led(approach, led.get(approach.id, ())) for approach in approaches if led.get(approach.id)],
            facts=list(_facts(context, case)),
            contributors=[context.knowledge_base.contributors.get(person) or person for person in case.contributors],
            assessor=context.knowledge_base.contributors.get(case.evidence.assessed_by),
            report=lambda figure: report_address(
                context,
                say("case_study.figure.report_subject", case=case.id, figure=figure.id),
                page=f"{SECTION}{case.id}/#figure-{figure.id}",
                figure=plain(figure.label),
                value=figure_in_words(figure),
            ),
            report_page=report_address(context, say("case_study.report_page_subject", case=case.id), page=f"{SECTION}{case.id}/"),
        ),
        headings=headings,
        crumbs=way(context, library_crumb(context)),
        kind=say("case_study.kind"),
        styles=STYLES,
        about=_told(context, case),
        changed=changed(case),
    )


@lru_cache(maxsize=REMEMBERED)
def _headings(say: Strings, anchors: tuple[str, ...]) -> tuple[Heading, ...]:
    """The contents of a page, which many pages share."""
    return tuple(Heading(anchor, say(f"case_study.{anchor.replace('-', '_')}")) for anchor in anchors)


def _told(context: SiteContext, case: CaseStudy) -> Mapping[str, Any]:
    """The case for programs."""
    known, label = context.knowledge_base.contributors, context.knowledge_base.label
    return work(
        context,
        "Article",
        plain(case.title),
        plain(case.summary),
        changed=changed(case),
        published=published(case),
        author=[{"@type": "Organization", "name": known[person].name} for person in case.contributors if person in known],
        spatialCoverage=[place.name for place in case.places],
        keywords=[label("themes", theme) for theme in case.themes],
    )


def dates_in_words(context: SiteContext, case: CaseStudy) -> str:
    """`March 2020 to 23 June 2021`, `Since May 2022`; empty where neither end is known."""
    started, ended = (format_date(date) if date else "" for date in (case.dates.started, case.dates.ended))
    if not started and not ended:
        return ""
    if started and ended:
        form = "both"
    elif started:
        form = {"active": "started_active", "ended": "started_ended"}.get(case.status, "started")
    else:
        form = "ended"
    return context.strings(f"case_study.dates.{form}", started=started, ended=ended)


def _whereabouts(context: SiteContext, place: Place) -> str:
    """The size of a place and its region, as far as they are known."""
    label, region = context.knowledge_base.label, region_of(place)
    scope = label("scopes", place.scope)
    return scope if region == UNKNOWN else context.strings("case_study.in_region", scope=scope, region=label("regions", region))


def _disputed_field(context: SiteContext, case: CaseStudy, dispute: Dispute) -> str:
    """The words for the field that is contested; a figure's own label where it is one."""
    field, _, part = dispute.path.partition(".")
    figure = next((figure for figure in case.figures if field == "figures" and figure.id == part), None)
    if figure:
        return figure.label
    keys = (f"case_study.field.{field}", f"case_study.{field}")
    return next((context.strings(key) for key in keys if key in context.strings.entries), dispute.path)


def _reasons(context: SiteContext, related: Related, shared: Callable[[Shared], str]) -> Iterator[str]:
    if related.relation:
        yield context.strings(f"case_study.{'relation_there' if related.declared_there else 'relation'}.{related.relation}")
    yield from map(shared, related.shared)


def _shared(context: SiteContext, shared: Shared) -> str:
    """What two cases have in common, in words."""
    return context.strings(f"case_study.reason.{shared.facet}", values="; ".join(_value(context, shared.facet, value) for value in shared.values))


def _value(context: SiteContext, facet: str, value: str) -> str:
    vocabulary = _VOCABULARIES[facet]
    if vocabulary:
        return context.knowledge_base.label(vocabulary, value)
    approach = context.approach(value)
    return plain(approach.title) if approach else value


def _facts(context: SiteContext, case: CaseStudy) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The case's situation in the words of the shared questions, or of the guides' own."""
    for fact_id, answers in case.facts.items():
        fact = context.knowledge_base.facts.get(fact_id)
        asked = fact or next((question for tree in context.trees if (question := context.compiled[tree.id].question(fact_id))), None)
        if asked:
            labels = {option.id: option.label for option in asked.options}
            yield asked.text, tuple(labels.get(answer, answer) for answer in answers)
