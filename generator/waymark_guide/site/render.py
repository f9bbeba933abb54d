"""The templates of the site, with their filters and globals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jinja2 import FileSystemLoader, pass_context
from markupsafe import Markup

from waymark_guide.library.freshness import any_needs_checking, find_stale_confirmation, is_overdue, needs_checking
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.partial_date import format_date
from waymark_guide.site import markdown as prose
from waymark_guide.site.amounts import describe_figure
from waymark_guide.site.jinja_environment import make_environment

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Environment

    from waymark_guide.library.terms import Terms
    from waymark_guide.site.jinja_environment import TemplateStore
    from waymark_guide.words.strings import Strings


class Content(Protocol):
    """What templates can see of the site's content."""

    @property
    def knowledge_base(self) -> KnowledgeBase:
        """The models."""

    @property
    def terms(self) -> Terms:
        """The glossary."""

    @property
    def today(self) -> date:
        """The day of the build."""


TEMPLATES = Path(__file__).parent / "templates"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def make_template_environment(words: Strings, store: TemplateStore | None = None, content: Content | None = None) -> Environment:
    """Make the environment of the templates, with their filters and globals.

    Filters: `t` (the catalogue), `inline` and `prose` (Markdown; `sources=references` for numbered marks), `explained` and `explained_line` (the
    same, with links to the glossary, for running text that is no heading, link or quotation), `plain`, `label`
    (`case.status | label('statuses')`: the words of a vocabulary for an id), `date` (`22 November 2026`), `figure`, `not_confirmed_since`
    (`case | not_confirmed_since(today)`), `is_overdue` and `needs_checking` (of a day), `any_needs_checking` (of sources).
    Globals, which imported macros know too: `context`, `kb` (the models), `today`.

    Args:
        words: the catalogue.
        store: keeps the compiled code of templates from build to build; without it, each process compiles them once.
        content: what pages are made from; without it, a template can only use the catalogue.
    """
    environment = make_environment(words, FileSystemLoader(TEMPLATES), store)
    table = words("site.table")
    terms, label = (content.terms, content.knowledge_base.label) if content else (None, KnowledgeBase().label)
    # A filter that depends on the content takes Jinja's context without using it. So Jinja never applies it when it compiles a template.
    environment.filters |= {
        "inline": lambda text, sources=None: prose.prose(text, inline=True, sources=sources),
        "prose": lambda text, sources=None: prose.prose(text, sources=sources, table=table),
        "explained": pass_context(lambda _, text, sources=None: prose.prose(text, sources=sources, terms=terms, table=table)),
        "explained_line": pass_context(lambda _, text, sources=None: prose.prose(text, inline=True, sources=sources, terms=terms)),
        "plain": prose.plain,
        "first_paragraph": prose.first_paragraph,
        "first_sentence": prose.first_sentence,
        "label": pass_context(lambda _, term, vocabulary: label(vocabulary, term)),
        "date": format_date,
        "figure": describe_figure,
        "not_confirmed_since": find_stale_confirmation,
        "is_overdue": is_overdue,
        "needs_checking": needs_checking,
        "any_needs_checking": any_needs_checking,
    }
    if content:
        environment.globals |= {"context": content, "kb": content.knowledge_base, "today": content.today}
    return environment


def load_templates(templates: Environment) -> None:
    """Load every template now, so that processes forked later need not load them."""
    for name in templates.list_templates(["jinja"]):
        templates.get_template(name)


def json_block(value: object) -> str:
    """Encode a value as JSON for a `<script>` block of data: nothing in it can close the block or begin a comment."""
    return (
        _ENCODE(value)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def mark_safe(html: str) -> Markup:
    """Mark HTML as safe. It must come from a template."""
    return Markup(html)  # noqa: S704 (the callers pass rendered templates only)
