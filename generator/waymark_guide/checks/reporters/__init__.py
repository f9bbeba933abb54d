"""Findings in the form that a person or a program wants. A reporter takes findings and gives text; it writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from waymark_guide.checks.reporters import github, json, markdown, sarif, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waymark_guide.model.finding import Finding


class Reporter(Protocol):
    """Gives findings a form."""

    def __call__(self, findings: Sequence[Finding], *, files: int, colour: bool = False, site: str = "") -> str:
        """The whole report, with a line end.

        Args:
            findings: what was found, in order.
            files: how many files were checked.
            colour: whether a terminal shows it that understands colours.
            site: where the site is published, without a slash at the end, so that a report can link to the page of a rule.
        """


REPORTERS: Mapping[str, Reporter] = {
    "text": text.report,
    "json": json.report,
    "github": github.report,
    "sarif": sarif.report,
    "markdown": markdown.report,
}
