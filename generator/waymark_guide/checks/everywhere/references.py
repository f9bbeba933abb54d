"""Checks every reference and every link to a page of the site: what an id or a link names must exist.

A model says which of its fields are references. Links to pages are found in every field of prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import Rule, declare, declare_each
from waymark_guide.model.base import Prose, Reference
from waymark_guide.model.citation import CITATION, ids_of
from waymark_guide.model.source import Publication
from waymark_guide.model.walk import collect_texts, walk_texts
from waymark_guide.reading.suggest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.finding import Finding, Path

FEW = 12
PAGE_LINK = re.compile(r"\]\(/(approaches|case-studies|decision-trees)/([^/)#?\s]+)/?[)#?\s]")
NO_PAGE = "by"
"""What is in an address where lists follow, not the id of a page."""
PAGES = {"approaches": "approach", "case-studies": "case-study", "decision-trees": "tree"}
WORDS = {"case-study": "case study", "tree": "decision tree", "fact": "shared fact", "glossary-term": "glossary entry"}
HOMES = {
    "approach": "content/approaches/",
    "case-study": "case_studies/",
    "tree": "decision_trees/",
    "calculator": "content/value/",
    "fact": "decision_trees/facts/",
    "source": "content/sources.yaml, or this file's own sources",
    "contributor": "content/contributors.yaml",
    "glossary-term": "content/glossary.yaml",
}

TEXTS = {
    "message": 'There is no {kind} "{wanted}".',
    "renamed": 'The {kind} "{wanted}" is now called "{meant}".',
    "write": 'Write "{meant}".',
    "meant": 'Did you mean "{meant}"?',
    "one_of": "Use one of: {names}.",
    "look_up": "Look up the id in {home}, or add it there.",
    "spelling": "Correct the spelling.",
    "list": 'entry in the list "{name}" called',
    "vocabulary": "content/vocabularies/{name}.yaml",
}
"""The words of every finding about a reference, which the form on the site shares."""

UNKNOWN_IN_TREE = declare(
    "T207",
    "unknown-reference",
    "An approach, case study, source or factor that a tree names exists.",
    why="The result would point to something that does not exist.",
    fix="Correct the id, or add what it names.",
    wrong="approach: grant",
    right="approach: grants",
)
UNKNOWN_FACT = declare_each(
    "205",
    "unknown-fact",
    "A shared fact that is named exists.",
    why="The question would have no words and no options.",
    fix="Correct the id, or declare the fact in decision_trees/facts/.",
    examples={
        "T": ("fact: healthcare", "fact: health-care"),
        "C": ("facts: {trust: partly, measurable: no}", "facts: {trust-low: partly, measurable: no}"),
        "L": ("facts: [low-trust, health-care]", "facts: [trust-low, health-care]"),
    },
    texts={"no_question": 'No guide and no shared fact has a question "{name}".', "guides": "the guides' pages"},
)
UNKNOWN_TREE = declare_each(
    "209",
    "unknown-tree",
    "A guide that a text links to exists.",
    why="The link would lead to a page that does not exist.",
    fix="Correct the address.",
    examples={
        "C": ("need: See [the guide](/decision-trees/lunch/).", "need: See [the guide](/decision-trees/lunch-club/)."),
        "A": ("See [the guide](/decision-trees/lunch/).", "See [the guide](/decision-trees/lunch-club/)."),
        "L": ("intro: See [the guide](/decision-trees/lunch/).", "intro: See [the guide](/decision-trees/lunch-club/)."),
        "V": ("summary: See [the guide](/decision-trees/lunch/).", "summary: See [the guide](/decision-trees/lunch-club/)."),
    },
)
UNKNOWN = {
    "approach": declare_each(
        "201",
        "unknown-approach",
        "An approach that is named exists.",
        why="The link would lead to a page that does not exist.",
        fix="Correct the id.",
        examples={
            "C": ("approaches: [grant]", "approaches: [grants]"),
            "A": ("related: [coproduction]", "related: [co-production]"),
            "L": ("intro: Read about [grants](/approaches/grant/).", "intro: Read about [grants](/approaches/grants/)."),
            "V": ("question: How do [grants](/approaches/grant/) add up?", "question: How do [grants](/approaches/grants/) add up?"),
        },
    ),
    "vocabulary": declare_each(
        "202",
        "unknown-term",
        "A word from a controlled list is on the list.",
        why="Readers filter by these words; a case under another word would never be found.",
        fix="Use one of the words in content/vocabularies/.",
        examples={
            "C": ("themes: [foods, loneliness]", "themes: [food, loneliness]"),
            "A": ("layer: funding", "layer: funding-or-contract"),
            "L": ("kind: official-records", "kind: official-record"),
            "V": ("kind: official-records", "kind: official-record"),
        },
    ),
    "source": declare_each(
        "203",
        "unknown-source",
        "A source that is cited is declared, in this file or in content/sources.yaml.",
        why="A reader could not look up where the statement comes from.",
        fix="Correct the id, or declare the source.",
        examples={
            "C": ("sources: [cook-report]", "sources: [cooks-report]"),
            "A": ("Money for a purpose [source:clubguide].", "Money for a purpose [source:club-guide]."),
            "L": ("sources: [club-guides]", "sources: [club-guide]"),
            "V": ("sources: [meal-price]", "sources: [meal-prices]"),
        },
    ),
    "contributor": declare_each(
        "204",
        "unknown-contributor",
        "A contributor is listed in content/contributors.yaml.",
        why="The page says who wrote it and who judged the evidence.",
        fix="Add yourself to content/contributors.yaml, by the name you wish to be known by.",
        examples={"C": ("contributors: [editor]", "contributors: [editors]")},
    ),
    "case-study": declare_each(
        "207",
        "unknown-case-study",
        "A case study that is named exists.",
        why="The link would lead to a page that does not exist.",
        fix="Correct the id.",
        examples={
            "C": ("{type: similar-to, case: soup-in-selbie}", "{type: similar-to, case: soup-in-selby}"),
            "A": ("See [a soup kitchen](/case-studies/soup-selby/).", "See [a soup kitchen](/case-studies/soup-in-selby/)."),
            "L": ("intro: Read [a case](/case-studies/soup-selby/).", "intro: Read [a case](/case-studies/soup-in-selby/)."),
            "V": ("note: As in [a case](/case-studies/soup-selby/).", "note: As in [a case](/case-studies/soup-in-selby/)."),
        },
    ),
    "calculator": declare_each(
        "210",
        "unknown-calculator",
        "A calculator that is named exists.",
        why="The page would warn of adding to results that are not there.",
        fix="Correct the id.",
        examples={"V": ("overlaps: [soup-cost]", "overlaps: [soup-costs]")},
    ),
    "glossary-term": declare_each(
        "208",
        "unknown-glossary-term",
        "A glossary entry refers to entries that exist.",
        why="The link would lead nowhere.",
        fix="Correct the id, or add the entry.",
        examples={"L": ("see: [contracts]", "see: [contract]")},
    ),
}


def check(subject: Subject[ContentModel]) -> Iterator[Finding]:
    """Every reference in a file resolves, in its fields and in its prose."""
    declared = declared_sources(subject.record)
    if _all_known(subject, declared):
        return
    for leaf in walk_texts(subject.record):
        refers = leaf.find_marker(Reference)
        if refers is not None:
            yield from resolve(subject, refers.kind, leaf.path, leaf.value, declared)
        elif leaf.find_marker(Prose) is not None:
            yield from _in_prose(subject, leaf.path, leaf.value, declared)


def _all_known(subject: Subject[ContentModel], declared: Mapping[str, str]) -> bool:
    """Whether every reference resolves, as is so in most files: then the place of each is not needed."""
    content = collect_texts(subject.record)
    return content.is_plain and all(
        set(ids).difference(declared if kind == "source" else ()) <= subject.names.list_ids(kind).keys() for kind, ids in content.refers.items()
    )


def cases_named(record: ContentModel) -> tuple[str, ...]:
    """The ids of the cases that a file refers to, in its fields and in its prose."""
    content = collect_texts(record)
    texts = () if content.is_plain else (*content.texts, *content.sources)
    linked = (link[2] for text in texts for link in PAGE_LINK.finditer(text) if PAGES[link[1]] == "case-study" and link[2] != NO_PAGE)
    return tuple(dict.fromkeys((*content.refers.get("case-study", ()), *linked)))


def declared_sources(record: ContentModel) -> Mapping[str, str]:
    """The sources that a file declares itself: id to title."""
    return {entry.id: entry.title for entry in getattr(record, "sources", ()) if isinstance(entry, Publication)}


def _in_prose(subject: Subject[ContentModel], path: Path, text: str, declared: Mapping[str, str]) -> Iterator[Finding]:
    for citation in CITATION.finditer(text):
        for source in ids_of(citation):
            yield from resolve(subject, "source", path, source, declared, words=citation[0])
    for link in PAGE_LINK.finditer(text):
        kind, wanted = PAGES[link[1]], link[2]
        if wanted != NO_PAGE:
            yield from resolve(subject, kind, path, wanted, words=f"/{link[1]}/{wanted}")


def resolve(  # noqa: PLR0913 (what is referred to, from where, and by which words)
    subject: Subject[ContentModel], kind: str, path: Path, wanted: str, declared: Mapping[str, str] | None = None, *, words: str = ""
) -> Iterator[Finding]:
    """A finding where nothing of that kind has the id, unless it may be in a file that could not be read."""
    own = declared or {} if kind == "source" else {}
    if (
        wanted in subject.names.list_ids(kind)
        or wanted in own
        or subject.names.is_unread(kind, wanted)
        or (kind == "source" and "sources" in subject.spoilt)
    ):
        return
    known = {**subject.names.list_ids(kind), **own}
    meant = subject.names.find_present_id(kind, wanted) or find_nearest(wanted, known) or _by_label(wanted, known)
    renamed = bool(subject.names.find_present_id(kind, wanted))
    message = TEXTS["renamed" if renamed else "message"].format(kind=_singular(kind), wanted=wanted, meant=meant)
    home = HOMES.get(kind) or TEXTS["vocabulary"].format(name=kind.partition(":")[2])
    fix = TEXTS["write"].format(meant=meant) if renamed else did_you_mean(meant, known, home=home)
    yield subject.finding(_rule(subject.family, kind), path, message, fix=fix, suggestion=meant, words=words)


def did_you_mean(meant: str, known: Iterable[str], *, home: str = "") -> str:
    """How to mend an unknown name: the nearest one, else the few that there are, else where they are declared."""
    names = sorted(known)
    if meant:
        return TEXTS["meant"].format(meant=meant)
    if names and len(names) <= FEW:
        return TEXTS["one_of"].format(names=", ".join(names))
    return TEXTS["look_up"].format(home=home) if home else TEXTS["spelling"]


def _by_label(wanted: str, known: Mapping[str, str]) -> str:
    """The id of what goes by these words."""
    return next((name for name, label in known.items() if label.casefold() == wanted.casefold()), "")


def _singular(kind: str) -> str:
    if kind.startswith("vocabulary:"):
        return TEXTS["list"].format(name=kind.removeprefix("vocabulary:"))
    return WORDS.get(kind, kind)


def _rule(family: str, kind: str) -> Rule:
    if kind == "fact":
        return UNKNOWN_FACT[family]
    if kind == "tree":
        return T203 if family == "T" else UNKNOWN_TREE[family]
    return UNKNOWN_IN_TREE if family == "T" else UNKNOWN[kind.partition(":")[0]][family]


T203 = declare(
    "T203",
    "unknown-tree",
    "A guide that a tree leads to exists.",
    why="Someone who chooses that answer would reach a page that does not exist.",
    fix="Correct the id.",
    wrong='next: "tree:legal-routes"',
    right='next: "tree:legal-route"',
)
