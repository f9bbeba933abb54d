"""Nothing is unused: approaches are recommended or say why not, sources are cited, terms are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.library.usage import find_recommended_approaches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.approach import Approach
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.source import Sources
    from waymark_guide.model.vocabulary import Glossary

NEVER_RECOMMENDED = declare(
    "A606",
    "approach-never-recommended",
    "An approach is recommended by a published guide, or says why none does.",
    why="Readers who come through the guides would never meet it, and could not tell whether that was meant.",
    fix='Lead to it from an outcome of a guide, or say why not in "not_recommended_because".',
    severity="warning",
    wrong="related: [grants]",
    right="related: [grants]\nnot_recommended_because: It needs no money and no agreement.",
)
NOT_CITED = declare(
    "L605",
    "source-not-cited",
    "A shared source is cited by something.",
    why="The page of sources would list it, and nothing would rest on it.",
    fix="Cite it where it belongs, or delete it.",
    severity="warning",
    wrong="sources:\n"
    "  - id: kitchen-guide\n    title: A guide to kitchens\n    url: https://example.org/kitchens\n    checked: 2026-11-01\n  - id: club-guide",
    right="sources:\n  - id: club-guide",
)
NOT_USED = declare(
    "L606",
    "term-not-used",
    "A term of the glossary is used in some text.",
    why="No reader would meet it, and so none needs its meaning.",
    fix='Use it where it belongs, add the "forms" in which texts use it, or delete it.',
    severity="warning",
    wrong="terms:\n  - id: ladle\n    term: Ladle\n    definition: A deep spoon.\n  - id: grant",
    right="terms:\n  - id: grant",
)


def check_approach(subject: Subject[Approach]) -> Iterator[Finding]:
    """Whether a guide leads to it, or it says why none does."""
    approach, base = subject.record, subject.knowledge_base
    led = find_recommended_approaches(base)
    if base.claimed.get("tree") or not led <= subject.names.list_ids("approach").keys():
        return
    if approach.id not in led and approach.not_recommended_because is None:
        yield subject.finding(NEVER_RECOMMENDED, ("id",), f'No published guide can recommend "{approach.title}".')
    if approach.id in led and approach.not_recommended_because is not None:
        message = f'A published guide can recommend "{approach.title}", which says that none does.'
        yield subject.finding(NEVER_RECOMMENDED, ("not_recommended_because",), message, fix='Delete "not_recommended_because".')


def check_sources(subject: Subject[Sources]) -> Iterator[Finding]:
    """Whether each is cited."""
    for place, source in enumerate(subject.record.sources):
        if subject.names.is_idle(source.id):
            yield subject.finding(NOT_CITED, ("sources", place, "id"), f'Nothing cites the source "{source.title}".')


def check_glossary(subject: Subject[Glossary]) -> Iterator[Finding]:
    """Whether each term is used."""
    for place, term in enumerate(subject.record.terms):
        if subject.names.is_unused(term.id):
            yield subject.finding(NOT_USED, ("terms", place, "term"), f'No text uses the term "{term.term}".')
