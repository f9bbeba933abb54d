"""What a tree names inside itself: questions, outcomes, options and factors, in jumps, effects and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.everywhere.references import T203, UNKNOWN_IN_TREE, did_you_mean, resolve
from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.asked_question import AskedQuestion, asked_in
from waymark_guide.checks.trees.conditions import NOT_AN_OPTION, UNKNOWN_QUESTION, unknown_option, unknown_question
from waymark_guide.reading.suggest import find_nearest
from waymark_guide.trees.engine.url_fragment import LINK_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Effects, Question, Tree

UNKNOWN_OUTCOME = declare(
    "T202",
    "unknown-outcome",
    "An outcome that is named exists in the same tree.",
    why="Someone who chooses that answer would reach a page that does not exist.",
    fix="Correct the id.",
    wrong='next: "outcome:grow-market"',
    right='next: "outcome:grow-the-market"',
)
NOT_PUBLISHED = declare(
    "T204",
    "leads-to-unpublished",
    "A published guide leads only to published guides.",
    why="Readers would be sent to a guide that is not offered to them.",
    fix="Publish the other guide, or lead somewhere else.",
    wrong="id: legal-route\ntitle: Which legal route applies?\nsummary: The steps of the published flowchart.\nowner: editors\nstatus: draft",
    right="id: legal-route\ntitle: Which legal route applies?\nsummary: The steps of the published flowchart.\nowner: editors\nstatus: published",
)
REDEFINED = declare(
    "T206",
    "shared-fact-redefined",
    "A question that uses a shared fact leaves its words and options to the fact.",
    why="A reader who answered the fact in another guide would see other words for the same answer.",
    fix="Delete it here, and change the fact if its words are wrong.",
    wrong='      - {id: no, label: "No, it is not"}\n  - id: measurable',
    right="      - {id: no}\n  - id: measurable",
)
SHARED_ID = declare(
    "T213",
    "question-id-shared",
    "A question's id is its own, unless it is the same shared fact.",
    why="A case study's facts are matched to questions by id, and one id would mean two things.",
    fix="Give one of them another id, or make it a shared fact.",
    severity="warning",
    wrong="  - id: venue\n    text: Is it urgent?",
    right="  - id: urgent\n    text: Is it urgent?",
)
LINK_KEY = declare(
    "T117",
    "question-id-taken",
    "No question has an id that links keep for themselves: v, o or w.",
    why="A link holds the version under v, the result under o and the weights under w, so the answer would be lost from it.",
    fix="Choose an id that says what the question is about.",
    can_be_allowed=False,
    wrong="  - id: v\n    text: Is there a hall?",
    right="  - id: venue\n    text: Is there a hall?",
)


def check(subject: Subject[Tree]) -> Iterator[Finding]:
    """Every name that a tree uses for something of its own."""
    questions = asked_in(subject.record, subject.knowledge_base)
    for place, question in enumerate(subject.record.questions):
        path: Path = ("questions", place)
        yield from _check_reserved_names(subject, path, question)
        yield from _shared_id(subject, path, question)
        yield from _check_redefined(subject, path, question, questions[question.id])
        yield from _effects(subject, (*path, "effects"), question.effects)
        if question.same_as is not None and question.same_as not in questions:
            yield unknown_question(subject, (*path, "same_as"), question.same_as, questions)
        for number, option in enumerate(question.options):
            here = (*path, "options", number)
            answer = f'someone who answers "{questions[question.id].options.get(option.id, option.id)}" to "{questions[question.id].text}"'
            if option.next is not None:
                yield from _next(subject, (*here, "next"), option.next, questions, answer)
            yield from _effects(subject, (*here, "effects"), option.effects)
    for place, example in enumerate(subject.record.tests):
        yield from _example(subject, ("tests", place), example.given, (*example.expect, *example.never), questions)


def _next(subject: Subject[Tree], path: Path, target: str, questions: Mapping[str, AskedQuestion], answer: str) -> Iterator[Finding]:
    """Where an answer leads to is there."""
    kind, separator, name = target.partition(":")
    why = f"{answer[0].upper()}{answer[1:]} would reach a page that does not exist."
    if target == "results" or target in questions:
        return
    if separator and kind == "outcome":
        yield from _check_outcome(subject, path, name, why=why, prefix="outcome:")
    elif separator and kind == "tree":
        known = subject.knowledge_base.trees
        if name not in known and not subject.names.is_unread("tree", name):
            meant = subject.names.find_present_id("tree", name) or find_nearest(name, known)
            fix = f'Did you mean "tree:{meant}"?' if meant else did_you_mean("", known, home="decision_trees/")
            yield subject.finding(T203, path, f'There is no decision tree "{name}".', why=why, fix=fix, suggestion=meant)
        elif name in known and subject.record.status == "published" and known[name].status != "published":
            state = {"draft": "a draft", "retired": "retired"}[known[name].status]
            yield subject.finding(NOT_PUBLISHED, path, f'The guide "{known[name].title}" is {state}.')
    else:
        outcomes = {outcome.id for outcome in subject.record.outcomes}
        if target in outcomes:
            fix, meant = f'"{target}" is an outcome: write "outcome:{target}".', f"outcome:{target}"
        elif target in subject.knowledge_base.trees:
            fix, meant = f'"{target}" is a decision tree: write "tree:{target}".', f"tree:{target}"
        else:
            meant = find_nearest(target, [*questions, "results"])
            fix = did_you_mean(meant, questions)
        message = f'There is no question "{target}" in this tree.'
        yield subject.finding(UNKNOWN_QUESTION, path, message, why=why, fix=fix, suggestion=meant)


def _check_outcome(  # noqa: PLR0913 (who names what, where, and why it matters)
    subject: Subject[Tree], path: Path, name: str, *, why: str | None = None, prefix: str = "", key: bool = False
) -> Iterator[Finding]:
    known = {outcome.id for outcome in subject.record.outcomes}
    if name in known:
        return
    renamed = {old: outcome.id for outcome in subject.record.outcomes for old in outcome.was}
    meant = renamed.get(name) or find_nearest(name, known)
    fix = f'Did you mean "{prefix}{meant}"?' if meant else did_you_mean("", known)
    yield subject.finding(UNKNOWN_OUTCOME, path, f'There is no outcome "{name}".', why=why, fix=fix, suggestion=meant, key=key)


def _effects(subject: Subject[Tree], path: Path, effects: Effects) -> Iterator[Finding]:
    factors = {factor.id for factor in subject.record.factors}
    for outcome, by_factor in effects.items():
        yield from _check_outcome(subject, (*path, outcome), outcome, why="These points would count for nothing.", key=True)
        for factor in by_factor:
            if factor not in factors and "factors" not in subject.spoilt:
                meant = find_nearest(factor, factors)
                message = f'There is no factor "{factor}" in this tree.'
                why = "These points would count for nothing."
                fix = did_you_mean(meant, factors)
                yield subject.finding(UNKNOWN_IN_TREE, (*path, outcome, factor), message, why=why, fix=fix, suggestion=meant, key=True)


def _example(
    subject: Subject[Tree], path: Path, given: Mapping[str, tuple[str, ...]], expected: tuple[str, ...], questions: Mapping[str, AskedQuestion]
) -> Iterator[Finding]:
    """The answers and results of a test exist."""
    for name, answers in given.items():
        here = (*path, "given", name)
        asked = questions.get(name)
        if asked is None:
            yield unknown_question(subject, here, name, questions, key=True)
            continue
        for place, answer in enumerate(answers):
            finding = None if answer == "?" else unknown_option(subject, (*here, place), answer, asked)
            if finding is not None:
                yield finding
    for wanted in expected:
        kind, _, name = wanted.partition(":")
        place_of = next((field for field in ("expect", "never") if wanted in _read_written_values(subject, (*path, field))), "expect")
        if kind == "tree":
            yield from resolve(subject, "tree", (*path, place_of), name)
        else:
            yield from _check_outcome(subject, (*path, place_of), name if kind == "outcome" else wanted, why="The test could never come true.")


def _read_written_values(subject: Subject[Tree], path: Path) -> tuple[str, ...]:
    node = subject.document.node.find(path) if subject.document.node else None
    data = node.data() if node is not None else ()
    return (data,) if isinstance(data, str) else tuple(data)


def _check_reserved_names(subject: Subject[Tree], path: Path, question: Question) -> Iterator[Finding]:
    """Neither the id of a question nor one that it had before is a key of every link."""
    for name, place in ((question.id, (*path, "id")), *((old, (*path, "was", number)) for number, old in enumerate(question.was))):
        if name in LINK_KEYS:
            yield subject.finding(LINK_KEY, place, f'The question id "{name}" is taken: links keep {LINK_KEYS[name]} there.')


def _check_redefined(subject: Subject[Tree], path: Path, question: Question, asked: AskedQuestion) -> Iterator[Finding]:
    """A question that uses a fact says nothing that the fact says."""
    if question.fact is None:
        return
    for name in ("text", "type", "unit"):
        if getattr(question, name) is not None:
            yield subject.finding(REDEFINED, (*path, name), f'"{name}" is already said by the shared fact "{question.fact}".', key=True)
    for number, option in enumerate(question.options):
        here = (*path, "options", number)
        for name, value in (("label", option.label), ("hint", option.hint), ("from", option.from_), ("to", option.to)):
            if value is not None:
                yield subject.finding(REDEFINED, (*here, name), f'"{name}" is already said by the shared fact "{question.fact}".', key=True)
        if asked.is_known and option.id not in asked.options:
            meant = asked.old.get(option.id) or find_nearest(option.id, asked.options)
            message = f'"{option.id}" is not an answer to the shared fact "{question.fact}".'
            yield subject.finding(NOT_AN_OPTION, (*here, "id"), message, fix=did_you_mean(meant, asked.options), suggestion=meant)


def _shared_id(subject: Subject[Tree], path: Path, question: Question) -> Iterator[Finding]:
    """No other tree asks something else under the same id."""
    for tree in subject.knowledge_base.trees.values():
        if tree.id >= subject.record.id:
            continue
        other = tree.question(question.id)
        if other is not None and (question.fact is None or other.fact != question.fact):
            message = f'The question id "{question.id}" is also used by "{tree.title}".'
            yield subject.finding(SHARED_ID, (*path, "id"), message)
            return
