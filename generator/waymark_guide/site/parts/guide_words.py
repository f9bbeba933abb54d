"""The words of one guide, gathered once for its interactive page, its linked steps and its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.conditions import Combination, Comparison, Condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.tree import Fact, Option, Outcome, Question, Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.numbered_sources import References
    from waymark_guide.trees.engine.compiled_tree import CompiledOption, CompiledOutcome, CompiledQuestion, CompiledTree
    from waymark_guide.words.strings import Strings


@dataclass(frozen=True, slots=True)
class OptionWords:
    """One answer as readers see it, in the author's Markdown."""

    compiled: CompiledOption
    hint: str | None
    note: str | None

    @property
    def id(self) -> str:
        """The answer's id."""
        return self.compiled.id

    @property
    def label(self) -> str:
        """What the reader chooses."""
        return self.compiled.label


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """One question as readers see it: its own words, or else those of the shared fact.

    Attributes:
        number: its place in the file, from 1.
        find_out: how a reader who does not know the answer can find out.
        asked_if: when it is asked, in words; empty where it always is.
    """

    compiled: CompiledQuestion
    number: int
    why: str | None
    help: str | None
    find_out: str | None
    sources: tuple[str, ...]
    options: tuple[OptionWords, ...]
    asked_if: str

    @property
    def id(self) -> str:
        """The question's id."""
        return self.compiled.id


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """Somewhere that the guide can lead, as readers see it.

    Attributes:
        when: when it appears, in words; empty where nothing limits it.
        cases: the cases that the authors chose.
    """

    compiled: CompiledOutcome
    written: Outcome
    when: str
    cases: tuple[CaseStudy, ...]

    @property
    def id(self) -> str:
        """The outcome's id."""
        return self.compiled.id


@dataclass(frozen=True, slots=True)
class TreeWords:
    """A guide with all its words.

    Attributes:
        references: the numbered sources of all its pages.
    """

    tree: Tree
    compiled: CompiledTree
    questions: tuple[QuestionWords, ...]
    outcomes: tuple[OutcomeWords, ...]
    references: References

    @property
    def url(self) -> str:
        """The address of the guide."""
        return f"decision-trees/{self.tree.id}/"

    def question(self, question_id: str) -> QuestionWords:
        """The question of that id."""
        return next(question for question in self.questions if question.id == question_id)

    def outcome(self, outcome_id: str) -> OutcomeWords:
        """The outcome of that id."""
        return next(outcome for outcome in self.outcomes if outcome.id == outcome_id)

    def label(self, question_id: str, option_id: str) -> str:
        """The words of an answer; the id where there is none such."""
        option = self.question(question_id).compiled.option(option_id)
        return option.label if option else option_id


def tree_words(context: SiteContext, tree: Tree) -> TreeWords:
    """Gather the words of a published tree."""
    compiled = context.compiled[tree.id]
    return TreeWords(
        tree=tree,
        compiled=compiled,
        questions=tuple(_question(context, compiled, written, number) for number, written in enumerate(tree.questions, start=1)),
        outcomes=tuple(_outcome(context, compiled, written) for written in tree.outcomes),
        references=context.references((*tree.sources, *_list_cited_sources(tree, compiled)), _list_texts(tree)),
    )


def condition_in_words(condition: Condition | None, compiled: CompiledTree, t: Strings) -> str:
    """A condition as the end of a sentence that begins `if`; empty for none."""
    if condition is None:
        return ""
    if isinstance(condition, Comparison):
        question = compiled.question(condition.question)
        labels = [option.label for option in question.options if option.id in condition.options] if question else []
        answers = t("guide.condition.or").join(t("guide.condition.quoted", words=label) for label in labels)
        text = question.text if question else condition.question
        return t(f"guide.condition.{condition.test}", question=t("guide.condition.quoted", words=text), answers=answers)
    parts = [condition_in_words(part, compiled, t) for part in condition.parts]
    return _join_condition(condition, parts, t)


def _join_condition(condition: Combination, parts: list[str], t: Strings) -> str:
    if condition.how == "not":
        return t("guide.condition.not", part=parts[0])
    return t(f"guide.condition.{condition.how}").join(parts)


def _question(context: SiteContext, compiled: CompiledTree, written: Question, number: int) -> QuestionWords:
    made = compiled.questions[number - 1]
    fact = context.knowledge_base.facts.get(written.fact or "")
    find_out = (written.dont_know and written.dont_know.help) or (fact and fact.dont_know and fact.dont_know.help)
    return QuestionWords(
        compiled=made,
        number=number,
        why=written.why or (fact.why if fact else None),
        help=written.help or (fact.help if fact else None),
        find_out=find_out or None,
        sources=written.sources or (fact.sources if fact else ()),
        options=tuple(_option(option, written, fact) for option in made.options),
        asked_if=condition_in_words(made.ask_if, compiled, context.strings),
    )


def _option(made: CompiledOption, written: Question, fact: Fact | None) -> OptionWords:
    own: Option | None = next((option for option in written.options if option.id == made.id), None)
    shared = next((option for option in fact.options if option.id == made.id), None) if fact else None
    return OptionWords(
        compiled=made,
        hint=(own.hint if own else None) or (shared.hint if shared else None),
        note=own.note if own else None,
    )


def _outcome(context: SiteContext, compiled: CompiledTree, written: Outcome) -> OutcomeWords:
    made = compiled.outcome(written.id)
    if made is None:
        raise KeyError(written.id)
    cases = context.knowledge_base.case_studies
    return OutcomeWords(
        compiled=made,
        written=written,
        when=condition_in_words(made.when, compiled, context.strings),
        cases=tuple(cases[case_id] for case_id in written.case_studies if case_id in cases and not cases[case_id].draft),
    )


def _list_cited_sources(tree: Tree, compiled: CompiledTree) -> Iterator[str]:
    """Ids that the parts of a tree cite in their lists of sources."""
    for listed in (part.sources for parts in (tree.questions, tree.outcomes, tree.factors) for part in parts):
        yield from listed
    for reason in compiled.reasons:
        yield from reason.sources


def _list_texts(tree: Tree) -> Iterator[str | None]:
    """The prose of a tree that may hold `[source:id]` marks."""
    yield tree.summary
    for question in tree.questions:
        yield from (question.why, question.help)
    for outcome in tree.outcomes:
        yield from (outcome.rationale, *outcome.cautions, *outcome.next_steps)
