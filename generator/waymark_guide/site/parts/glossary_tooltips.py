"""On each page the first use of a term is explained, and every other is plain words.

Without script the term is a plain link to the glossary. The meanings stand at the foot of the page, hidden, for the script to show and for
screen readers to speak.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from waymark_guide.site.glossary_links import LINK_START
from waymark_guide.site.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.library.terms import Terms
    from waymark_guide.site.page import Page

STYLES = ("/assets/terms/terms.css",)
SCRIPTS = ("/assets/terms/terms.js",)
_LINK = re.compile(rf'{re.escape(LINK_START)}([a-z0-9-]+)">([^<]*)</a>|</?template\b')
"""A link to a term, or the edge of a part that is shown as a page of its own."""


def explained(page: Page, terms: Terms) -> Page:
    """The page with its terms told: the first use of each is a link with its meaning beside it, and every other is plain words again.

    A page that is about a term does not explain it. A `<template>` is a view of its own, with first uses of its own.
    """
    if LINK_START not in page.body:
        return page
    told = _Told(terms.about(page.url))
    body = _LINK.sub(told.replaced, page.body)
    if not told.used:
        return replace(page, body=body)
    return replace(
        page,
        body=body + meanings(terms, told.used),
        terms=tuple(told.used),
        scripts=(*page.scripts, *SCRIPTS),
        styles=(*page.styles, *STYLES),
    )


class _Told:
    """What a page has told so far, from its beginning to its end."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.used: dict[str, None] = {}
        self._page = set(known)
        self._view = self._page

    def replaced(self, match: re.Match[str]) -> str:
        """The link of a first use, the bare words of any other."""
        term, words = match[1], match[2]
        if term is None:
            self._view = self._page if match[0].startswith("</") else set(self.known)
            return match[0]
        if term in self._view:
            return words
        self._view.add(term)
        self.used[term] = None
        return f'{LINK_START}{term}" aria-describedby="meaning-{term}">{words}</a>'


def meanings(terms: Terms, used: Iterable[str]) -> str:
    """The meanings of these terms, hidden until they are asked for."""
    told = "".join(_meaning(terms, term) for term in used)
    return f'\n<div class="wm-meanings" hidden data-pagefind-ignore>{told}</div>\n'


@cache
def _meaning(terms: Terms, term: str) -> str:
    entry = terms.entries[term]
    return str(Markup('<p id="meaning-{}"><b>{}:</b> {}</p>').format(term, entry.term, plain(entry.definition)))
