"""What makes no difference: questions, answers and conditions without which every reader would get the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees import conditions
from waymark_guide.checks.trees.answer_text import command, describe_answers, in_a_row, options_of
from waymark_guide.trees.engine.conditions import is_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.proof.condition_contexts import ConditionName, SkippedQuestion
    from waymark_guide.trees.proof.proof import Proof

NO_MATTER = declare(
    "T308",
    "question-does-not-matter",
    "The answer to a question changes something for somebody.",
    why="It takes a reader's time, and makes them believe that their answer counted.",
    fix="Let a condition or points depend on it; say purpose: record where it is asked only for the report; or delete it.",
    severity="warning",
    wrong="- {id: food, label: Food}",
    right="- {id: food, label: Food, effects: {grant: {market: {points: 1, because: Cooks ask for small sums.}}}}",
)
ALIKE = declare(
    "T309",
    "options-alike",
    "Different answers to a question that a guide words itself come to something different.",
    why="Readers weigh up a choice that makes no difference.",
    fix="Put them into one; or let a condition, points or a note tell them apart.",
    severity="note",
    wrong="when: {cooks: [few, many]}",
    right="when: {cooks: many}",
)
SKIPPED = declare(
    "T314",
    "reads-skipped-question",
    "No gate stays open, and no “not” holds, only because a question was never asked.",
    why="Where a question was not asked every comparison with its answer is false, so the condition comes out as if another answer had been given.",
    fix='Say what should hold where it was not asked, with {question: answered}; or, where false is right, say so with "allow".',
    severity="warning",
    wrong="not_if: {needs: {has: food}}",
    right="not_if: {measurable: no}",
)


def check(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """The questions, answers and conditions of a tree."""
    tree = subject.record
    places = {question.id: place for place, question in enumerate(tree.questions)}
    recorded = {question.id for question in proof.tree.questions if question.purpose == "record" or len(question.options) == 1}
    texts = {question.id: question.text for question in proof.tree.questions}
    for question in proof.idle_questions:
        if question not in recorded:
            message = f'No answer to "{texts[question]}" changes anything.'
            yield subject.finding(NO_MATTER, ("questions", places[question], "id"), message)
    chosen_here = {question.id for question in proof.tree.questions if question.fact is None and question.type != "multi"}
    for question, options in proof.equivalent_options:
        if question in chosen_here - recorded:
            labels = options_of(proof.tree, question)
            named = in_a_row([f'"{labels[option]}"' for option in options])
            count = "both" if len(options) == 2 else "all"  # noqa: PLR2004 (two have a word of their own)
            message = f'{named} to "{texts[question]}" {count} come to the same.'
            yield subject.finding(ALIKE, ("questions", places[question], "id"), message)
    yield from _constant(subject, proof)
    for name, questions in proof.skipped_questions.items():
        for key, skipped in questions.items():
            if skipped.then or name[2] == "not_if":
                yield subject.finding(SKIPPED, _path(tree, name), _not_asked(name[2], texts[key]), why=_why(proof, skipped), key=True)


def _constant(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """Conditions that come out the same for everybody who gets there, although they might come out otherwise for others."""
    reported_paths = {finding.path for finding in conditions.check(subject)}
    for seen in proof.condition_contexts:
        truths = seen.truths or ()
        first = bool(truths) and is_met(seen.condition, truths[0])
        field = seen.name[2]
        path = _path(subject.record, seen.name)
        if truths and path not in reported_paths and (first or field == "not_if") and all(is_met(seen.condition, each) == first for each in truths):
            always = "holds for everybody who gets here" if first else "can never hold here"
            yield subject.finding(conditions.CONSTANT, path, f'This "{field}" {always}.')


def _path(tree: Tree, name: ConditionName) -> Path:
    kind, owner, field = name
    if kind == "question":
        return ("questions", next(place for place, question in enumerate(tree.questions) if question.id == owner), field)
    return ("outcomes", next(place for place, outcome in enumerate(tree.outcomes) if outcome.id == owner), field)


def _not_asked(field: str, text: str) -> str:
    return f'This "{field}" reads the answer to "{text}", which some readers are not asked.'


def _why(proof: Proof, skipped: SkippedQuestion) -> str:
    then = "holds" if skipped.then else "does not hold"
    before = f"With {describe_answers(proof.tree, skipped.witness)} it is not asked" if skipped.witness else "It may not be asked"
    return f"{before}, and the condition {then}, whatever its answer would have been. To see it: {command(proof.tree, skipped.witness)}"
