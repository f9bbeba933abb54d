"""Checks the hand-written pages against the plan of the site, which knows every address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.build.plan import Plan
from waymark_guide.checks.pages.addresses import find_address
from waymark_guide.checks.pages.check_pages import check_pages
from waymark_guide.model.finding import sort_key
from waymark_guide.site.parts.page_frame import HAND_WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.model.finding import Finding
    from waymark_guide.model.settings import Settings
    from waymark_guide.reading.assembly import Reading
    from waymark_guide.reading.hand_written_pages import HandWritten


def add_page_findings(findings: Iterable[Finding], reading: Reading, settings: Settings, planned: object) -> tuple[Finding, ...]:
    """Add what is wrong with the hand-written pages to other findings, in the order of files and lines.

    Args:
        findings: what the rules found in the content.
        reading: what was read.
        settings: the settings of the site.
        planned: the plan of the site; anything else if it could not be planned. Then links to the pages that it would have are not checked.
    """
    addresses = _list_addresses(planned, reading.hand_written) if isinstance(planned, Plan) else None
    in_pages = check_pages(reading.hand_written, addresses, allow_html=settings.allow_html)
    return tuple(sorted({*findings, *in_pages}, key=sort_key))


def _list_addresses(plan: Plan, hand_written: HandWritten) -> dict[str, bool]:
    """List the addresses of what the site makes, each with whether the text of a hand-written page has a place there."""
    addresses = dict.fromkeys((*plan.pages, *plan.files), False)
    for address in map(find_address, hand_written.pages):
        if address in plan.pages:
            addresses[address] = HAND_WRITTEN in plan.pages[address].render().body
    return addresses
