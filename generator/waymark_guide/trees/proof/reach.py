"""Find which questions and outcomes can be reached: with answers that lead there, or with the reason why none do and the nearest answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from waymark_guide.trees.engine.leaders import can_appear, find_candidates
from waymark_guide.trees.engine.replay import End
from waymark_guide.trees.proof.nearest_miss import NearestMiss, find_gap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledTree
    from waymark_guide.trees.proof.nearest_miss import Aim
    from waymark_guide.trees.proof.paths import Paths, Via, Witness

Because = Literal["no route", "no combination", "not proved"]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether something can be reached.

    Attributes:
        reachable: none if there are too many states to say.
        witness: answers that lead there: for a question, those before it.
        because: `no route`: nothing links to it; `no combination`: something links to it, but no answers lead there.
        nearest: for `no combination`, the answers that come nearest.
    """

    reachable: bool | None
    witness: Witness | None = None
    because: Because | None = None
    nearest: NearestMiss | None = None


NOT_PROVED = Reach(None, because="not proved")
NO_ROUTE = Reach(reachable=False, because="no route")


@dataclass(frozen=True, slots=True)
class Routes:
    """What is linked if conditions are ignored: questions by index (the number of questions means the results), outcomes and trees by id."""

    question_indices: frozenset[int]
    outcomes: frozenset[str]
    trees: frozenset[str]


def find_routes(tree: CompiledTree) -> Routes:
    """Follow every link. A question with a condition may be asked or skipped."""
    last = len(tree.questions)
    indices = {0}
    ends: dict[str, set[str]] = {"outcome": set(), "tree": set()}
    for index, question in enumerate(tree.questions):
        if index not in indices:
            continue
        if question.ask_condition is not None:
            indices.add(index + 1)
        for option in question.options:
            if option.next is None:
                indices.add(index + 1)
            elif option.next.to in ends:
                ends[option.next.to].add(option.next.id)
            else:
                indices.add(last if option.next.to == "results" else option.next.index)
    return Routes(frozenset(indices), frozenset(ends["outcome"]), frozenset(ends["tree"]))


def reach_questions(paths: Paths, linked: Routes) -> dict[str, Reach]:
    """Find for each question, by id, whether it can be reached."""
    found: dict[str, Reach] = {}
    for index, question in enumerate(paths.tree.questions):
        state = paths.find_nearest_state(index)
        if state is not None:
            found[question.id] = Reach(reachable=True, witness=paths.get_witness(state))
        elif index not in linked.question_indices:
            found[question.id] = NO_ROUTE
        else:
            nearest = _find_nearest_miss(paths, ((truths, via) for truths, via in paths.passed[index].items()), [(question.ask_condition, True)])
            found[question.id] = Reach(reachable=False, because="no combination", nearest=nearest or _find_nearest_link(paths, index, found))
    return found


def _find_nearest_link(paths: Paths, index: int, found: dict[str, Reach]) -> NearestMiss | None:
    """Find the nearest miss of the questions that link to this one, if no path arrives at it."""
    linking = [
        found[question.id].nearest
        for question in paths.tree.questions[:index]
        if found[question.id].reachable is False and any(option.next and option.next.index == index for option in question.options)
    ]
    return min((each for each in linking if each), key=lambda miss: len(miss.fails), default=None)


def find_shown_outcomes(tree: CompiledTree, end: End) -> tuple[int, ...]:
    """Find the indices of the outcomes that are shown at an end: the options that are left, then the outcomes of other roles."""
    if end.target.to == "tree":
        return ()
    options = find_candidates(tree, end)
    other_roles = (
        index for index, outcome in enumerate(tree.outcomes) if outcome.role != "option" and index not in options and can_appear(outcome, end.truths)
    )
    return (*options, *other_roles)


def get_end(paths: Paths, state: int) -> End:
    """Return the end of an end state."""
    return End(paths.ends[state], paths.truths[state], ())


def reach_outcomes(paths: Paths, linked: Routes, indices: Iterable[int]) -> dict[str, Reach]:
    """Find for each outcome (by its index) whether it can be shown. The result is by id.

    The paths must distinguish all that the conditions of these outcomes read.
    """
    tree = paths.tree
    first: dict[int, int] = {}
    for state in sorted(paths.ends, key=paths.depths.__getitem__):
        for index in find_shown_outcomes(tree, get_end(paths, state)):
            first.setdefault(index, state)
    found = {}
    for index in indices:
        outcome = tree.outcomes[index]
        if index in first:
            found[outcome.id] = Reach(reachable=True, witness=paths.get_witness(first[index]))
        elif outcome.id not in linked.outcomes and (outcome.only_by_route or not _can_appear(tree, linked, outcome)):
            found[outcome.id] = NO_ROUTE
        else:
            found[outcome.id] = Reach(reachable=False, because="no combination", nearest=_find_nearest_outcome(paths, index))
    return found


def _can_appear(tree: CompiledTree, linked: Routes, outcome: CompiledOutcome) -> bool:
    return len(tree.questions) in linked.question_indices or (outcome.role != "option" and bool(linked.outcomes))


def _find_nearest_outcome(paths: Paths, index: int) -> NearestMiss | None:
    """Find the end at which the fewest comparisons must change to show the outcome.

    Without such an end, find the nearest miss of the questions whose options lead to the outcome.
    """
    tree, outcome = paths.tree, paths.tree.outcomes[index]
    gates: list[Aim] = [(outcome.not_if, False)] if outcome.not_if else []
    misses = []
    for state, target in paths.ends.items():
        aims = list(gates)
        if target.to == "results" or (outcome.role != "option" and target.to == "outcome" and target.id != outcome.id):
            if outcome.only_by_route:
                continue
            aims.append((outcome.when, True))
            if target.to == "results" and outcome.role == "option" and tree.result.mode == "first":
                truths = paths.truths[state]
                aims += _list_aims_against_earlier(tree, index, truths)
        elif (target.to, target.id) != ("outcome", outcome.id):
            continue
        fails = find_gap(aims, paths.truths[state])
        if fails is not None:
            misses.append((len(fails), paths.depths[state], state, fails))
    if misses:
        _, _, state, fails = min(misses, key=lambda miss: miss[:3])
        return NearestMiss(paths.get_witness(state), fails)
    return _find_nearest_route(paths, outcome.id)


def _list_aims_against_earlier(tree: CompiledTree, index: int, truths: int) -> list[Aim]:
    """List what must be true so that no earlier outcome of a `first` guide precedes this one."""
    return [
        (earlier.not_if, True) if earlier.when is None and earlier.not_if is not None else (earlier.when, False)
        for earlier in tree.outcomes[:index]
        if earlier.role == "option" and can_appear(earlier, truths)
    ]


def _find_nearest_route(paths: Paths, outcome: str) -> NearestMiss | None:
    """Find the nearest miss of a question with an option that leads to the outcome."""
    for index, question in enumerate(paths.tree.questions):
        if any(option.next and (option.next.to, option.next.id) == ("outcome", outcome) for option in question.options):
            nearest = _find_nearest_miss(paths, paths.passed[index].items(), [(question.ask_condition, True)])
            if nearest is not None:
                return nearest
    return None


def _find_nearest_miss(paths: Paths, skipping: Iterable[tuple[int, Via]], aims: list[Aim]) -> NearestMiss | None:
    """Find the path that skips a question because of the fewest comparisons."""
    misses = [(fails, via) for truths, via in skipping if (fails := find_gap(aims, truths)) is not None]
    if not misses:
        return None
    fails, via = min(misses, key=lambda miss: (len(miss[0]), paths.depths[miss[1].state]))
    return NearestMiss(paths.get_answers_after(via) if via.value else {}, fails)
