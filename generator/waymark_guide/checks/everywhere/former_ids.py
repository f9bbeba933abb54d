"""Ids that things had before: old links follow them, so each must lead to one thing only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.checks.rule import declare_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path

TAKEN = declare_each(
    "118",
    "former-id-in-use",
    "An id that something had before names nothing else now.",
    why="An old link would lead to two things, and only one of them can be meant.",
    fix='Delete it from "was", or give the other thing another id.',
    examples={
        "T": ("was: [legal-route]\nowner: editors", "was: [lunch-guide]\nowner: editors"),
        "C": ("was: [soup-in-selby]\nstatus: ended", "was: [lunch-in-town]\nstatus: ended"),
        "A": ("was: [co-production]\nlayer: funding-or-contract", "was: [gifts]\nlayer: funding-or-contract"),
        "L": ("aliases: [meals]\n    was: [loneliness]", "aliases: [meals]\n    was: [lunches]"),
    },
)


def check_file(subject: Subject[Any]) -> Iterator[Finding]:
    """The former ids of what has a file of its own: a guide, a case or an approach."""
    if subject.record.was:
        yield from _check_former_ids(subject, subject.record, (), _list_same_kind(subject))


def check_list(subject: Subject[Any]) -> Iterator[Finding]:
    """The former ids of the entries of a list: a vocabulary or the glossary."""
    terms = subject.record.terms
    for place, term in enumerate(terms):
        if term.was:
            yield from _check_former_ids(subject, term, ("terms", place), terms)


def _list_same_kind(subject: Subject[Any]) -> Iterable[Any]:
    base = subject.knowledge_base
    kinds: Mapping[str, Mapping[str, Any]] = {"T": base.trees, "C": base.case_studies, "A": base.approaches}
    return kinds[subject.family].values()


def _check_former_ids(subject: Subject[Any], record: Any, path: Path, alike: Iterable[Any]) -> Iterator[Finding]:  # noqa: ANN401 (anything with an id and former ones)
    for number, old in enumerate(record.was):
        for other in alike:
            if other.id == old:
                message = f'"{old}" is the id of something that is there now.'
            elif other is not record and old in other.was:
                message = f'"{old}" is given as a former id of "{other.id}" too.'
            else:
                continue
            yield subject.finding(TAKEN[subject.family], (*path, "was", number), message)
