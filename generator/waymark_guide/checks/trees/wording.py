"""The words of a guide as readers meet them: one question at a time, links that say where they go, and nothing about a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.model.base import Prose
from waymark_guide.model.walk import walk_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Facts, Tree

MOST_WORDS = 40
SUBJECTS = "you|it|they|there|we|he|she|the|people|that|this|your|their|its"
VERBS = "is|are|was|were|do|does|did|have|has|had|can|could|will|would|should|must|may"
TWICE = re.compile(rf"\?.*\?|\band/or\b|\b(?:and|or) (?:{VERBS}) (?:{SUBJECTS})\b", re.IGNORECASE | re.DOTALL)
LINK = re.compile(r"(?P<image>!?)\[(?P<words>[^\[\]]*)\]\([^)\[]*\)")
EMPTY_WORDS = re.compile(r"(?:click |read |see )?(?:here|this|this link|this page|link|more|read more|find out more|click)", re.IGNORECASE)
BARE = re.compile(r"(?<![<(\"'\w/])https?://[^\s<>)\]]+")
CODE = re.compile(r"`[^`\n]*`")
CAPITALS = re.compile(r"\b[A-Z][A-Z&]+(?=s?\b)")
IN_A_NAME = re.compile(r"\b[A-Z][A-Z&]+ [A-Z][a-z]+")
IN_BRACKETS = re.compile(r"\([^()]*\)")
WELL_KNOWN = frozenset(
    {"EU", "FAQ", "GDP", "GOV", "GP", "HM", "HR", "ID", "IT", "MP", "NHS", "OK", "PDF", "QR", "TV", "UK", "UN", "US", "USA", "VAT"}
)
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
PERSONAL = re.compile(
    r"\b(?:your|their|his|her|the person.s) (?:full |first |last |own |home |work |e-?mail |phone |mobile |telephone |postal )*"
    r"(?:name|address|postcode|e-?mail|phone number|telephone number|number|date of birth|birthday|age|gender|sex|ethnicity|ethnic group|religion"
    r"|faith|sexual orientation|sexuality|nationality|immigration status|diagnosis|disability|health condition|bank account|salary|income)\b"
    r"|\bdate of birth\b|\bNHS number\b|\bnational insurance number\b|\bhow old are you\b|\bare you (?:disabled|pregnant|married)\b",
    re.IGNORECASE,
)

TWO_IN_ONE = declare(
    "T412",
    "two-questions-in-one",
    "A question asks one thing.",
    why="Somebody for whom one half is true and the other is not has no answer.",
    fix="Ask two questions, one after the other; or ask the one that decides.",
    severity="warning",
    wrong="text: Is there a hall and is it free?",
    right="text: Is there a hall?",
)
POOR_LINK = declare(
    "T707",
    "link-without-words",
    "A link says where it leads, and an image has words in its place.",
    why="Somebody who listens to a page, or looks over its links, hears “here” and not what is behind it.",
    fix="Write `[the guidance on grants](https://...)` for a link, and `![what the picture shows](...)` for an image.",
    severity="warning",
    wrong='why: "[Click here](https://example.org/note): payment tied to what cannot be measured invites dispute."',
    right='why: "[The note on payment](https://example.org/note): payment tied to what cannot be measured invites dispute."',
)
HARD_WORDS = declare(
    "T708",
    "hard-to-read",
    f"Abbreviations are explained, and sentences have at most {MOST_WORDS} words.",
    why="Many readers do not know the abbreviation, or lose the thread.",
    fix="Write it out once with the abbreviation in brackets, or add it to the glossary. Break a long sentence in two.",
    severity="note",
    wrong="rationale: The sum is small and the XQR is clear.",
    right="rationale: The sum is small and the purpose is clear.",
)
ABOUT_A_PERSON = declare(
    "T712",
    "asks-for-personal-data",
    "No question asks about a person.",
    why="Answers travel in links: whoever gets the link reads them, and so do the logs of whatever it is sent through.",
    fix="Ask about the service or the place instead; leave the question out where you cannot.",
    severity="warning",
    wrong="text: What is your date of birth?",
    right="text: Is there a hall?",
)


def check_tree(subject: Subject[Tree]) -> Iterator[Finding]:
    """Every question and every text of a tree."""
    for place, question in enumerate(subject.record.questions):
        yield from _question(subject, ("questions", place, "text"), question.text)
    yield from _texts(subject)


def check_facts(subject: Subject[Facts]) -> Iterator[Finding]:
    """Every question and every text of shared facts."""
    for place, fact in enumerate(subject.record.facts):
        yield from _question(subject, ("facts", place, "text"), fact.text)
    yield from _texts(subject)


def _question(subject: Subject[Tree] | Subject[Facts], path: Path, text: str | None) -> Iterator[Finding]:
    twice, personal = TWICE.search(text or ""), PERSONAL.search(text or "")
    if personal:
        yield subject.finding(ABOUT_A_PERSON, path, f'This question asks for something personal: "{personal[0]}".')
    elif twice:
        yield subject.finding(TWO_IN_ONE, path, f'"{text}" asks two things.')


def _texts(subject: Subject[Tree] | Subject[Facts]) -> Iterator[Finding]:
    explained = _find_explained(subject)
    for leaf in walk_texts(subject.record):
        if leaf.find_marker(Prose) is None or leaf.path[0] == "sources":
            continue
        text = CODE.sub(" ", leaf.value)
        yield from _links(subject, leaf.path, text)
        for word in dict.fromkeys(CAPITALS.findall(IN_A_NAME.sub(" ", LINK.sub(lambda link: link["words"], BARE.sub(" ", text))))):
            if word not in explained:
                explained.add(word)
                yield subject.finding(HARD_WORDS, leaf.path, f'"{word}" is not explained.', words=word)
        for sentence in SENTENCE_END.split(text):
            if len(sentence.split()) > MOST_WORDS:
                start = " ".join(sentence.split()[:6])
                message = f'A sentence of {len(sentence.split())} words begins with "{start}".'
                yield subject.finding(HARD_WORDS, leaf.path, message, words=start)


def _links(subject: Subject[Tree] | Subject[Facts], path: Path, text: str) -> Iterator[Finding]:
    for link in LINK.finditer(text):
        words = link["words"].strip().rstrip(".")
        if link["image"] and not words:
            yield subject.finding(POOR_LINK, path, "This image has no words in its place.", words=link[0])
        elif not link["image"] and (not words or EMPTY_WORDS.fullmatch(words)):
            yield subject.finding(POOR_LINK, path, f'The words of this link are "{words}".', words=link[0])
    bare = BARE.search(LINK.sub(" ", text))
    if bare:
        message = f"An address stands bare in the text: {bare[0]}"
        yield subject.finding(POOR_LINK, path, message, words=bare[0])


def _find_explained(subject: Subject[Tree] | Subject[Facts]) -> set[str]:
    """The abbreviations that need no words here: known to all, in the glossary, or written out with the abbreviation in brackets."""
    glossary = subject.knowledge_base.glossary
    words = " ".join(word for term in (glossary.terms if glossary else ()) for word in (term.term, *term.aliases))
    written = {word for leaf in walk_texts(subject.record) for inside in IN_BRACKETS.findall(leaf.value) for word in CAPITALS.findall(inside)}
    return {*WELL_KNOWN, *CAPITALS.findall(words), *written}
