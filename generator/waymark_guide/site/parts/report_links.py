"""Makes the links by which a reader reports a mistake. The page, the figure and its value are filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.site.context import SiteContext

PAGE = "contribute/report/"
"""The page that says what to send, and where."""
FORM = "figure-problem.yml"
"""The issue form for it, in `.github/ISSUE_TEMPLATE/`."""


def make_report_address(context: SiteContext, title: str, *, page: str, figure: str = "", value: str = "") -> str:
    """Make the address for reporting a mistake: the owner's own, else an issue at the repository, else a page of this site.

    Args:
        context: what pages are made from.
        title: the subject, in a few words.
        page: the page, as a path below the root that may end in a fragment.
        figure: the name of the figure; empty where the report is not about a figure.
        value: the value that the page shows.
    """
    fields = {"title": title, "page": f"{context.settings.site_url}/{page}", "figure": figure, "value": value}
    if context.settings.report_url:
        return fill_address(context.settings.report_url, **fields)
    present = {name: words for name, words in fields.items() if words}
    if context.settings.repository_url:
        return f"{context.settings.repository_url}/issues/new?{_encode_query({'template': FORM, **present})}"
    return f"/{PAGE}#{_encode_query(present)}"


def _encode_query(fields: Mapping[str, str]) -> str:
    """Encode fields as the query of an address."""
    return "&".join([f"{name}={quote(words, safe='')}" for name, words in fields.items()])


def fill_address(address: str, **fields: str) -> str:
    """Fill the fields that an address names in braces."""
    for name, words in fields.items():
        address = address.replace(f"{{{name}}}", quote(words, safe=""))
    return address
