"""The case studies as columns of a comparison, in files from which a script compares any of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.library.row_comparison import Line
from waymark_guide.site.amounts import describe_figure
from waymark_guide.site.markdown import plain
from waymark_guide.site.parts.case_dates import dates_in_words
from waymark_guide.site.parts.comparison import Column, list_column_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.figure import Figure
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.file_group import FileGroup

SECTION = "case-studies/"
FOLDER = f"{SECTION}compare/"
ROWS = ("summary", "status", "when", "place", "people", "approaches", "themes", "route", "organisations", "figures", "evidence", "lessons")


def list_files(context: SiteContext) -> Iterator[FileGroup]:
    """List the files from which a script compares any cases."""
    cases = {case.id: case for case in context.case_studies}
    return list_column_files(FOLDER, cases, partial(_make_column, context), digest=context.digest_case)


def _make_column(context: SiteContext, case: CaseStudy) -> Column:
    t, label = context.strings, context.knowledge_base.label
    dates = dates_in_words(context, case)
    approaches = (approach for each in case.approaches if (approach := context.approach(each)))
    rows = {
        "summary": (Line(plain(case.summary)),),
        "status": (Line(label("statuses", case.status)),),
        "when": (Line(dates),) if dates else (),
        "place": tuple(Line(place.name) for place in case.places),
        "people": _make_lines(label("people", person) for person in case.people),
        "approaches": tuple(Line(plain(approach.title), f"approaches/{approach.id}/") for approach in approaches),
        "themes": tuple(Line(label("themes", theme), f"{SECTION}by/theme/{theme}/") for theme in case.themes),
        "route": _make_lines([label("routes", case.arrangement.route)] if case.arrangement else ()),
        "organisations": tuple(Line(each.name, note=label("organisation-roles", each.role)) for each in case.organisations),
        "figures": tuple(_describe_figure(context, figure) for figure in case.figures),
        "evidence": (
            Line(
                t("case_study.level", level=case.evidence.level, words=label("evidence-levels", case.evidence.level)),
                note=plain(case.evidence.basis),
            ),
        ),
        "lessons": tuple(Line(plain(lesson.text), note=label("lesson-kinds", lesson.kind)) for lesson in case.lessons),
    }
    return Column(case.id, plain(case.title), f"{SECTION}{case.id}/", {row: rows[row] for row in ROWS})


def _make_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts)


def _describe_figure(context: SiteContext, figure: Figure) -> Line:
    """A figure with its unit, and as a note the period, the year of its prices, and the strength of its evidence."""
    t, level = context.strings, figure.evidence_level
    sure = (
        t("case_study.figure.not_rated")
        if level is None
        else t("case_study.level", level=level, words=context.knowledge_base.label("evidence-levels", level))
    )
    prices = t("case_study.figure.prices", year=figure.price_year) if figure.price_year else ""
    note = "; ".join(part for part in (str(figure.period), prices, sure) if part)
    return Line(f"{plain(figure.label)}: {describe_figure(figure)}", note=f"{note}.")
