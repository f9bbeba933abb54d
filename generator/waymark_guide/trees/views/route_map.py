"""Make the map of a guide: its questions in order, where each answer leads, and what else an answer decides.

The targets of an answer come from the graph of all paths, so the map shows only what can happen. If the next question is sometimes skipped after an
answer, the answer leads to that question and to the one after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from waymark_guide.trees.engine.conditions import Comparison
from waymark_guide.trees.proof.paths import Paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledQuestion, CompiledTree, Target
    from waymark_guide.trees.engine.conditions import Condition
    from waymark_guide.trees.proof.proof import Proof

To = Literal["question", "outcome", "tree", "results"]
MarkKind = Literal["rules out", "brings in", "counts"]


class Lead(NamedTuple):
    """A target of an answer: a question, outcome or tree by its id, or the results."""

    to: To
    id: str = ""


class Exit(NamedTuple):
    """The options of one question that lead to the same targets. There are several targets if earlier answers decide between them."""

    options: tuple[str, ...]
    leads: tuple[Lead, ...]


class Mark(NamedTuple):
    """What the answers to a question decide in addition to their targets.

    Attributes:
        options: the answers that can rule these outcomes out, or bring them in; empty if every answer counts.
        outcomes: their ids; for `counts` those that the answers move furthest come first.
    """

    kind: MarkKind
    options: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One question with its exits and marks."""

    question: CompiledQuestion
    exits: tuple[Exit, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class RouteMap:
    """The map of one guide.

    Attributes:
        results: the options that can be shown at the results, in the order of the file; empty if no path ends there.
        add_ons: the outcomes that are shown with any result: by their conditions, or always.
    """

    tree: CompiledTree
    stops: tuple[Stop, ...]
    results: tuple[CompiledOutcome, ...]
    add_ons: tuple[CompiledOutcome, ...]


def make_route_map(proof: Proof) -> RouteMap:
    """Make the map of a guide from all its paths, or from the `next` of each option if there are too many states."""
    tree = proof.tree
    leads = _find_leads(proof.asked_paths) if isinstance(proof.asked_paths, Paths) else _read_leads(tree)
    stops = tuple(Stop(question, _group_exits(question, leads), _list_marks(tree, question)) for question in tree.questions)
    ended = any(lead.to == "results" for stop in stops for exit_ in stop.exits for lead in exit_.leads)
    return RouteMap(
        tree=tree,
        stops=stops,
        results=tuple(outcome for outcome in tree.outcomes if ended and outcome.role == "option" and not outcome.only_by_route),
        add_ons=tuple(outcome for outcome in tree.outcomes if outcome.role != "option" and not outcome.only_by_route),
    )


_Leads = dict[tuple[int, str], dict[Lead, None]]
"""By question index and option id, the targets in order."""


def _find_leads(paths: Paths) -> _Leads:
    found: _Leads = {}
    tree = paths.tree
    for index, question in enumerate(tree.questions):
        move_of = {value: option_index for option_index, move in enumerate(paths.moves[index]) for value in move.values}
        for option in question.options:
            option_index = move_of[option.id,]
            reached = sorted({paths.steps[state][option_index] for state in paths.layers[index]}, key=lambda to: (paths.question_indices[to], to))
            found[index, option.id] = dict.fromkeys(_make_lead(tree, paths.question_indices[to], paths.ends.get(to)) for to in reached)
    return found


def _read_leads(tree: CompiledTree) -> _Leads:
    return {
        (index, option.id): {_make_lead(tree, option.next.index, option.next) if option.next else _make_lead(tree, index + 1, None): None}
        for index, question in enumerate(tree.questions)
        for option in question.options
    }


def _make_lead(tree: CompiledTree, index: int, end: Target | None) -> Lead:
    if end is not None and end.to in {"outcome", "tree"}:
        return Lead(end.to, end.id)
    return Lead("question", tree.questions[index].id) if index < len(tree.questions) else Lead("results")


def _group_exits(question: CompiledQuestion, leads: _Leads) -> tuple[Exit, ...]:
    groups: dict[tuple[Lead, ...], list[str]] = {}
    for option in question.options:
        groups.setdefault(tuple(leads[question.index, option.id]), []).append(option.id)
    return tuple(Exit(tuple(options), found) for found, options in groups.items())


def _list_marks(tree: CompiledTree, question: CompiledQuestion) -> tuple[Mark, ...]:
    found: dict[tuple[MarkKind, tuple[str, ...]], dict[str, None]] = {}
    for outcome in tree.outcomes:
        for options in filter(None, _list_helping_options(outcome.not_if, question)):
            found.setdefault(("rules out", options), {})[outcome.id] = None
        for options in filter(None, _list_helping_options(outcome.when, question)):
            found.setdefault(("brings in", options), {})[outcome.id] = None
    marks = [Mark(kind, options, tuple(outcomes)) for (kind, options), outcomes in found.items()]
    moved_outcomes = _rank_moved_outcomes(tree, question)
    return (*sorted(marks, key=lambda mark: mark.kind != "rules out"), *([Mark("counts", (), moved_outcomes)] if moved_outcomes else []))


def _list_helping_options(condition: Condition | None, question: CompiledQuestion, *, wanted: bool = True) -> Iterator[tuple[str, ...]]:
    """List the answers to a question that help to make a condition true."""
    if isinstance(condition, Comparison):
        if condition.question == question.key:
            yield _filter_options(condition, question, wanted=wanted)
    elif condition is not None:
        for part in condition.parts:
            yield from _list_helping_options(part, question, wanted=wanted != (condition.how == "not"))


def _filter_options(comparison: Comparison, question: CompiledQuestion, *, wanted: bool) -> tuple[str, ...]:
    return tuple(option for option in question.option_ids if comparison.is_true_of((option,)) == wanted)


def _rank_moved_outcomes(tree: CompiledTree, question: CompiledQuestion) -> tuple[str, ...]:
    """List the outcomes that the answers give or take points, those with the largest range of points first."""
    if tree.result.mode != "ranked":
        return ()
    points: dict[int, list[int]] = {}
    for option_index, option in enumerate(question.options):
        for effect in option.effects:
            here = points.setdefault(effect.outcome, [0] * len(question.options))
            here[option_index] += effect.points * tree.factors[effect.factor].weight
    reach = {outcome: max(each) - min(each) for outcome, each in points.items() if any(each)}
    return tuple(tree.outcomes[outcome].id for outcome in sorted(reach, key=lambda outcome: (-reach[outcome], outcome)))
