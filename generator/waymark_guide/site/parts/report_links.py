"""Where a reader tells of a mistake: with the page, the figure and its value filled in, so that only what is wrong has to be written."""

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


def report_address(context: SiteContext, title: str, *, page: str, figure: str = "", value: str = "") -> str:
    """Where to tell of a mistake: the owner's own place, else an issue at the repository, else a page of this site that helps to write it down.

    Args:
        context: what pages are made from.
        title: what it is about, in a few words.
        page: the page, as a path below the root that may end in a fragment.
        figure: the name of the figure; empty where it is about something else.
        value: what the page says of it.
    """
    told = {"title": title, "page": f"{context.settings.site_url}/{page}", "figure": figure, "value": value}
    if context.settings.report_url:
        return filled(context.settings.report_url, **told)
    given = {name: words for name, words in told.items() if words}
    if context.settings.repository_url:
        return f"{context.settings.repository_url}/issues/new?{_query({'template': FORM, **given})}"
    return f"/{PAGE}#{_query(given)}"


def _query(given: Mapping[str, str]) -> str:
    """What is given as the part of an address that tells it."""
    return "&".join([f"{name}={quote(words, safe='')}" for name, words in given.items()])


def filled(address: str, **told: str) -> str:
    """An address with words in the places that it names in braces."""
    for name, words in told.items():
        address = address.replace(f"{{{name}}}", quote(words, safe=""))
    return address
