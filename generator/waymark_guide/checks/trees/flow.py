"""Where answers lead: forward only, without idle jumps and without circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.asked_question import asked_in
from waymark_guide.checks.trees.conditions import LATER_QUESTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.checks.subject import Subject
    from waymark_guide.checks.trees.asked_question import AskedQuestion
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Tree

BACKWARD = declare(
    "T301",
    "backward-jump",
    "An answer leads forward, to a question further down the file.",
    why="A reader could go round in a circle and never reach a result.",
    fix="Lead to a later question, or move the question that is meant further down.",
    wrong='      - {id: yes, label: "Yes", next: urgent}\n      - {id: no, label: "No"}\nresult: {mode: first}',
    right='      - {id: yes, label: "Yes"}\n      - {id: no, label: "No"}\nresult: {mode: first}',
)
IDLE = declare(
    "T307",
    "jump-changes-nothing",
    "A jump leads somewhere else than the next question in the file.",
    why="It does nothing now, and would keep readers from a question that is put in between later.",
    fix='Delete this "next".',
    severity="warning",
    wrong="      - {id: partly, label: Some of it, next: cooks}",
    right="      - {id: partly, label: Some of it}",
)
SINGLE = declare(
    "T310",
    "single-option",
    "A question has at least two answers.",
    why="There is nothing to choose, so the question only takes time.",
    fix="Add the other answers, or delete the question.",
    severity="warning",
    wrong='  - id: urgent\n    text: Is it urgent?\n    options:\n      - {id: yes, label: "Yes", next: "outcome:award"}',
    right="  - id: urgent\n    text: Is it urgent?\n    options:\n"
    '      - {id: yes, label: "Yes", next: "outcome:award"}\n      - {id: no, label: "No"}',
)
CIRCLE = declare(
    "T315",
    "trees-in-a-circle",
    "Guides do not lead to each other in a circle.",
    why="A reader could be sent round without ever reaching a result.",
    fix="Take out one of these links.",
    wrong='      - {id: yes, label: "Yes"}\n      - {id: no, label: "No", next: "tree:lunch-club"}\nresult: {mode: first}',
    right='      - {id: yes, label: "Yes"}\n      - {id: no, label: "No"}\nresult: {mode: first}',
)


def check(subject: Subject[Tree]) -> Iterator[Finding]:
    """Every jump of a tree."""
    tree = subject.record
    questions = asked_in(tree, subject.knowledge_base)
    for place, question in enumerate(tree.questions):
        asked = questions[question.id]
        path: Path = ("questions", place)
        if asked.is_known and len(asked.options) == 1 and question.fact is None:
            (only,) = asked.options.values()
            yield subject.finding(SINGLE, (*path, "options"), f'"{asked.text}" has only one answer, "{only}".', key=True)
        first = questions.get(question.same_as or "")
        if first is not None and first.place >= place:
            message = f'"same_as" names "{first.text}", which is not an earlier question.'
            yield subject.finding(LATER_QUESTION, (*path, "same_as"), message, fix="Name a question further up, or turn the two round.")
        after = tree.questions[place + 1].id if place + 1 < len(tree.questions) else "results"
        for number, option in enumerate(question.options):
            if option.next is not None:
                here = (*path, "options", number, "next")
                label = asked.options.get(option.id, option.id)
                yield from _jump(subject, here, option.next, f'"{label}" to "{asked.text}"', questions, place=place, after=after)


def _jump(  # noqa: PLR0913 (a jump has a start, an end and words)
    subject: Subject[Tree], path: Path, target: str, answer: str, questions: Mapping[str, AskedQuestion], *, place: int, after: str
) -> Iterator[Finding]:
    if target == after:
        yield subject.finding(IDLE, path, f'"{target}" comes next anyway.', why=f"Someone who answers {answer} goes on to the same place without it.")
    elif target in questions and questions[target].place <= place:
        to = "itself" if questions[target].place == place else f'the earlier question "{questions[target].text}"'
        message = f"This answer leads back to {to}."
        yield subject.finding(BACKWARD, path, message, why=f"Someone who answers {answer} could go round in a circle and never reach a result.")
    elif target == f"tree:{subject.record.id}":
        message = "This answer leads back to the beginning of the same guide."
        yield subject.finding(BACKWARD, path, message, why=f"Someone who answers {answer} could go round in a circle and never reach a result.")
    elif target.startswith("tree:"):
        circle = _way(subject.knowledge_base, target.removeprefix("tree:"), subject.record.id)
        if circle and subject.record.id == min(circle):
            named = " → ".join(subject.knowledge_base.trees[tree].title for tree in (subject.record.id, *circle))
            yield subject.finding(CIRCLE, path, f"Guides lead to each other in a circle: {named}.")


def _way(base: KnowledgeBase, start: str, end: str) -> tuple[str, ...]:
    """A way over links from one tree to another, both included; empty where there is none."""
    came_from: dict[str, str] = {start: ""}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        if here == end:
            way = [here]
            while came_from[way[0]]:
                way.insert(0, came_from[way[0]])
            return tuple(way)
        tree = base.trees.get(here)
        options = (option for question in (tree.questions if tree else ()) for option in question.options)
        for link in (option.next for option in options if option.next and option.next.startswith("tree:")):
            if link.removeprefix("tree:") not in came_from:
                came_from[link.removeprefix("tree:")] = here
                waiting.append(link.removeprefix("tree:"))
    return ()
