"""The templates: where they are, and what they can say."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, pass_context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator.library.freshness import not_confirmed_since
from generator.model.partial_date import in_words
from generator.site import prose
from generator.site.amounts import figure_in_words

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from generator.site.references import References
    from generator.site.strings import Strings

TEMPLATES = Path(__file__).parent / "templates"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@cache
def environment(words: Strings) -> Environment:
    """An environment that escapes everything, refuses what is not defined, and knows the site's words.

    Filters: `inline` and `prose` (Markdown; `sources=references` for numbered marks), `explained` and `explained_line` (the same, with links to
    the glossary, for running text that is no heading, link or quotation), `plain`, `date` (`22 November 2026`), `figure`,
    `not_confirmed_since` (`case | not_confirmed_since(today)`).
    Globals: `t` (the catalogue).
    """
    made = _Environment(words, loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals["t"] = words
    made.filters |= {
        "inline": lambda text, sources=None: prose.prose(text, inline=True, sources=sources),
        "prose": lambda text, sources=None: prose.prose(text, sources=sources),
        "explained": _explained,
        "explained_line": _explained_line,
        "plain": prose.plain,
        "first_paragraph": prose.first_paragraph,
        "first_sentence": prose.first_sentence,
        "date": in_words,
        "figure": figure_in_words,
        "not_confirmed_since": not_confirmed_since,
    }
    return made


class _Environment(Environment):
    """An environment that puts the words which need no value into a template when it is compiled: most pages say a hundred of them."""

    def __init__(self, words: Strings, **options: Any) -> None:  # noqa: ANN401 (Jinja's own)
        super().__init__(**options)
        self._words = words

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Worded(self._words).visit(tree)
        return tree


class _Worded(NodeTransformer):
    """Puts the words of the catalogue in the place of `t('key')`."""

    def __init__(self, words: Strings) -> None:
        self._words = words

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's name for it)
        """The words, where they are known; otherwise the call as it is."""
        self.generic_visit(call)
        given: str = call.args[0].value if len(call.args) == 1 and isinstance(call.args[0], nodes.Const) else ""
        plain = isinstance(call.node, nodes.Name) and call.node.name == "t" and not (call.kwargs or call.dyn_args or call.dyn_kwargs)
        return nodes.Const(self._words(given), lineno=call.lineno) if plain and given in self._words.entries else call


@pass_context
def _explained(page: Context, text: str | None, sources: References | None = None) -> Markup:
    return prose.prose(text, sources=sources, terms=page["context"].terms)


@pass_context
def _explained_line(page: Context, text: str | None, sources: References | None = None) -> Markup:
    return prose.prose(text, inline=True, sources=sources, terms=page["context"].terms)


def json_block(value: object) -> str:
    """JSON that can stand in a `<script>` block of data: nothing in it can close the block or begin a comment."""
    return (
        _ENCODE(value)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def markup(html: str) -> Markup:
    """HTML that this room made itself, marked as safe."""
    return Markup(html)  # noqa: S704 (the callers pass rendered templates only)
