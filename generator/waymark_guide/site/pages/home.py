"""The home page: begin with a question, or go straight to what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.site.page import Page
from waymark_guide.site.parts.layers import by_layer
from waymark_guide.site.parts.structured_data import describe_work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.site.context import SiteContext

SHOWN = 4
"""How many cases it shows."""


ROUTE = ""
ORDER = 0
depends_on = None  # it may show any case


def render(context: SiteContext) -> Page:
    """Render the page."""
    first, *others = context.trees or (None,)
    return Page(
        url=ROUTE,
        section="",
        title=context.strings("home.title"),
        description=context.strings("home.description"),
        body=context.render(
            "home.html.jinja", first=first, others=others, layers=by_layer(context.knowledge_base), cases=choose_varied(context.case_studies)
        ),
        kind=context.strings("site.kind.page"),
        about=_describe_site(context),
    )


def _describe_site(context: SiteContext) -> Mapping[str, Any]:
    """Describe the site for programs: what it is, and how to search it if it knows its own address."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{context.settings.site_url}/search/?q={{query}}"}
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=query"}
    return describe_work(
        context,
        "WebSite",
        context.settings.name or context.strings("home.title"),
        context.settings.about or context.strings("home.description"),
        potentialAction=search if context.settings.site_url else None,
    )


def choose_varied(cases: tuple[CaseStudy, ...]) -> tuple[CaseStudy, ...]:
    """Choose a few cases that differ most: each adds as many new statuses, evidence levels, approaches and themes as it can."""
    features = [_list_features(case) for case in cases]
    left, seen = list(range(len(cases))), set[str]()
    chosen: list[CaseStudy] = []
    while left and len(chosen) < SHOWN:
        best = max(left, key=lambda index: len(features[index] - seen))
        left.remove(best)
        chosen.append(cases[best])
        seen |= features[best]
    return tuple(chosen)


def _list_features(case: CaseStudy) -> set[str]:
    return {f"status {case.status}", f"evidence {case.evidence.level}", *case.approaches, *case.themes}
