"""The home page: begin with a question, or go straight to what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.site.page import Page
from waymark_guide.site.parts.layers import by_layer
from waymark_guide.site.parts.structured_data import work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.site.context import SiteContext

SHOWN = 4


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    first, *others = context.trees or (None,)
    yield Page(
        url="",
        section="",
        title=context.strings("home.title"),
        description=context.strings("home.description"),
        body=context.render(
            "home.html.jinja", first=first, others=others, layers=by_layer(context.knowledge_base), cases=varied(context.case_studies)
        ),
        kind=context.strings("site.kind.page"),
        about=_told(context),
    )


def _told(context: SiteContext) -> Mapping[str, Any]:
    """The site for programs: what it is, and how to search it where it knows its own address."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{context.settings.site_url}/search/?q={{query}}"}
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=query"}
    return work(
        context,
        "WebSite",
        context.settings.name or context.strings("home.title"),
        context.settings.about or context.strings("home.description"),
        potentialAction=search if context.settings.site_url else None,
    )


def varied(cases: tuple[CaseStudy, ...]) -> tuple[CaseStudy, ...]:
    """A few cases that differ most: each adds as much as it can in status, evidence, approach and theme to those before it."""
    marks = [_marks(case) for case in cases]
    left, seen = list(range(len(cases))), set[str]()
    chosen: list[CaseStudy] = []
    while left and len(chosen) < SHOWN:
        best = max(left, key=lambda place: len(marks[place] - seen))
        left.remove(best)
        chosen.append(cases[best])
        seen |= marks[best]
    return tuple(chosen)


def _marks(case: CaseStudy) -> set[str]:
    return {f"status {case.status}", f"evidence {case.evidence.level}", *case.approaches, *case.themes}
