"""Whether readers can get everywhere: what nothing links to is distinguished from what no combination of answers reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.answer_text import command, describe_answers, describe_needed_answers, in_a_row
from waymark_guide.trees.engine.conditions import comparisons_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.rule import Rule
    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion, CompiledTree
    from waymark_guide.trees.engine.conditions import Condition
    from waymark_guide.trees.proof.paths import Growth
    from waymark_guide.trees.proof.proof import Proof
    from waymark_guide.trees.proof.reach import Reach

MOST_QUESTIONS = 25
MOST_NAMED = 4

QUESTION_UNLINKED = declare(
    "T302",
    "question-without-route",
    "Some way leads to every question.",
    why="Nobody is ever asked it, because every answer before it jumps past it or ends the guide.",
    fix="Take a jump out of the way, lead an answer here, or delete the question.",
    wrong='      - {id: no, label: "No", next: "outcome:award"}\n  - id: value',
    right='      - {id: no, label: "No"}\n  - id: value',
)
QUESTION_UNREACHED = declare(
    "T303",
    "question-never-asked",
    "Some combination of answers leads to every question.",
    why="Ways lead here, and no combination of answers takes them.",
    fix="Change the condition or the jumps before it, or delete the question.",
    wrong="    text: Is it worth more than the limit?\n    ask_if: {urgent: yes}",
    right="    text: Is it worth more than the limit?",
)
OUTCOME_UNLINKED = declare(
    "T304",
    "outcome-without-route",
    "Something leads to every outcome.",
    why="No reader can be given this advice, and whoever reads the file believes that some are.",
    fix='Lead an answer to it with next: "outcome:...", take "only_by_route" away, or delete the outcome.',
    wrong="- {id: none, label: None, from: 0, to: 0}",
    right='- {id: none, label: None, from: 0, to: 0, next: "outcome:grow-the-market"}',
)
OUTCOME_UNREACHED = declare(
    "T305",
    "outcome-never-reached",
    "Some combination of answers leads to every outcome.",
    why="No reader can be given this advice, and whoever reads the file believes that some are.",
    fix="Change its conditions, or what leads to it.",
    wrong="when: {value: yes, urgent: yes}",
    right="when: {value: yes}",
)
LONG = declare(
    "T316",
    "too-many-questions",
    f"No way through a guide asks more than {MOST_QUESTIONS} questions.",
    why="People give up, or answer without care.",
    fix="Ask the deciding questions first and let their answers jump ahead; or split the guide, and lead from one to the other.",
    severity="warning",
    wrong='      - {id: no, label: "No"}\n  - id: the-twenty-sixth',
    right='      - {id: no, label: "No", next: results}\n  - id: the-twenty-sixth',
)
SHADOWED = declare(
    "T317",
    "outcome-shadowed",
    "In a guide of the mode first, no outcome stands behind earlier ones that hold whenever it does.",
    why="The first outcome whose condition holds is the result, so this one is never reached.",
    fix="Move it up, above what is more general; or narrow the conditions of the earlier ones.",
    wrong="  - id: tender\n    when: {value: yes}\n  - id: urgent-tender\n    when: {value: yes, urgent: yes}",
    right="  - id: urgent-tender\n    when: {value: yes, urgent: yes}\n  - id: tender\n    when: {value: yes}",
)
TOO_LARGE = declare(
    "T318",
    "too-large-to-prove",
    "A guide is small enough to try every way through it.",
    why="Nobody can promise that each of its ways ends well, and its pages say so.",
    fix="Ask fewer questions whose answers are still read at the end; or split the guide.",
    severity="warning",
    wrong="when: {all: [{one: yes}, {two: yes}, {three: yes}]}",
    right="when: {three: yes}",
)


def check(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """Every question and every outcome of a tree; what only follows from another finding is left out."""
    tree = proof.tree
    lost = [question for question in tree.questions if proof.questions[question.id].reachable is False]
    for question in lost:
        if not any(_leads_on(earlier, question.index) for earlier in lost) and not _reads(tree, question.ask_if, lost):
            rule = QUESTION_UNLINKED if proof.questions[question.id].because == "no route" else QUESTION_UNREACHED
            message = f'Nobody is ever asked "{question.text}".'
            yield subject.finding(rule, ("questions", question.index, "id"), message, why=_why(tree, proof.questions[question.id], rule))
    for place, outcome in enumerate(tree.outcomes):
        reach = proof.outcomes[outcome.id]
        ends_lost = any(_leads_on(each, len(tree.questions)) or _routes_to(each, outcome.id) for each in lost)
        if reach.reachable is False and not ends_lost and not _reads(tree, outcome.when, lost):
            yield _outcome(subject, proof, place, reach)
    if proof.longest is not None and proof.longest[0] > MOST_QUESTIONS:
        most, witness = proof.longest
        why = f"{LONG.why} To see it: {command(tree, witness)}"
        yield subject.finding(LONG, ("questions",), f"One way through this guide asks {most} questions.", why=why, key=True)
    for growth in proof.too_large[:1]:
        yield subject.finding(TOO_LARGE, ("questions",), _growth(tree, growth), key=True)


def _outcome(subject: Subject[Tree], proof: Proof, place: int, reach: Reach) -> Finding:
    tree, outcome = proof.tree, proof.tree.outcomes[place]
    path = ("outcomes", place, "id")
    behind = proof.shadowed_outcomes.get(outcome.id)
    if behind is not None:
        earlier = in_a_row([f'"{each.title}"' for each in tree.outcomes if each.id in behind.by], "or")
        message = f'Whenever "{outcome.title}" might be the result, {earlier} comes before it.'
        why = f"{SHADOWED.why} So it is with {describe_answers(tree, behind.witness)}: {command(tree, behind.witness)}"
        return subject.finding(SHADOWED, path, message, why=why)
    rule = OUTCOME_UNLINKED if reach.because == "no route" else OUTCOME_UNREACHED
    return subject.finding(rule, path, f'No answers lead to "{outcome.title}".', why=_why(tree, reach, rule))


def _why(tree: CompiledTree, reach: Reach, rule: Rule) -> str:
    return f"{rule.why} {describe_needed_answers(tree, reach.nearest)}" if reach.nearest and reach.nearest.fails else rule.why


def _reads(tree: CompiledTree, condition: Condition | None, lost: list[CompiledQuestion]) -> bool:
    """Whether a condition compares the answer to a question that no one is asked."""
    placements = {question.key for question in tree.questions if question not in lost}
    return any(each.question not in placements for each in comparisons_of(condition))


def _leads_on(question: CompiledQuestion, place: int) -> bool:
    """Whether some answer to a question leads to a place of the file."""
    places = {option.next.index if option.next.to in {"question", "results"} else -1 for option in question.options if option.next}
    return place in places or (place == question.index + 1 and any(option.next is None for option in question.options))


def _routes_to(question: CompiledQuestion, outcome: str) -> bool:
    return any(option.next and (option.next.to, option.next.id) == ("outcome", outcome) for option in question.options)


def _growth(tree: CompiledTree, growth: Growth) -> str:
    """What makes a guide too large, in its own words."""
    question = tree.question(growth.question or "")
    where = f'at "{question.text}"' if question else "at the results"
    texts = [f'"{each.text}"' for key in growth.remembered if (each := tree.question(key))]
    many = f"{len(texts)} answers" if len(texts) > MOST_NAMED else f"the answers to {in_a_row(texts)}"
    readers = in_a_row([f'the {name.split()[0]} "{name.split()[1]}"' for name in growth.readers[:MOST_NAMED]])
    more = f" and {len(growth.readers) - MOST_NAMED} more" if len(growth.readers) > MOST_NAMED else ""
    return f"This guide has more than {growth.states} states. It grows {where}, where {many} must still be kept apart for {readers}{more}."
