"""Controlled words: terms that refer to each other, words that belong to one term, themes that gather cases, summaries that summarise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waymark_guide.checks.everywhere.references import did_you_mean
from waymark_guide.checks.rule import declare
from waymark_guide.reading.suggest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.vocabulary import Glossary, Vocabulary

LEAST_USERS = 2

UNKNOWN_TERM = declare(
    "L206",
    "unknown-own-term",
    "A term refers to terms of its own list.",
    why="Readers who follow the wider or newer term would find nothing.",
    fix="Correct the id.",
    wrong="aliases: [isolation]\n    broader: foods",
    right="aliases: [isolation]\n    broader: food",
)
SHARED_ALIAS = declare(
    "L301",
    "word-in-two-terms",
    "A word or alias belongs to one term only.",
    why="Search could not tell which of the two a reader means.",
    fix="Keep it with one of them.",
    wrong="aliases: [isolation, meals]",
    right="aliases: [isolation]",
)
LONELY_THEME = declare(
    "C704",
    "theme-with-one-case",
    "A theme is shared by at least two case studies.",
    why="A theme with one case leads readers to a list of one.",
    fix="Use a theme that other cases have too, or leave it until there is a second case.",
    severity="warning",
    wrong="themes: [food]\npeople: [older-people]\narrangement: {route: none}",
    right="themes: [food, loneliness]\npeople: [older-people]\narrangement: {route: none}",
    texts={"message": 'No other case study has the theme "{theme}".'},
)
REPEATED_SUMMARY = declare(
    "C601",
    "summary-repeats-text",
    "The summary is not a sentence of the text below it.",
    why="Readers would read the same words twice.",
    fix="Say in the summary what happened and what came of it, in words of its own.",
    severity="warning",
    wrong="need: |-\n  Neighbours cooked lunch for each other in a church hall, once a week, for two years.",
    right="need: |-\n  Many older people in the ward ate alone, and some did not eat well.",
    texts={"message": "The summary is repeated word for word in the text."},
)
MARKED_SUMMARY = declare(
    "C602",
    "summary-not-plain",
    "The summary is plain text, without links or emphasis.",
    why="It is also used in lists, search results and shared links, which show only plain text.",
    fix="Take out the signs.",
    severity="warning",
    wrong="summary: Neighbours cooked **lunch** for each other in a church hall, once a week, for two years.",
    right="summary: Neighbours cooked lunch for each other in a church hall, once a week, for two years.",
    texts={"message": 'The summary is not plain: "{marked}".'},
)
MARKUP = re.compile(r"\[[^\[\]]*\]\([^)\[]*\)|\*\*[^*]+\*\*|`[^`]+`|\[source:[^\[\]]*\]|^#+ ")


def check_vocabulary(subject: Subject[Vocabulary]) -> Iterator[Finding]:
    """The terms of a vocabulary."""
    terms = {term.id: term.label for term in subject.record.terms}
    for place, term in enumerate(subject.record.terms):
        for name, wanted in (("broader", term.broader), ("replaced_by", term.replaced_by)):
            if wanted is not None and wanted not in terms:
                meant = find_nearest(wanted, terms)
                message = f'There is no term "{wanted}" in this list.'
                yield subject.finding(UNKNOWN_TERM, ("terms", place, name), message, fix=did_you_mean(meant, terms), suggestion=meant)
    yield from _words(subject, ((term.label, term.aliases) for term in subject.record.terms))


def check_glossary(subject: Subject[Glossary]) -> Iterator[Finding]:
    """The entries of the glossary."""
    yield from _words(subject, ((term.term, (*term.aliases, *term.forms)) for term in subject.record.terms))


def check_case_study(subject: Subject[CaseStudy]) -> Iterator[Finding]:
    """The themes and the summary of a case."""
    case, base = subject.record, subject.knowledge_base
    for place, theme in enumerate(case.themes):
        if (
            subject.names.users_of_themes[theme] < LEAST_USERS
            and not base.claimed.get("case-study")
            and theme in subject.names.list_ids("vocabulary:themes")
        ):
            message = LONELY_THEME.fill("message", theme=base.label("themes", theme))
            yield subject.finding(LONELY_THEME, ("themes", place), message)
    summary = _plain(case.summary)
    texts = (case.need, case.what_happened, case.why_it_worked or "", case.what_it_needed or "", case.where_it_might_not_fit or "")
    longest = max(summary.split(), key=len, default="")
    if any(longest in text.casefold() and summary in _plain(text) for text in texts):
        yield subject.finding(REPEATED_SUMMARY, ("summary",), REPEATED_SUMMARY.fill("message"))
    marked = MARKUP.search(case.summary)
    if marked is not None:
        yield subject.finding(MARKED_SUMMARY, ("summary",), MARKED_SUMMARY.fill("message", marked=marked[0]), words=marked[0])


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _words(subject: Subject[Vocabulary] | Subject[Glossary], terms: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Finding]:
    """No word names two terms."""
    seen: dict[str, tuple[int, str]] = {}
    listed = list(terms)
    for place, (label, _) in enumerate(listed):
        seen.setdefault(label.casefold(), (place, label))
    for place, (label, aliases) in enumerate(listed):
        first, named = seen[label.casefold()]
        if first != place:
            name = "term" if hasattr(subject.record.terms[place], "term") else "label"
            yield subject.finding(SHARED_ALIAS, ("terms", place, name), f'"{label}" already names the term "{named}".')
        for number, alias in enumerate(aliases):
            first, named = seen.setdefault(alias.casefold(), (place, label))
            if first != place:
                shown = len(subject.record.terms[place].aliases)
                where: Path = ("terms", place, "aliases", number) if number < shown else ("terms", place, "forms", number - shown)
                yield subject.finding(SHARED_ALIAS, where, f'"{alias}" already belongs to "{named}".')
