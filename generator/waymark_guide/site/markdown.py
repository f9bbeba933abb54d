"""Authors' Markdown becomes HTML that cannot do harm: no raw HTML, safe links only, nothing fetched from another host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from waymark_guide.model.citation import CITATION, ids_of
from waymark_guide.model.slug import make_slug
from waymark_guide.site.glossary_links import link_to_term, mark_terms, pieces, render_term
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
_MARKS = re.compile(r"[\\`*_\[\]<>&|\0\t\v\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""Signs that may mean something to Markdown, and unusual spaces: each by itself, because a class of them takes four times as long."""
_LINE = re.compile(r"[^\W\d_]")
"""A letter: a line that begins with anything else may mean something too, as may spaces at its end."""
_LISTED = re.compile(r"[#>*-]\s")
REMEMBERED = 20_000
"""How many rendered texts are kept: some megabytes."""


@dataclass(frozen=True, slots=True)
class Article:
    """Prose with headings: its HTML, and the entries for a table of contents."""

    html: Markup
    headings: tuple[Heading, ...] = ()


def is_safe(address: str) -> bool:
    """Whether a link may be followed: `https`, `http`, `mailto`, or an address within this site."""
    plain = address.strip()
    if not plain or "\\" in plain or plain.startswith("//") or any(ord(character) <= ord(" ") for character in plain):
        return False
    scheme = _SCHEME.match(plain)
    return scheme is None or scheme[0].lower() in _SAFE


def is_within(address: str) -> bool:
    """Whether an address stays on this site."""
    return is_safe(address) and _SCHEME.match(address.strip()) is None


def prose(text: str | None, *, inline: bool = False, sources: References | None = None, terms: Terms | None = None, highest: int = 3) -> Markup:
    """HTML of a Markdown text.

    Args:
        text: what the author wrote; none gives nothing.
        inline: whether it is one line, without paragraphs or lists.
        sources: the page's references, for `[source:id]`; without them the mark leads to the page of all sources.
        terms: the glossary, where its words are to be links to their meanings; the page keeps the first of each.
        highest: the largest heading that the text may hold.
    """
    if not text:
        return Markup()
    if sources is None or CITATION.search(text) is None:
        return _rendered(text, inline, terms, highest)
    return _render(text, {"sources": sources, "highest": highest, "terms": terms}, inline=inline)


@lru_cache(maxsize=REMEMBERED)
def _rendered(text: str, inline: bool, terms: Terms | None, highest: int) -> Markup:  # noqa: FBT001 (a cache takes its key by position)
    """HTML that depends on nothing but the text and the glossary: the same summary stands on many pages."""
    return _render(text, {"sources": None, "highest": highest, "terms": terms}, inline=inline)


def _render(text: str, environment: dict[str, Any], *, inline: bool) -> Markup:
    bare = text.rstrip("\n")
    if _is_unmarked(bare):
        return _unmarked(bare, environment["terms"], inline=inline)
    render = _markdown().renderInline if inline else _markdown().render
    return Markup(scrolled(render(text, environment).strip()))  # noqa: S704 (made by the renderer, which escapes every text)


def _is_unmarked(text: str) -> bool:
    """Whether nothing in a text can mean something to Markdown."""
    first, *lines = text.split("\n")
    if not _LINE.match(first) or _MARKS.search(text) or text.endswith(" ") or " \n" in text:
        return False
    return all(_LINE.match(line) for line in lines if line)


def _unmarked(text: str, terms: Terms | None, *, inline: bool) -> Markup:
    """HTML of a text in which nothing means anything to Markdown: what the parser would make of it, at a tenth of the time."""
    words = text.replace('"', "&quot;") if terms is None else _with_terms(text, terms)
    return Markup(words if inline else "\n".join(f"<p>{each}</p>" for each in _GAP.split(words)))  # noqa: S704 (it holds none of < > &)


def _with_terms(text: str, terms: Terms) -> str:
    """A text without marks, its terms as links."""
    return "".join(link_to_term(term, words) if term else words.replace('"', "&quot;") for words, term in pieces(text, terms, set()))


def article(text: str | None, *, sources: References | None = None, terms: Terms | None = None, highest: int = 2) -> Article:
    """HTML of a longer text, with its headings."""
    environment: dict[str, Any] = {"sources": sources, "highest": highest, "terms": terms, "headings": []}
    html = scrolled(_markdown().render(text or "", environment).strip())
    return Article(Markup(html), tuple(environment["headings"]))  # noqa: S704 (as above)


@lru_cache(maxsize=REMEMBERED)
def plain(text: str | None) -> str:
    """A Markdown text as bare words, for descriptions and search."""
    words = text or ""
    if "[" in words:
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", CITATION.sub("", words))
    words = words.replace("**", "").replace("`", "")
    return " ".join((re.sub(r"(^|\s)[#>*-]+\s", " ", words) if _LISTED.search(words) else words).split())


def first_paragraph(text: str | None) -> str:
    """The first paragraph of a Markdown text."""
    return _GAP.split((text or "").strip())[0]


def first_sentence(text: str | None) -> str:
    """The first sentence of a Markdown text, as bare words."""
    words = plain(text)
    end = re.search(r"[.?!](?=\s+[^\sa-z])", words)
    return words[: end.end()] if end else words


class _Markdown(MarkdownIt):
    """The parser with this site's own idea of a safe link."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the parser's name)
        """Whether the link may be made."""
        return is_safe(url)


@cache
def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False}).enable("table")
    markdown.inline.ruler.before("link", "citation", _citation)
    markdown.core.ruler.push("headings", _headings)
    markdown.core.ruler.push("terms", mark_terms)
    markdown.add_render_rule("citation", _render_citation)
    markdown.add_render_rule("term", render_term)
    markdown.add_render_rule("image", _render_image)
    return markdown


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser calls it so)
    """`[source:id]` or `[source:id, other-id]`, together with the space before it."""
    match = CITATION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        token = state.push("citation", "", 0)
        token.meta = {"ids": ids_of(match)}
    state.pos = match.end()
    return True


def _headings(state: Any) -> None:  # noqa: ANN401 (the parser's StateCore)
    """Keep headings below the page's own, give them anchors, and note them for the contents."""
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


def _render_citation(_: RendererHTML, tokens: Sequence[Token], place: int, __: OptionsDict, environment: MutableMapping[str, Any]) -> str:
    references: References | None = environment.get("sources")
    marks = Markup()
    for source_id in tokens[place].meta["ids"]:
        marks += references.mark(source_id) if references else Markup('<a class="wm-cite" href="/sources/#source-{}">source</a>').format(source_id)
    return str(marks)


def _render_image(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, environment: MutableMapping[str, Any]) -> str:
    """A picture of this site's own; the words alone where it would be fetched from elsewhere."""
    token = tokens[place]
    words = renderer.renderInlineAsText(token.children, options, environment) if token.children else ""
    address = str(token.attrGet("src") or "")
    if not is_within(address):
        return str(escape(words))
    return str(Markup('<img src="{}" alt="{}" loading="lazy">').format(address, words))


def scrolled(html: str) -> str:
    """Tables that scroll within the page on a narrow screen, also by keyboard."""
    around = f'<div class="wm-scroll" tabindex="0" role="group" aria-label="{escape(load_strings()("site.table"))}"><table>'
    return html.replace("<table>", around).replace("</table>", "</table></div>")
