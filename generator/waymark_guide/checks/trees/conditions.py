"""Conditions over earlier answers: that they name what exists, read only earlier questions, and can both hold and fail."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

from waymark_guide.checks.everywhere.references import did_you_mean
from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.asked_question import AskedQuestion, asked_in
from waymark_guide.reading.suggest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Tree

DEEPEST = 2
MOST_COMBINATIONS = 4096
JOINED = {"any", "all", "not"}
TESTS = ("has", "has_any", "has_none")

UNKNOWN_QUESTION = declare(
    "T201",
    "unknown-question",
    "A question that is named exists in the same tree.",
    why="The condition could never hold, or the answer would lead to a page that does not exist.",
    fix="Correct the id.",
    wrong="ask_if: {mesurable: [yes, partly]}",
    right="ask_if: {measurable: [yes, partly]}",
)
NOT_AN_OPTION = declare(
    "T208",
    "not-an-option",
    "An answer that is named is an option of its question.",
    why="No reader can give that answer, so it can never be met.",
    fix="Correct the id of the option.",
    wrong="not_if: {measurable: never}",
    right="not_if: {measurable: no}",
)
LABEL_NOT_ID = declare(
    "T209",
    "label-instead-of-id",
    "An answer is named by its id, and not by the words that readers see.",
    why="It would never be met, and would break again whenever the words change.",
    fix="Write the id of the option.",
    wrong="ask_if: {measurable: [yes, Some of it]}",
    right="ask_if: {measurable: [yes, partly]}",
)
LATER_QUESTION = declare(
    "T313",
    "reads-later-question",
    "Whether a question is asked depends only on earlier questions.",
    why="When the reader gets here the later answer is not there yet, so the condition cannot hold.",
    fix="Move this question below the one that it reads, or read an earlier one.",
    wrong="ask_if: {venue: yes}",
    right="ask_if: {measurable: [yes, partly]}",
)
CONSTANT = declare(
    "T311",
    "condition-decides-nothing",
    "A condition can hold for some answers and fail for others.",
    why="It makes no difference, so it is probably not what was meant.",
    fix="Leave the condition out, or name fewer or other answers.",
    severity="warning",
    wrong="ask_if: {measurable: [yes, partly, no]}",
    right="ask_if: {measurable: [yes, partly]}",
)
CONTRADICTION = declare(
    "T312",
    "condition-contradicts-itself",
    "The parts of a condition can hold together.",
    why="No set of answers meets every part, so the condition never holds.",
    fix="To accept either answer, put both in one list: {question: [one, other]}.",
    wrong="not_if: {all: [{measurable: no}, {measurable: partly}]}",
    right="not_if: {measurable: no}",
)
NOT_A_CONDITION = declare(
    "T116",
    "not-a-condition",
    "A condition is a small map from earlier questions to answers, joined by any, all and not at most two levels deep.",
    why="What cannot be understood can never hold.",
    fix="Write {question: option}, {question: [option, option]} or {question: answered}; or {question: {has: option}} where several can be chosen.",
    wrong="ask_if: {measurable: {is: yes}}",
    right="ask_if: {measurable: yes}",
)

Answers = dict[str, frozenset[str] | None]
Test = "Callable[[Answers], bool]"


@dataclass(frozen=True, slots=True)
class Part:
    """A condition, or a part of one.

    Attributes:
        holds: whether it holds for some answers.
        reads: the options that it compares, by question.
        parts: for a map with several keys or `all`, what must hold together.
    """

    holds: Callable[[Answers], bool]
    reads: Mapping[str, frozenset[str]]
    parts: tuple[Part, ...] = ()


def check(subject: Subject[Tree]) -> Iterator[Finding]:
    """Every condition of a tree."""
    questions = asked_in(subject.record, subject.knowledge_base)
    for place, question in enumerate(subject.record.questions):
        if question.ask_if is not None:
            yield from _Condition(subject, questions, before=place).check(("questions", place, "ask_if"), question.ask_if)
    for place, outcome in enumerate(subject.record.outcomes):
        for name in ("when", "not_if"):
            raw = getattr(outcome, name)
            if raw is not None:
                yield from _Condition(subject, questions, before=len(subject.record.questions)).check(("outcomes", place, name), raw)


def unknown_question(subject: Subject[Any], path: Path, name: str, known: Mapping[str, AskedQuestion], *, key: bool = False) -> Finding:
    """A finding for the id of a question that the tree does not have."""
    meant = find_nearest(name, known)
    return subject.finding(
        UNKNOWN_QUESTION, path, f'There is no question "{name}" in this tree.', fix=did_you_mean(meant, known), suggestion=meant, key=key
    )


def unknown_option(subject: Subject[Any], path: Path, value: str, asked: AskedQuestion) -> Finding | None:
    """A finding where a question does not have that option; none where it has it, or its options are not known."""
    if value in asked.options or not asked.is_known:
        return None
    by_label = next((option for option, label in asked.options.items() if label.casefold() == value.casefold()), "")
    if by_label:
        message = f'"{value}" is the label of an answer to "{asked.text}"; its id is "{by_label}".'
        return subject.finding(LABEL_NOT_ID, path, message, fix=f'Write "{by_label}".', suggestion=by_label)
    meant = asked.old.get(value) or find_nearest(value, asked.options)
    fix = f'Did you mean "{meant}"?' if meant else f"Use one of: {', '.join(asked.options)}."
    return subject.finding(NOT_AN_OPTION, path, f'"{value}" is not an answer to "{asked.text}".', fix=fix, suggestion=meant)


class _Condition:
    """Reads one condition, and gathers what is wrong with it."""

    def __init__(self, subject: Subject[Tree], questions: Mapping[str, AskedQuestion], *, before: int) -> None:
        self.subject = subject
        self.questions = questions
        self.before = before
        self.findings: list[Finding] = []

    def check(self, path: Path, raw: Any) -> Iterator[Finding]:  # noqa: ANN401 (a condition as written)
        """What is wrong with the condition; whether it can hold and fail is asked only where nothing else is wrong."""
        whole = self._read(path, raw, 0)
        if self.findings:
            yield from self.findings
            return
        outcomes = self._results(whole)
        if outcomes == {True, False} or not outcomes:
            return
        where = f'"{path[-1]}"'
        if outcomes == {True}:
            yield self.subject.finding(CONSTANT, path, f"This {where} holds whatever the answers are.")
        elif len(whole.parts) > 1 and all(True in self._results(part) for part in whole.parts):
            yield self.subject.finding(CONTRADICTION, path, f"The parts of this {where} cannot hold together.")
        else:
            yield self.subject.finding(CONSTANT, path, f"This {where} can never hold.")

    def _read(self, path: Path, raw: Any, depth: int) -> Part:  # noqa: ANN401 (a condition as written)
        if isinstance(raw, list) and raw:
            return _any([self._read((*path, place), entry, depth) for place, entry in enumerate(raw)])
        if not isinstance(raw, dict) or not raw:
            return self._not_understood(path, "This is not a condition.")
        return _all([self._entry((*path, key), key, value, depth) for key, value in raw.items()])

    def _entry(self, path: Path, key: str, value: Any, depth: int) -> Part:  # noqa: ANN401 (a condition as written)
        if key in JOINED and key not in self.questions:
            if depth >= DEEPEST:
                return self._not_understood(path, f'"{key}" stands more than {DEEPEST} levels deep.')
            if key == "not":
                inner = self._read(path, value, depth + 1)
                return Part(lambda answers: not inner.holds(answers), inner.reads)
            if not isinstance(value, list) or not value:
                return self._not_understood(path, f'"{key}" needs a list of conditions.')
            parts = [self._read((*path, place), entry, depth + 1) for place, entry in enumerate(value)]
            return _any(parts) if key == "any" else _all(parts)
        return self._comparison(path, key, value)

    def _comparison(self, path: Path, name: str, value: Any) -> Part:  # noqa: ANN401 (a condition as written)
        asked = self.questions.get(name)
        if asked is None:
            self.findings.append(unknown_question(self.subject, path, name, self.questions, key=True))
            return _nothing()
        if asked.place >= self.before:
            itself = "itself" if asked.place == self.before else f'the later question "{asked.text}"'
            self.findings.append(self.subject.finding(LATER_QUESTION, path, f"This condition reads {itself}.", key=True))
        test = "is"
        if isinstance(value, dict):
            test = next(iter(value), "")
            if len(value) != 1 or test not in TESTS:
                meant = find_nearest(test, TESTS)
                return self._not_understood((*path, test), f'"{test}" is not a way to compare an answer.', meant)
            if asked.is_known and asked.type != "multi":
                return self._not_understood((*path, test), f'"{test}" is for questions with several answers, and "{asked.text}" takes one.')
            path, value = (*path, test), value[test]
        wanted = value if isinstance(value, list) else [value]
        if test == "is" and wanted == ["answered"] and "answered" not in asked.options:
            return Part(lambda answers: answers.get(name) is not None, {name: frozenset()})
        if not wanted or not all(isinstance(option, str) for option in wanted):
            return self._not_understood(path, f'What "{name}" is compared with is not an option or a list of options.')
        for place, option in enumerate(wanted):
            finding = unknown_option(self.subject, (*path, place) if isinstance(value, list) else path, option, asked)
            if finding is not None:
                self.findings.append(finding)
        return _compare(name, test, frozenset(wanted))

    def _not_understood(self, path: Path, message: str, meant: str = "") -> Part:
        fix = f'Did you mean "{meant}"? {NOT_A_CONDITION.fix}' if meant else None
        self.findings.append(self.subject.finding(NOT_A_CONDITION, path, message, fix=fix, suggestion=meant, key=bool(meant)))
        return _nothing()

    def _results(self, part: Part) -> set[bool]:
        """Whether it can hold, and whether it can fail; empty where there are too many combinations to try, or an option is not known."""
        domains: list[Sequence[frozenset[str] | None]] = []
        size = 1
        for name, compared in part.reads.items():
            asked = self.questions[name]
            if not asked.is_known or not asked.options:
                return set()
            domain = _domain(asked, compared, self._may_be_skipped(asked))
            size *= len(domain)
            domains.append(domain)
            if size > MOST_COMBINATIONS:
                return set()
        return {part.holds(dict(zip(part.reads, answers, strict=True))) for answers in product(*domains)}

    def _may_be_skipped(self, asked: AskedQuestion) -> bool:
        """Whether a reader can get to this condition without that question: it has a condition of its own, or an earlier answer jumps over it."""
        questions = self.subject.record.questions
        jumps = (option.next for question in questions[: asked.place] for option in question.options if option.next)
        over = (self.questions[jump].place > asked.place if jump in self.questions else jump == "results" for jump in jumps)
        return questions[asked.place].ask_if is not None or any(over)


def _domain(asked: AskedQuestion, compared: frozenset[str], skippable: bool) -> list[frozenset[str] | None]:  # noqa: FBT001 (a fact about the question)
    """The answers that can be distinguished by what is compared; none means a question that was not asked."""
    answers: list[frozenset[str] | None]
    if asked.type == "multi":
        alone = [frozenset({option}) for option in asked.exclusive]
        ordinary = sorted((compared & asked.options.keys()) - asked.exclusive)
        rest = next((option for option in asked.options if option not in compared and option not in asked.exclusive), None)
        together = [*ordinary, rest] if rest is not None else ordinary
        sets = chain.from_iterable(combinations(together, size) for size in range(1, len(together) + 1))
        answers = [*alone, *(frozenset(chosen) for chosen in sets)]
    else:
        answers = [frozenset({option}) for option in asked.options]
    return [*answers, None] if skippable else answers


def _compare(name: str, test: str, wanted: frozenset[str]) -> Part:
    def holds(answers: Answers) -> bool:
        given = answers.get(name)
        if given is None:
            return False
        return not given & wanted if test == "has_none" else bool(given & wanted)

    return Part(holds, {name: wanted})


def _all(parts: list[Part]) -> Part:
    flat = tuple(part for outer in parts for part in (outer.parts or (outer,)))
    return Part(lambda answers: all(part.holds(answers) for part in parts), _reads(parts), flat)


def _any(parts: list[Part]) -> Part:
    return Part(lambda answers: any(part.holds(answers) for part in parts), _reads(parts))


def _reads(parts: list[Part]) -> dict[str, frozenset[str]]:
    reads: dict[str, frozenset[str]] = {}
    for part in parts:
        for name, options in part.reads.items():
            reads[name] = reads.get(name, frozenset()) | options
    return reads


def _nothing() -> Part:
    return Part(lambda _: False, {})
