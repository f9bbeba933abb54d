"""Every way through a tree ends in a result: all ways are walked by the engine, and a way that ends in nothing is told answer by answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.rule import declare
from generator.trees.answers import every_value
from generator.trees.compiled import compile_tree
from generator.trees.replay import Given, replay
from generator.trees.standing import candidates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.checks.subject import Subject
    from generator.model.finding import Finding
    from generator.model.tree import Tree
    from generator.trees.program import CompiledTree
    from generator.trees.replay import End, Replay

DEAD_END = declare(
    "T306",
    "dead-end",
    "Every set of answers leads to a result.",
    why="Someone who gives these answers would reach a page with nothing on it.",
    fix="Add an outcome for these answers, or one without a condition that catches all the rest.",
    wrong="  - id: award\n    title: Award it directly\n    when: {urgent: yes}",
    right="  - id: award\n    title: Award it directly",
)


def check(subject: Subject[Tree]) -> Iterator[Finding]:
    """The first dead end of a tree, if it has one. A tree that is too large to walk through has no finding."""
    tree = compile_tree(subject.record, subject.knowledge_base)
    given = {question.key: Given(every_value(question)) for question in tree.questions}
    if not _leads_nowhere(tree, given):
        return
    for key, every in list(given.items()):
        narrowed = ({**given, key: Given((value,))} for value in every.values)
        given = next((answers for answers in narrowed if _leads_nowhere(tree, answers)), given)
    told = []
    for question in (tree.questions[place] for place in _walked(tree, given).asked):
        labels = {option.id: option.label for option in question.options}
        chosen = " and ".join(f'"{labels[option]}"' for option in given[question.key].values[0])
        told.append(f'{chosen} to "{question.text}"')
    yield subject.finding(DEAD_END, ("outcomes",), f"Someone who answers {', '.join(told)} gets no result.", key=True)


def _leads_nowhere(tree: CompiledTree, given: Mapping[str, Given]) -> bool:
    """Whether some completion of the answers ends with no option left."""
    return any(_is_dead(tree, end) for end in _walked(tree, given).ends)


def _walked(tree: CompiledTree, given: Mapping[str, Given]) -> Replay:
    return replay(tree, given, tree.reads.lead)


def _is_dead(tree: CompiledTree, end: End) -> bool:
    return end.target.to != "tree" and not candidates(tree, end)
