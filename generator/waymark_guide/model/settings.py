"""What the owner of a knowledge base says of its site."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_BRANCH = "main"
"""The branch that changes are proposed to where no other is named."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner of a knowledge base said of the site; addresses end without a slash, and what was not said is empty.

    Attributes:
        site_url: where the site is published.
        repository_url: where the files are kept, as on GitHub.
        report_url: where to report a mistake, if the owner has a place of their own, with `{title}`, `{page}`, `{figure}` and `{value}` standing for
            what it is about.
        name: what the site is called.
        about: what it is for, in a sentence.
        publisher: who publishes it; the site's own name where nobody is named.
        start: the id of the guide that Home begins with; the first by title where none is named.
        branch: the branch of the repository that changes are proposed to.
    """

    site_url: str = ""
    repository_url: str = ""
    report_url: str = ""
    name: str = ""
    about: str = ""
    publisher: str = ""
    start: str = ""
    branch: str = DEFAULT_BRANCH
