"""Links words of running text to their meanings in the glossary. A page keeps the first link to each term; see `glossary_tooltips`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.token import Token
from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.utils import OptionsDict

    from waymark_guide.library.terms import Terms

LINK_START = '<a class="wm-term" href="/glossary/#'
"""The start of each link. Nothing that an author writes can become the same."""


def split_at_terms(text: str, terms: Terms, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Split a text into pairs: words and the id of their term, or words and an empty string. Terms that were seen before do not count.

    Args:
        text: plain text.
        terms: the glossary.
        seen: the terms that were found before. The function adds those that it finds.
    """
    done = 0
    for begin, end, term in terms.find(text):
        if term in seen:
            continue
        seen.add(term)
        yield text[done:begin], ""
        yield text[begin:end], term
        done = end
    yield text[done:], ""


def link_to_term(term: str, words: str) -> str:
    """Make words a link to the meaning of their term."""
    return f'{LINK_START}{term}">{escape(words)}</a>'


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
            token.children = [*_link_terms(token.children or [], terms, seen)]


def _link_terms(children: Sequence[Token], terms: Terms, seen: set[str]) -> Iterator[Token]:
    linked = 0
    for token in children:
        linked += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type != "text" or linked:
            yield token
            continue
        for words, term in split_at_terms(token.content, terms, seen):
            if words:
                yield Token("term" if term else "text", "", 0, content=words, meta={"term": term} if term else {})


def render_term(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: MutableMapping[str, Any]) -> str:
    """Render a term as a link."""
    return link_to_term(tokens[index].meta["term"], tokens[index].content)
