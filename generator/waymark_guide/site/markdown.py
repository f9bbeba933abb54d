"""Renders the Markdown of authors as safe HTML: no raw HTML, only safe links, and no images from other hosts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from waymark_guide.model.citation import CITATION, ids_of
from waymark_guide.model.slug import make_slug
from waymark_guide.site.glossary_links import link_to_term, mark_terms, render_term, split_at_terms
from waymark_guide.site.page import Heading
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from waymark_guide.library.terms import Terms
    from waymark_guide.site.numbered_sources import References

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE = ("https:", "http:", "mailto:")
_LARGEST, _SMALLEST = 1, 6
_GAP = re.compile(r"\n\n+")
_SYNTAX = re.compile(r"[\\`*_\[\]<>&|\0\t\v\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""Characters that may be Markdown syntax, and unusual spaces. They are listed because a character class such as `\\s` takes four times as long."""
_LINE = re.compile(r"[^\W\d_]")
"""A letter. A line that begins with anything else may be Markdown syntax too, as may spaces at its end."""
_LISTED = re.compile(r"[#>*-]\s")
CACHED = 20_000
"""How many rendered texts are cached: some megabytes."""
TABLE = load_strings()("site.table")
"""The name of a table for screen readers, unless another is given."""


@dataclass(frozen=True, slots=True)
class Article:
    """Prose with headings: its HTML, and the entries for a table of contents."""

    html: Markup
    headings: tuple[Heading, ...] = ()


def is_safe(address: str) -> bool:
    """Check that a link is safe: `https`, `http`, `mailto`, or an address within this site."""
    plain = address.strip()
    if not plain or "\\" in plain or plain.startswith("//") or any(ord(character) <= ord(" ") for character in plain):
        return False
    scheme = _SCHEME.match(plain)
    return scheme is None or scheme[0].lower() in _SAFE


def is_within(address: str) -> bool:
    """Check that an address is on this site."""
    return is_safe(address) and _SCHEME.match(address.strip()) is None


def prose(  # noqa: PLR0913 (one for each way of writing)
    text: str | None, *, inline: bool = False, sources: References | None = None, terms: Terms | None = None, highest: int = 3, table: str = TABLE
) -> Markup:
    """Render a Markdown text as HTML.

    Args:
        text: the Markdown; None gives an empty result.
        inline: whether it is one line, without paragraphs or lists.
        sources: the references of the page, for `[source:id]`; without them a citation links to the page of all sources.
        terms: the glossary, if its terms in the text become links.
        highest: the level of the largest heading that the text may have.
        table: the name of a table for screen readers, in the language of the interface.
    """
    if not text:
        return Markup()
    if sources is None or CITATION.search(text) is None:
        return _render_cached(text, inline, terms, highest, table)
    return _render(text, {"sources": sources, "highest": highest, "terms": terms, "table": table}, inline=inline)


@lru_cache(maxsize=CACHED)
def _render_cached(text: str, inline: bool, terms: Terms | None, highest: int, table: str) -> Markup:  # noqa: FBT001 (a cache takes its key by position)
    """Render a text without citations. The results are cached because the same summary is shown on many pages."""
    return _render(text, {"sources": None, "highest": highest, "terms": terms, "table": table}, inline=inline)


def _render(text: str, environment: dict[str, Any], *, inline: bool) -> Markup:
    bare = text.rstrip("\n")
    if _is_plain(bare):
        return _render_plain(bare, environment["terms"], inline=inline)
    render = _markdown().renderInline if inline else _markdown().render
    return Markup(wrap_tables(render(text, environment).strip(), environment["table"]))  # noqa: S704 (made by the renderer, which escapes every text)


def _is_plain(text: str) -> bool:
    """Check that a text contains no Markdown syntax."""
    first, *lines = text.split("\n")
    if not _LINE.match(first) or _SYNTAX.search(text) or text.endswith(" ") or " \n" in text:
        return False
    return all(_LINE.match(line) for line in lines if line)


def _render_plain(text: str, terms: Terms | None, *, inline: bool) -> Markup:
    """Render a text without Markdown syntax, with the same result as the parser in a tenth of the time."""
    words = text.replace('"', "&quot;") if terms is None else _link_terms(text, terms)
    return Markup(words if inline else "\n".join(f"<p>{each}</p>" for each in _GAP.split(words)))  # noqa: S704 (it holds none of < > &)


def _link_terms(text: str, terms: Terms) -> str:
    """Link the terms in a text without Markdown syntax."""
    return "".join(link_to_term(term, words) if term else words.replace('"', "&quot;") for words, term in split_at_terms(text, terms, set()))


def article(text: str | None, *, sources: References | None = None, terms: Terms | None = None, highest: int = 2, table: str = TABLE) -> Article:
    """Render a longer text, and list its headings."""
    environment: dict[str, Any] = {"sources": sources, "highest": highest, "terms": terms, "headings": []}
    html = wrap_tables(_markdown().render(text or "", environment).strip(), table)
    return Article(Markup(html), tuple(environment["headings"]))  # noqa: S704 (as above)


@lru_cache(maxsize=CACHED)
def plain(text: str | None) -> str:
    """Convert a Markdown text to plain text, for descriptions and search."""
    words = text or ""
    if "[" in words:
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", CITATION.sub("", words))
    words = words.replace("**", "").replace("`", "")
    return " ".join((re.sub(r"(^|\s)[#>*-]+\s", " ", words) if _LISTED.search(words) else words).split())


def first_paragraph(text: str | None) -> str:
    """Return the first paragraph of a Markdown text."""
    return _GAP.split((text or "").strip())[0]


def first_sentence(text: str | None) -> str:
    """Return the first sentence of a Markdown text, as plain text."""
    words = plain(text)
    end = re.search(r"[.?!](?=\s+[^\sa-z])", words)
    return words[: end.end()] if end else words


class _Markdown(MarkdownIt):
    """The parser with the rules of this site for safe links."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the parser's name)
        """Check that a link is safe."""
        return is_safe(url)


@cache
def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False}).enable("table")
    markdown.inline.ruler.before("link", "citation", _parse_citation)
    markdown.core.ruler.push("headings", _adjust_headings)
    markdown.core.ruler.push("terms", mark_terms)
    markdown.add_render_rule("citation", _render_citation)
    markdown.add_render_rule("term", render_term)
    markdown.add_render_rule("image", _render_image)
    return markdown


def _parse_citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser calls it so)
    """Parse `[source:id]` or `[source:id, other-id]`, together with the space before it."""
    match = CITATION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        token = state.push("citation", "", 0)
        token.meta = {"ids": ids_of(match)}
    state.pos = match.end()
    return True


def _adjust_headings(state: Any) -> None:  # noqa: ANN401 (the parser's StateCore)
    """Lower headings to the level allowed, give them anchors, and list them for the table of contents."""
    seen: dict[str, int] = {}
    for opening, content in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type not in {"heading_open", "heading_close"}:
            continue
        level = min(_SMALLEST, max(int(opening.tag[1]), state.env.get("highest", _LARGEST)))
        opening.tag = f"h{level}"
        if opening.type == "heading_open" and "headings" in state.env:
            anchor = make_slug(content.content) or "part"
            seen[anchor] = seen.get(anchor, 0) + 1
            opening.attrSet("id", anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}")
            state.env["headings"].append(Heading(str(opening.attrGet("id")), plain(content.content), level))
    if state.tokens and state.tokens[-1].type == "heading_close":
        state.tokens[-1].tag = f"h{min(_SMALLEST, max(int(state.tokens[-1].tag[1]), state.env.get('highest', _LARGEST)))}"


def _render_citation(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, environment: MutableMapping[str, Any]) -> str:
    references: References | None = environment.get("sources")
    marks = Markup()
    for source_id in tokens[index].meta["ids"]:
        marks += references.mark(source_id) if references else Markup('<a class="wm-cite" href="/sources/#source-{}">source</a>').format(source_id)
    return str(marks)


def _render_image(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, environment: MutableMapping[str, Any]) -> str:
    """Render an image of this site; of any other image, only its text."""
    token = tokens[index]
    words = renderer.renderInlineAsText(token.children, options, environment) if token.children else ""
    address = str(token.attrGet("src") or "")
    if not is_within(address):
        return str(escape(words))
    return str(Markup('<img src="{}" alt="{}" loading="lazy">').format(address, words))


def wrap_tables(html: str, label: str) -> str:
    """Wrap each table so that it scrolls within the page on a narrow screen, also by keyboard. The label is for screen readers."""
    around = f'<div class="wm-scroll" tabindex="0" role="group" aria-label="{escape(label)}"><table>'
    return html.replace("<table>", around).replace("</table>", "</table></div>")
