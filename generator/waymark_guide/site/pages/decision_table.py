"""The table of a guide: for a ranked one every answer and its points, to score on paper; for the others the answers that lead to each outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.pages.guide import page_about, target_titles
from waymark_guide.site.parts.guide_words import condition_in_words, tree_words
from waymark_guide.trees.engine.answers import UNKNOWN
from waymark_guide.trees.views.decision_table import make_decision_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.model.tree import Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Page
    from waymark_guide.site.parts.guide_words import OptionWords, OutcomeWords, QuestionWords, TreeWords
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.views.decision_table import Cell, DecisionTable, Score

ROUTE = "decision-trees/{tree.id}/table/"
depends_on = DEPENDS_ON_NO_CASE


@dataclass(frozen=True, slots=True)
class Reason:
    """What one answer gives to one outcome, with the author's reason."""

    label: str
    outcome: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Line:
    """An answer that gives points, with one number for each column; 0 is shown as nothing."""

    option: OptionWords
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one question, and the reasons behind them."""

    question: QuestionWords
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """The answers that rule an outcome out, whatever its score."""

    outcome: OutcomeWords
    condition: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way through: the number of each question that matters with the answers that stay on it, and the titles that it leads to."""

    steps: tuple[tuple[int, str], ...]
    leads: tuple[str, ...]


def list_pages(context: SiteContext) -> Iterable[Tree]:
    """One page for each published guide."""
    return context.trees


def render(context: SiteContext, tree: Tree) -> Page:
    """Render the page of a guide."""
    words = tree_words(context, tree)
    table = make_decision_table(words.compiled)
    columns = _columns(words, table.scores if table else ())
    scored = blocks(words, columns, table.scores if table else ())
    body = context.render(
        "table.html.jinja",
        words=words,
        ranked=words.tree.result.mode == "ranked",
        columns=columns,
        blocks=scored,
        pointless=[question for question in words.questions if all(question != block.question for block in scored)],
        gates=_gates(context, words),
        ways=None if table is None else _ways(context, words, table),
    )
    return page_about(context, ROUTE, tree, "steps.table", body)


def reasons_by_question(words: TreeWords) -> dict[str, tuple[Reason, ...]]:
    """For a ranked guide, what the answers to each question give, by the question's id."""
    table = make_decision_table(words.compiled) if words.tree.result.mode == "ranked" else None
    return {block.question.id: block.reasons for block in blocks(words, (), table.scores if table else ())}


def blocks(words: TreeWords, columns: tuple[OutcomeWords, ...], scores: tuple[Score, ...]) -> tuple[Block, ...]:
    """The questions whose answers give points, in the order of the guide."""
    return tuple(
        Block(
            question,
            tuple(Line(_option(question, score), _numbers(columns, score)) for score in scores if score.question == question.id),
            tuple(_reasons(words, question, scores)),
        )
        for question in words.questions
        if any(score.question == question.id for score in scores)
    )


def _columns(words: TreeWords, scores: tuple[Score, ...]) -> tuple[OutcomeWords, ...]:
    """The outcomes that some answer gives points to."""
    scored = {cell.outcome for score in scores for cell in score.cells}
    return tuple(outcome for outcome in words.outcomes if outcome.id in scored)


def _option(question: QuestionWords, score: Score) -> OptionWords:
    return next(option for option in question.options if option.id == score.option)


def _numbers(columns: tuple[OutcomeWords, ...], score: Score) -> tuple[int, ...]:
    return tuple(sum(cell.adds for cell in score.cells if cell.outcome == outcome.id) for outcome in columns)


def _reasons(words: TreeWords, question: QuestionWords, scores: tuple[Score, ...]) -> Iterator[Reason]:
    for score in scores:
        if score.question == question.id:
            for cell in sorted(score.cells, key=lambda cell: -cell.adds):
                yield Reason(_option(question, score).label, words.outcome(cell.outcome).compiled.title, cell)


def _gates(context: SiteContext, words: TreeWords) -> tuple[Gate, ...]:
    return tuple(
        Gate(outcome, condition_in_words(outcome.compiled.not_if, words.compiled, context.strings))
        for outcome in words.outcomes
        if outcome.compiled.not_if is not None
    )


def _ways(context: SiteContext, words: TreeWords, table: DecisionTable) -> tuple[Way, ...]:
    return tuple(
        Way(
            tuple((words.question(step.question).number, _answers(context, words, step.question, step.values)) for step in row.steps),
            target_titles(context, words, row.leads),
        )
        for row in table.rows
    )


def _answers(context: SiteContext, words: TreeWords, question: str, values: Iterable[Value]) -> str:
    t = context.strings
    labels = ["; ".join(t("result.dont_know") if option == UNKNOWN else words.label(question, option) for option in value) for value in values]
    return t("steps.or").join(labels)
