"""A page that compares any two or three case studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site import script_files
from waymark_guide.site.files.case_columns import FOLDER, ROWS
from waymark_guide.site.page import Page
from waymark_guide.site.pages.case_studies import SECTION
from waymark_guide.site.parts.comparison import STYLES, make_script_data
from waymark_guide.site.parts.pagination import library_crumb, make_crumbs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.site.context import SiteContext

ROUTE = FOLDER


def list_pages(context: SiteContext) -> Iterator[tuple[CaseStudy, ...]]:
    """The one page, if there are cases to compare."""
    if context.case_studies:
        yield context.case_studies


def depends_on(_: SiteContext, cases: tuple[CaseStudy, ...]) -> tuple[str, ...]:
    """The number of cases."""
    return (str(len(cases)),)


def render(context: SiteContext, cases: tuple[CaseStudy, ...]) -> Page:
    """Render the page."""
    t = context.strings
    return Page(
        url=ROUTE,
        section=SECTION,
        title=t("compare.cases.title"),
        description=t("compare.cases.lead"),
        body=context.render("compare_cases.html.jinja", folder=FOLDER),
        crumbs=make_crumbs(context, library_crumb(context)),
        kind=t("compare.cases.kind"),
        data={"compare-words": make_script_data(t, "cases", ROWS, len(cases))},
        scripts=(script_files.COMPARE.address,),
        styles=STYLES,
        indexed=False,
    )
