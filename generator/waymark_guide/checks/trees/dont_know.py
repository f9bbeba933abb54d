"""What becomes of “I don't know”: advice for those who say it, and a result that can still be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.proof.proof import Proof

NO_ADVICE = declare(
    "T513",
    "dont-know-without-advice",
    "A question that matters much says how to find out.",
    why="Whoever does not know is told that it matters, and not what to do.",
    fix='Add "help" under dont_know: whom to ask, or where to look.',
    severity="warning",
    wrong="dont_know: {matters: high}",
    right="dont_know: {help: Ask your analyst., matters: high}",
)
TOO_OPEN = declare(
    "T514",
    "too-many-completions",
    "What follows can be worked out even where nothing is known.",
    why="Readers who leave many questions open are told only that too much is unknown.",
    fix="Let fewer conditions read the answers of different questions, or lead unlike readers apart early with “next”.",
    severity="warning",
    wrong="when: {any: [{one: yes}, {two: yes}, {fifteen: yes}]}",
    right="when: {one: yes}",
)


def check(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """The don't-knows of a tree."""
    for place, question in enumerate(subject.record.questions):
        shared = subject.knowledge_base.facts.get(question.fact or "")
        asked = question.dont_know or (shared.dont_know if shared else None)
        if asked is not None and asked.offered and asked.matters == "high" and not asked.help:
            text = proof.tree.questions[place].text
            path = ("questions", place, "dont_know") if question.dont_know else ("questions", place, "id")
            yield subject.finding(
                NO_ADVICE, path, f'"{text}" matters much, and has no advice for those who do not know.', key=bool(question.dont_know)
            )
    if proof.completions is None and not proof.too_large:
        yield subject.finding(TOO_OPEN, ("questions",), "With every answer unknown, this guide has too many ends to follow.", key=True)
