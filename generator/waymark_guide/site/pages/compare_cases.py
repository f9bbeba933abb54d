"""Case studies side by side: one page that sets any two or three side by side, and the files that it takes them from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.library.common_rows import Line
from waymark_guide.site.amounts import figure_in_words
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Draft, FileGroup, Page
from waymark_guide.site.pages.case_studies import SECTION
from waymark_guide.site.pages.case_study import dates_in_words
from waymark_guide.site.parts.comparison import SCRIPTS, STYLES, Column, words
from waymark_guide.site.parts.comparison import files as files_of
from waymark_guide.site.parts.pagination import library_crumb, way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.figure import Figure
    from waymark_guide.site.context import SiteContext

ADDRESS = f"{SECTION}compare/"
ROWS = ("summary", "status", "when", "place", "people", "approaches", "themes", "route", "organisations", "figures", "evidence", "lessons")


def pages(context: SiteContext) -> Iterator[Draft]:
    """The one page, where there is a case to show."""
    if context.case_studies:
        yield Draft(ADDRESS, partial(_page, context), reads=lambda: [str(len(context.case_studies))])


def _page(context: SiteContext) -> Page:
    say = context.strings
    return Page(
        url=ADDRESS,
        section=SECTION,
        title=say("compare.cases.title"),
        description=say("compare.cases.lead"),
        body=context.render("compare_cases.html.jinja", folder=ADDRESS),
        crumbs=way(context, library_crumb(context)),
        kind=say("compare.cases.kind"),
        data={"compare-words": words(say, "cases", ROWS, len(context.case_studies))},
        scripts=SCRIPTS,
        styles=STYLES,
        indexed=False,
    )


def files(context: SiteContext) -> Iterator[FileGroup]:
    """What the script needs to set any cases side by side."""
    cases = {case.id: case for case in context.case_studies}
    return files_of(ADDRESS, cases, partial(_column, context), reads=context.print_of)


def _column(context: SiteContext, case: CaseStudy) -> Column:
    say, label = context.strings, context.knowledge_base.label
    dates = dates_in_words(context, case)
    approaches = (approach for each in case.approaches if (approach := context.approach(each)))
    rows = {
        "summary": (Line(plain(case.summary)),),
        "status": (Line(label("statuses", case.status)),),
        "when": (Line(dates),) if dates else (),
        "place": tuple(Line(place.name) for place in case.places),
        "people": _labels(label("people", person) for person in case.people),
        "approaches": tuple(Line(plain(approach.title), f"approaches/{approach.id}/") for approach in approaches),
        "themes": tuple(Line(label("themes", theme), f"{SECTION}by/theme/{theme}/") for theme in case.themes),
        "route": _labels([label("routes", case.arrangement.route)] if case.arrangement else ()),
        "organisations": tuple(Line(each.name, note=label("organisation-roles", each.role)) for each in case.organisations),
        "figures": tuple(_figure(context, figure) for figure in case.figures),
        "evidence": (
            Line(
                say("case_study.level", level=case.evidence.level, words=label("evidence-levels", case.evidence.level)),
                note=plain(case.evidence.basis),
            ),
        ),
        "lessons": tuple(Line(plain(lesson.text), note=label("lesson-kinds", lesson.kind)) for lesson in case.lessons),
    }
    return Column(case.id, plain(case.title), f"{SECTION}{case.id}/", {row: rows[row] for row in ROWS})


def _labels(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts)


def _figure(context: SiteContext, figure: Figure) -> Line:
    """A figure with its unit; beside it the period, the year of its prices, and how sure we can be."""
    say, level = context.strings, figure.evidence_level
    sure = (
        say("case_study.figure.not_rated")
        if level is None
        else say("case_study.level", level=level, words=context.knowledge_base.label("evidence-levels", level))
    )
    prices = say("case_study.figure.prices", year=figure.price_year) if figure.price_year else ""
    note = "; ".join(part for part in (str(figure.period), prices, sure) if part)
    return Line(f"{plain(figure.label)}: {figure_in_words(figure)}", note=f"{note}.")
