"""Explains the first use of each glossary term on a page, and makes every other use plain words.

Without script a term is a plain link to the glossary. The meanings are hidden at the foot of the page, for the script to show and for screen
readers to speak.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from waymark_guide.site import script_files
from waymark_guide.site.glossary_links import LINK_START
from waymark_guide.site.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.library.terms import Terms
    from waymark_guide.site.page import Page

STYLES = ("/assets/terms/terms.css",)
_LINK = re.compile(rf'{re.escape(LINK_START)}([a-z0-9-]+)">([^<]*)</a>|</?template\b')
"""A link to a term, or the edge of a part that is shown as a page of its own."""


def add_tooltips(page: Page, terms: Terms) -> Page:
    """Give the first use of each term a link with its meaning, and make every other use plain words again.

    A page that is about a term does not explain it. A `<template>` is a view of its own, with first uses of its own.
    """
    if LINK_START not in page.body:
        return page
    first_uses = _FirstUses(terms.find_subjects(page.url))
    body = _LINK.sub(first_uses.replace, page.body)
    if not first_uses.used:
        return replace(page, body=body)
    return replace(
        page,
        body=body + render_meanings(terms, first_uses.used),
        terms=tuple(first_uses.used),
        scripts=(*page.scripts, script_files.TERMS),
        styles=(*page.styles, *STYLES),
    )


class _FirstUses:
    """The terms that a page has explained so far."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.used: dict[str, None] = {}
        self._page = set(known)
        self._view = self._page

    def replace(self, match: re.Match[str]) -> str:
        """Replace a first use by its link, and any other use by its words."""
        term, words = match[1], match[2]
        if term is None:
            self._view = self._page if match[0].startswith("</") else set(self.known)
            return match[0]
        if term in self._view:
            return words
        self._view.add(term)
        self.used[term] = None
        return f'{LINK_START}{term}" aria-describedby="meaning-{term}">{words}</a>'


def render_meanings(terms: Terms, used: Iterable[str]) -> str:
    """Render the meanings of these terms, hidden until they are requested."""
    paragraphs = "".join(_render_meaning(terms, term) for term in used)
    return f'\n<div class="wm-meanings" hidden data-pagefind-ignore>{paragraphs}</div>\n'


@cache
def _render_meaning(terms: Terms, term: str) -> str:
    entry = terms.entries[term]
    return str(Markup('<p id="meaning-{}"><b>{}:</b> {}</p>').format(term, entry.term, plain(entry.definition)))
