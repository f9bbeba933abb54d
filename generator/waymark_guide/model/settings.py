"""The settings of a site, which the owner of the knowledge base writes in `mkdocs.yml`."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_BRANCH = "main"
"""The branch that changes are proposed to, unless the owner names another."""
DEFAULT_LANGUAGE = "en"
"""The language of the interface, unless the owner names another. It has words for everything: a language that lacks some takes them from it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a site. Addresses end without a slash; a setting that is missing is empty.

    Attributes:
        site_url: where the site is published.
        repository_url: where the files are kept, as on GitHub.
        report_url: the address of the owner's own form for mistakes, if there is one. `{title}`, `{page}`, `{figure}` and `{value}` in it are
            replaced by what the report is about.
        name: what the site is called.
        about: what it is for, in a sentence.
        publisher: who publishes it; the site's own name where no other is named.
        start: the id of the guide that Home begins with; the first by title where none is named.
        branch: the branch of the repository that changes are proposed to.
        language: the language of the interface, as `en`.
        allow_html: the hand-written pages below `content/` in which the owner allows any HTML.
    """

    site_url: str = ""
    repository_url: str = ""
    report_url: str = ""
    name: str = ""
    about: str = ""
    publisher: str = ""
    start: str = ""
    branch: str = DEFAULT_BRANCH
    language: str = DEFAULT_LANGUAGE
    allow_html: frozenset[str] = frozenset()
