"""Render the decision table as Markdown, so that a reviewer of a pull request sees line by line what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.trees.engine.conditions import Comparison
from waymark_guide.trees.views.decision_table import make_decision_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledTree
    from waymark_guide.trees.engine.conditions import Condition
    from waymark_guide.trees.views.decision_table import DecisionTable

TOO_LARGE = "This guide is too large for a table: it has too many different ways."


def render_table(tree: CompiledTree) -> str:
    """Render the file `decision_trees/tables/<id>.md` of a guide. The same guide gives the same text."""
    table = make_decision_table(tree)
    return "\n".join([*_render_head(tree), *(_render_body(table) if table else (TOO_LARGE, "")), *_render_conditions(tree)]).rstrip() + "\n"


def _render_head(tree: CompiledTree) -> Iterator[str]:
    yield f"# {_escape_cell(tree.title)}"
    yield ""
    yield f"The decision table of `{tree.id}`. `waymark table {tree.id} --write` makes this file: change the guide, not the table."
    yield ""
    yield "## Questions"
    yield ""
    for question in tree.questions:
        only = f" (asked only if {_render_condition(question.ask_if)})" if question.ask_if else ""
        again = f" (the answer to `{question.key}`)" if question.key != question.id else ""
        yield f"- `{question.id}`{again}{only}: {_escape_cell(question.text)}"
        yield from (f"  - {option.id}: {_escape_cell(option.label)}" for option in question.options if question.key == question.id)
    yield ""


def _render_body(table: DecisionTable) -> Iterator[str]:
    if table.tree.result.mode == "ranked":
        yield from _render_matrix(table)
    else:
        every = "Every" if table.tree.result.mode == "all" else "The one"
        yield "## Answers and results"
        yield ""
        yield f"Read down to the row that fits. Answers that change nothing there are left out. {every} result stands on the right."
        yield ""
        yield "| Answers | Result |"
        yield "| --- | --- |"
        for row in table.rows:
            steps = "; ".join(f"`{step.question}` {' or '.join(map(' + '.join, step.values))}" for step in row.steps)
            yield f"| {steps or 'Whatever the answers'} | {'; '.join(_render_lead(table.tree, each) for each in row.leads) or 'nothing'} |"
        yield ""


def _render_matrix(table: DecisionTable) -> Iterator[str]:
    """Render points times weight for each answer and outcome, to add up on paper; then the reasons."""
    tree = table.tree
    scored = {cell.outcome for score in table.scores for cell in score.cells}
    columns = [outcome for outcome in tree.outcomes if outcome.id in scored]
    yield "## Outcomes"
    yield ""
    yield from (f"{number}. {_escape_cell(outcome.title)} (`{outcome.id}`)" for number, outcome in enumerate(columns, start=1))
    yield ""
    yield "## Points"
    yield ""
    weights = ", ".join(f"{_escape_cell(factor.label)} {factor.weight}" for factor in tree.factors)
    yield f"Points times weight, to be added up down each column. Weights: {weights}."
    yield ""
    yield f"| Answer | {' | '.join(str(number) for number in range(1, len(columns) + 1))} |"
    yield f"| --- |{' ---: |' * len(columns)}"
    for score in table.scores:
        numbers = [sum(cell.adds for cell in score.cells if cell.outcome == outcome.id) for outcome in columns]
        yield f"| `{score.question}` {score.option} | {' | '.join(str(number) if number else '' for number in numbers)} |"
    yield ""
    yield "## Reasons"
    yield ""
    yield "| Answer | Outcome | Factor | Points | Because |"
    yield "| --- | --- | --- | ---: | --- |"
    titles = {outcome.id: outcome.title for outcome in tree.outcomes}
    labels = {factor.id: factor.label for factor in tree.factors}
    for score in table.scores:
        for cell in score.cells:
            row = (f"`{score.question}` {score.option}", titles[cell.outcome], labels[cell.factor], f"{cell.points:+d}", cell.reason)
            yield f"| {row[0]} | {' | '.join(_escape_cell(each) for each in row[1:])} |"
    yield ""


def _render_conditions(tree: CompiledTree) -> Iterator[str]:
    """Render the conditions that are not in the table: they rule out, let in, and show outcomes with the result."""
    lines = []
    for outcome in tree.outcomes:
        if outcome.not_if is not None:
            lines.append(f"- {_escape_cell(outcome.title)}: ruled out if {_render_condition(outcome.not_if)}")
        if outcome.role == "option" and tree.result.mode == "ranked" and outcome.when is not None:
            lines.append(f"- {_escape_cell(outcome.title)}: only if {_render_condition(outcome.when)}")
        if outcome.role != "option":
            lines.append(f"- {_escape_cell(outcome.title)}: {_describe_visibility(outcome)}")
    if lines:
        yield from ("## Conditions", "", *lines, "")


def _describe_visibility(outcome: CompiledOutcome) -> str:
    if outcome.when is None:
        return "only where an answer leads to it" if outcome.only_by_route else "shown beside every result"
    return f"shown beside the result if {_render_condition(outcome.when)}"


def _render_lead(tree: CompiledTree, lead: str) -> str:
    outcome = tree.outcome(lead)
    return _escape_cell(outcome.title) if outcome else f"the guide `{lead.removeprefix('tree:')}`"


def _render_condition(condition: Condition) -> str:
    """Render a condition in words."""
    if isinstance(condition, Comparison):
        verb = {"is": "is", "has": "has", "none": "has none of", "answered": "is asked"}[condition.test]
        return " ".join((f"`{condition.question}` {verb}", " or ".join(condition.options))).rstrip()
    if condition.how == "not":
        return f"not ({_render_condition(condition.parts[0])})"
    joined = f" {'and' if condition.how == 'all' else 'or'} ".join(
        _render_condition(part) if isinstance(part, Comparison) or part.how == "not" else f"({_render_condition(part)})" for part in condition.parts
    )
    return joined or ("always" if condition.how == "all" else "never")


def _escape_cell(text: str) -> str:
    """Escape a text for a table cell: one line, without Markdown."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "'").replace("*", "\\*")
