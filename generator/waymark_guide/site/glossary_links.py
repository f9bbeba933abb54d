"""Words of the glossary become links to their meanings, wherever running text uses them; see `explained` for what a page keeps of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.token import Token
from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.utils import OptionsDict

    from waymark_guide.library.terms import Terms

OPENS = '<a class="wm-term" href="/glossary/#'
"""How each link begins: nothing that an author writes becomes the same."""


def pieces(text: str, terms: Terms, seen: set[str]) -> Iterator[tuple[str, str]]:
    """A text in pieces: words and the id of their term, or words and nothing. A term that was seen is no longer one.

    Args:
        text: bare words.
        terms: the glossary.
        seen: the terms found before; those found here are added.
    """
    done = 0
    for begin, end, term in terms.found(text):
        if term in seen:
            continue
        seen.add(term)
        yield text[done:begin], ""
        yield text[begin:end], term
        done = end
    yield text[done:], ""


def link_to_term(term: str, words: str) -> str:
    """The words as a link to their meaning."""
    return f'{OPENS}{term}">{escape(words)}</a>'


def mark_terms(state: Any) -> None:  # noqa: ANN401 (the parser's StateCore)
    """Find terms in running text: not in headings, the heads of tables, quotations, links or code."""
    terms: Terms | None = state.env.get("terms")
    if terms is None or terms.pattern is None:
        return
    seen: set[str] = set()
    quoted = 0
    for before, token in zip((None, *state.tokens), state.tokens, strict=False):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline" and not quoted and (before is None or before.type not in {"heading_open", "th_open"}):
            token.children = [*_marked(token.children or [], terms, seen)]


def _marked(children: Sequence[Token], terms: Terms, seen: set[str]) -> Iterator[Token]:
    linked = 0
    for token in children:
        linked += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type != "text" or linked:
            yield token
            continue
        for words, term in pieces(token.content, terms, seen):
            if words:
                yield Token("term" if term else "text", "", 0, content=words, meta={"term": term} if term else {})


def render_term(_: RendererHTML, tokens: Sequence[Token], place: int, __: OptionsDict, ___: MutableMapping[str, Any]) -> str:
    """A term as its link."""
    return link_to_term(tokens[place].meta["term"], tokens[place].content)
