"""Answers in the words of the guide: how to get somewhere, and what would have to be otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waymark_guide.trees.engine.compiled_tree import CompiledTree
    from waymark_guide.trees.proof.nearest_miss import NearestMiss, UnmetComparison
    from waymark_guide.trees.proof.paths import Witness

MOST_SHOWN = 4


def describe_answers(tree: CompiledTree, witness: Witness) -> str:
    """`"Yes" to "Is it urgent?" and "No" to "Is it large?"`; the last ones where there are many."""
    answers = [f'{describe_choice(tree, key, given)} to "{_text(tree, key)}"' for key, given in witness.items()]
    if len(answers) > MOST_SHOWN:
        answers = [f"{len(answers) - MOST_SHOWN + 1} answers", *answers[1 - MOST_SHOWN :]]
    return in_a_row(answers)


def command(tree: CompiledTree, witness: Witness) -> str:
    """What to type to see it happen."""
    pairs = (f"{key}={given if isinstance(given, str) else ','.join(given)}" for key, given in witness.items())
    return " ".join(("waymark answer", tree.id, *pairs))


def describe_needed_answers(tree: CompiledTree, miss: NearestMiss) -> str:
    """What keeps the nearest answers from getting there, as a sentence."""
    needs = in_a_row([_describe_comparison(tree, each) for each in miss.fails])
    before = f"With {describe_answers(tree, miss.witness)}, what" if miss.witness else "What"
    return f"{before} lacks is {needs}."


def describe_choice(tree: CompiledTree, key: str, given: str | Sequence[str]) -> str:
    """The labels of an answer, in quotes."""
    labels = options_of(tree, key)
    ids = [given] if isinstance(given, str) else given
    return in_a_row([f'"{labels.get(each, each)}"' for each in ids])


def options_of(tree: CompiledTree, key: str) -> Mapping[str, str]:
    """The labels of a question's options, by id."""
    question = tree.question(key)
    return {option.id: option.label for option in question.options} if question else {}


def in_a_row(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    return f" {last} ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def _describe_comparison(tree: CompiledTree, wanted: UnmetComparison) -> str:
    text = f'"{_text(tree, wanted.question)}"'
    if wanted.test == "answered":
        return f"{text} being asked" if wanted.required else f"{text} not being asked"
    labels = options_of(tree, wanted.question)
    named = in_a_row([f'"{labels.get(each, each)}"' for each in wanted.options], "or")
    return f"{named} to {text}" if wanted.required == (wanted.test != "none") else f"an answer other than {named} to {text}"


def _text(tree: CompiledTree, key: str) -> str:
    question = tree.question(key)
    return question.text if question else key
