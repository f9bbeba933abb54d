"""What the search of the whole site reads: of each page that search may find, its own text without the frame around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from generator.site.stamp import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.outputs import Shell
    from generator.site.page import Page, Part, Plan

PASSED_OVER = (
    ".headerlink", ".wm-cite", ".wm-standing", ".wm-about-page", ".wm-figures__report", ".wm-glossary", "template",
    "[aria-labelledby=related]", "[aria-labelledby=guides]",
)  # fmt: skip
"""Parts of a page that say the same on many pages, or name what stands on another: whoever searches for that wants the other page."""


def searched(plan: Plan, shell: Shell) -> dict[str, str]:
    """A small HTML file for each page that search may find, by the path of the page's own file."""
    by_hand = {page.url: page for page in shell.written}
    texts: dict[str, str] = {}
    for page in _found(by_hand, plan):
        texts[f"{page.url}index.html"] = _text(page, by_hand)
        texts |= {f"{page.url}{part.anchor}/index.html": _part(page, part) for part in page.parts}
    return texts


def _found(by_hand: dict[str, Page], plan: Plan) -> Iterator[Page]:
    return (page for page in {**by_hand, **plan.pages}.values() if page.indexed)


def _text(page: Page, by_hand: dict[str, Page]) -> str:
    body = page.body.replace(WRITTEN, by_hand[page.url].body) if WRITTEN in page.body and page.url in by_hand else page.body
    return _document(page.title, page.kind, body)


def _part(page: Page, part: Part) -> str:
    """The text of a part, with the place where it really stands."""
    place = f'<p data-pagefind-meta="place[data-place]" data-place="{escape(page.url)}#{escape(part.anchor)}"></p>'
    return _document(part.title, page.kind, f"<h1>{escape(part.title)}</h1>{place}<p>{escape(part.text)}</p>")


def _document(title: str, kind: str, body: str) -> str:
    kept = f' data-pagefind-filter="kind[data-kind]" data-kind="{escape(kind)}"' if kind else ""
    return f'<!doctype html><html lang="en"><title>{escape(title)}</title><main data-pagefind-body{kept}>{body}</main></html>'
