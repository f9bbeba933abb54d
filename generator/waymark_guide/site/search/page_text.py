"""What the search of the whole site reads: of each page that search may find, its own text without the frame around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from waymark_guide.site.parts.page_frame import HAND_WRITTEN

if TYPE_CHECKING:
    from waymark_guide.site.page import Page, Part

PASSED_OVER = (
    ".headerlink", ".wm-cite", ".wm-standing", ".wm-about-page", ".wm-figures__report", ".wm-glossary", "template",
    "[aria-labelledby=related]", "[aria-labelledby=guides]",
)  # fmt: skip
"""Parts of a page that say the same on many pages, or name what stands on another: whoever searches for that wants the other page."""


def searched(page: Page, written: str = "") -> dict[str, str]:
    """What search reads of a page: a small HTML file of its own text, and one for each part that it finds by itself; by path.

    Args:
        page: a page.
        written: the hand-written text for the same address.
    """
    if not page.indexed:
        return {}
    texts = {f"{page.url}index.html": _document(page.title, page.kind, page.body.replace(HAND_WRITTEN, written))}
    return texts | {f"{page.url}{part.anchor}/index.html": _part(page, part) for part in page.parts}


def _part(page: Page, part: Part) -> str:
    """The text of a part, with the place where it really stands."""
    place = f'<p data-pagefind-meta="place[data-place]" data-place="{escape(page.url)}#{escape(part.anchor)}"></p>'
    return _document(part.title, page.kind, f"<h1>{escape(part.title)}</h1>{place}<p>{escape(part.text)}</p>")


def _document(title: str, kind: str, body: str) -> str:
    kept = f' data-pagefind-filter="kind[data-kind]" data-kind="{escape(kind)}"' if kind else ""
    return f'<!doctype html><html lang="en"><title>{escape(title)}</title><main data-pagefind-body{kept}>{body}</main></html>'
