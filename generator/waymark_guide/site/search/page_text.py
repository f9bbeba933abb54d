"""What the search of the whole site reads: of each page that search may find, its own text without the frame around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from waymark_guide.site.parts.page_frame import HAND_WRITTEN

if TYPE_CHECKING:
    from waymark_guide.site.page import Page, Part

EXCLUDED_PARTS = (
    ".headerlink", ".wm-cite", ".wm-standing", ".wm-about-page", ".wm-figures__report", ".wm-glossary", "template",
    "[aria-labelledby=related]", "[aria-labelledby=guides]",
)  # fmt: skip
"""Parts that repeat on many pages, or that belong to another page, which is the better search result."""


def make_search_texts(page: Page, written: str = "") -> dict[str, str]:
    """Make the texts of a page for search, by path: a small HTML file of the page, and one for each part that is a result of its own.

    Args:
        page: a page.
        written: the hand-written text for the same address.
    """
    if not page.indexed:
        return {}
    texts = {f"{page.url}index.html": _render_document(page.title, page.kind, page.body.replace(HAND_WRITTEN, written))}
    return texts | {f"{page.url}{part.anchor}/index.html": _render_part(page, part) for part in page.parts}


def _render_part(page: Page, part: Part) -> str:
    """Render the text of a part, with its address on the page."""
    address = f'<p data-pagefind-meta="place[data-place]" data-place="{escape(page.url)}#{escape(part.anchor)}"></p>'
    return _render_document(part.title, page.kind, f"<h1>{escape(part.title)}</h1>{address}<p>{escape(part.text)}</p>")


def _render_document(title: str, kind: str, body: str) -> str:
    filter_attributes = f' data-pagefind-filter="kind[data-kind]" data-kind="{escape(kind)}"' if kind else ""
    return f'<!doctype html><html lang="en"><title>{escape(title)}</title><main data-pagefind-body{filter_attributes}>{body}</main></html>'
