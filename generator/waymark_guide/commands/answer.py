"""`waymark answer`: replay answers in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from waymark_guide.commands.command import FINE, refuse_unknown, refuse_unknown_trees, run_in_root

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from waymark_guide.trees.engine.compiled_tree import CompiledTree

    Answers = dict[str, str | list[str]]


@click.command("answer")
@click.argument("tree")
@click.argument("answers", nargs=-1, metavar="[QUESTION=OPTION ...]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The form of the answer.")
@run_in_root
def run(root: Path, tree: str, answers: tuple[str, ...], form: str) -> int:
    """Replay answers in the terminal: what is asked next, or the result, why, and what would change it.

    Several answers to one question: q=a,b. I don't know: q=?
    """
    from waymark_guide.reading.repository import read_knowledge_base
    from waymark_guide.trees.engine.compiler import compile_tree
    from waymark_guide.trees.engine.evaluation import evaluate_answers
    from waymark_guide.trees.views.terminal_answer import render_answer

    knowledge_base = read_knowledge_base(root).knowledge_base
    refused = refuse_unknown_trees([tree], knowledge_base.trees)
    if refused is not None:
        return refused
    compiled = compile_tree(knowledge_base.trees[tree], knowledge_base)
    parsed = _parse_answers(compiled, answers)
    if isinstance(parsed, int):
        return parsed
    cases = [{"id": case.id, "facts": case.facts} for case in knowledge_base.case_studies.values() if not case.draft]
    result = evaluate_answers(compiled, parsed, cases=cases)
    click.echo(json.dumps(result, ensure_ascii=False, indent=2) if form == "json" else render_answer(result, compiled))
    return FINE


def _parse_answers(tree: CompiledTree, pairs: Iterable[str]) -> Answers | int:
    """Parse `QUESTION=OPTION` pairs into answers by question.

    Returns:
        The answers, or the exit code after saying which pair is wrong.
    """
    from waymark_guide.reading.suggest import find_nearest

    answers: Answers = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        question = tree.question(name)
        if not separator or question is None:
            names = [each.id for each in tree.questions]
            return refuse_unknown(f'"{pair}" is not QUESTION=OPTION with a question of this tree.', find_nearest(name, names), names)
        options = [option.id for option in question.options]
        chosen = value.split(",")
        unknown = [option for option in chosen if option != "?" and option not in options]
        if unknown or (len(chosen) > 1 and question.type != "multi"):
            return refuse_unknown(f'"{value}" is not an answer to "{question.text}".', find_nearest(value, options), options)
        answers[name] = chosen if question.type == "multi" and chosen != ["?"] else value
    return answers
