"""The templates: where they are, and what they can say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, pass_context
from markupsafe import Markup

from generator.library.freshness import any_needs_checking, is_overdue, needs_checking, not_confirmed_since
from generator.model.knowledge_base import KnowledgeBase
from generator.model.partial_date import in_words
from generator.site import prose
from generator.site.amounts import figure_in_words
from generator.site.jinja_environment import make_environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.site.context import SiteContext
    from generator.site.strings import Strings

TEMPLATES = Path(__file__).parent / "templates"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def environment(words: Strings, context: SiteContext | None = None) -> Environment:
    """The templates with everything that they can say.

    Filters: `t` (the catalogue), `inline` and `prose` (Markdown; `sources=references` for numbered marks), `explained` and `explained_line` (the
    same, with links to the glossary, for running text that is no heading, link or quotation), `plain`, `label`
    (`case.status | label('statuses')`: the words of a vocabulary for an id), `date` (`22 November 2026`), `figure`, `not_confirmed_since`
    (`case | not_confirmed_since(today)`), `is_overdue` and `needs_checking` (of a day, likewise), `any_needs_checking` (of sources).
    Globals, which imported macros know too: `context`, `kb` (the models), `today`.

    Args:
        words: the catalogue.
        context: what pages are made from; a template for when there is none can say less.
    """
    made = make_environment(words, FileSystemLoader(TEMPLATES), context.template_store if context else None)
    terms, label = (context.terms, context.knowledge_base.label) if context else (None, KnowledgeBase().label)
    # A filter that depends on the content takes Jinja's context, although it does not use it: so Jinja never applies it when a template is compiled.
    made.filters |= {
        "inline": lambda text, sources=None: prose.prose(text, inline=True, sources=sources),
        "prose": lambda text, sources=None: prose.prose(text, sources=sources),
        "explained": pass_context(lambda _, text, sources=None: prose.prose(text, sources=sources, terms=terms)),
        "explained_line": pass_context(lambda _, text, sources=None: prose.prose(text, inline=True, sources=sources, terms=terms)),
        "plain": prose.plain,
        "first_paragraph": prose.first_paragraph,
        "first_sentence": prose.first_sentence,
        "label": pass_context(lambda _, term, vocabulary: label(vocabulary, term)),
        "date": in_words,
        "figure": figure_in_words,
        "not_confirmed_since": not_confirmed_since,
        "is_overdue": is_overdue,
        "needs_checking": needs_checking,
        "any_needs_checking": any_needs_checking,
    }
    if context:
        made.globals |= {"context": context, "kb": context.knowledge_base, "today": context.today}
    return made


def load_templates(templates: Environment) -> None:
    """Load every template now. What forks this process afterwards need not load any."""
    for name in templates.list_templates(["jinja"]):
        templates.get_template(name)


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
