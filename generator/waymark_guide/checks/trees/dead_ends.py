"""Every way through a tree ends in a result: a way that ends in nothing is reported answer by answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.answer_text import command, describe_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.proof.proof import Proof

DEAD_END = declare(
    "T306",
    "dead-end",
    "Every set of answers leads to a result.",
    why="Someone who gives these answers would reach a page with nothing on it.",
    fix="Add an outcome for these answers, or one without a condition that catches all the rest.",
    wrong="  - id: award\n    title: Award it directly\n    when: {urgent: yes}",
    right="  - id: award\n    title: Award it directly",
)


def check(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """The dead end that is nearest to the start, if there is one. A tree that is too large to walk through has no finding."""
    for first in (proof.dead_ends or ())[:1]:
        message = f"Someone who answers {describe_answers(proof.tree, first.witness)} gets no result."
        why = f"{DEAD_END.why} To see it: {command(proof.tree, first.witness)}"
        yield subject.finding(DEAD_END, ("outcomes",), message, why=why, key=True)
