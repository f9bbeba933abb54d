"""The questionnaire: every fact is gathered once, and each question says how to find its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.prepare import Gather, Prepare

GATHERED_TWICE = declare(
    "L302",
    "gathered-twice",
    "A question, a section and a shared fact stand in the questionnaire once.",
    why="A reader's answer in one place would overwrite the answer in the other.",
    fix="Keep it in one place, or give it another id.",
    wrong="facts: [trust-low, trust-low, health-care]",
    right="facts: [trust-low, health-care]",
)
NO_WAY_TO_FIND_OUT = declare(
    "L303",
    "no-way-to-find-out",
    "Whoever answers “I don't know” in the questionnaire is told how to find out.",
    why="“Gather these first” helps only those who are told how.",
    fix='Say how to find out: in "find_out" here, or in "dont_know" of the shared fact.',
    wrong="steers: Towards co-production.",
    right="steers: Towards co-production.\nfind_out: Ask three people.",
    severity="warning",
)
NOT_GATHERED = declare(
    "L304",
    "fact-not-gathered",
    "The questionnaire gathers every shared fact that a published guide asks for.",
    why="Readers who prepared would be asked in a guide for something that they were never told to find out.",
    fix="Add the fact to the question that it belongs to.",
    wrong="facts: [trust-low]",
    right="facts: [trust-low, health-care]",
    severity="note",
)


def check(subject: Subject[Prepare]) -> Iterator[Finding]:
    """Every finding about the questionnaire."""
    yield from _find_duplicates(subject)
    for path, gather in _list_items(subject.record):
        if not _can_be_found_out(subject, gather):
            yield subject.finding(NO_WAY_TO_FIND_OUT, (*path, "id"), f'Nothing says how to find out the answer to "{gather.id}".')
    yield from _left_out(subject)


def _list_items(prepare: Prepare) -> Iterator[tuple[Path, Gather]]:
    """Every question with the way to it."""
    for place, section in enumerate(prepare.sections):
        for number, gather in enumerate(section.items):
            yield ("sections", place, "items", number), gather


def _list_ids(prepare: Prepare) -> Iterator[tuple[Path, str, str]]:
    """List everything that may occur only once: its path, its kind and its id."""
    for place, section in enumerate(prepare.sections):
        yield ("sections", place, "id"), "section or question", section.id
    for path, gather in _list_items(prepare):
        yield (*path, "id"), "section or question", gather.id
        for number, fact in enumerate(gather.facts):
            yield (*path, "facts", number), "fact", fact


def _find_duplicates(subject: Subject[Prepare]) -> Iterator[Finding]:
    seen = set()
    for path, kind, name in _list_ids(subject.record):
        if (kind, name) in seen:
            yield subject.finding(GATHERED_TWICE, path, f'The {kind} "{name}" stands here for the second time.')
        seen.add((kind, name))


def _can_be_found_out(subject: Subject[Prepare], gather: Gather) -> bool:
    """Whether the question or each of its facts says how; a fact that is unknown is reported elsewhere."""
    facts = [subject.knowledge_base.facts.get(fact) for fact in gather.facts]
    return bool(gather.find_out) or (bool(facts) and all(fact is None or (fact.dont_know and fact.dont_know.help) for fact in facts))


def _left_out(subject: Subject[Prepare]) -> Iterator[Finding]:
    gathered = {fact for gather in subject.record.gathers for fact in gather.facts}
    published = [tree for tree in subject.knowledge_base.trees.values() if tree.status == "published"]
    for fact in subject.knowledge_base.facts:
        guides = [tree.id for tree in published if any(question.fact == fact for question in tree.questions)]
        if guides and fact not in gathered:
            yield subject.finding(NOT_GATHERED, ("sections",), f'No question gathers the fact "{fact}", asked for in: {", ".join(guides)}.', key=True)
