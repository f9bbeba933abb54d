"""Checks the settings, and the hand-written pages against the plan of the site, which knows every address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.build.plan import Plan
from waymark_guide.checks.pages.addresses import find_address
from waymark_guide.checks.pages.check_pages import check_pages
from waymark_guide.checks.site_settings import check_settings
from waymark_guide.model.finding import sort_key
from waymark_guide.reading.settings import read_settings, read_settings_file
from waymark_guide.site.parts.page_frame import HAND_WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.assembly import Reading
    from waymark_guide.reading.hand_written_pages import HandWritten


def add_site_findings(findings: Iterable[Finding], root: Path, reading: Reading, planned: object) -> tuple[Finding, ...]:
    """Add what is wrong with the settings and the hand-written pages to other findings, in the order of files and lines.

    Args:
        findings: what the rules found in the content.
        root: the knowledge base.
        reading: what was read in it.
        planned: the plan of the site; anything else if it could not be planned. Then links to the pages that it would have are not checked.
    """
    addresses = _list_addresses(planned, reading.hand_written) if isinstance(planned, Plan) else None
    in_pages = check_pages(reading.hand_written, addresses, allow_html=read_settings(root).allow_html)
    file = read_settings_file(root)
    guides = [tree.id for tree in reading.knowledge_base.trees.values() if tree.status == "published"]
    in_settings = check_settings(file, guides) if file else ()
    return tuple(sorted({*findings, *in_pages, *in_settings}, key=sort_key))


def _list_addresses(plan: Plan, hand_written: HandWritten) -> dict[str, bool]:
    """List the addresses of what the site makes, each with whether the text of a hand-written page has a place there."""
    addresses = dict.fromkeys((*plan.pages, *plan.files), False)
    for address in map(find_address, hand_written.pages):
        if address in plan.pages:
            addresses[address] = HAND_WRITTEN in plan.pages[address].render().body
    return addresses
