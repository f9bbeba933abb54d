"""The dates of a case study in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.model.partial_date import format_date

if TYPE_CHECKING:
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.site.context import SiteContext


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
