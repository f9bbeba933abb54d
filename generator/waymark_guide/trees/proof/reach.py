"""What readers can get to: each question and outcome with answers that lead there, or why none do and which come nearest."""

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
        reachable: none where there are too many states to say.
        witness: answers that lead there: for a question, those before it.
        because: `no route`: nothing links to it; `no combination`: something does, and no combination of answers gets there.
        nearest: where no combination does, the answers that come nearest.
    """

    reachable: bool | None
    witness: Witness | None = None
    because: Because | None = None
    nearest: NearestMiss | None = None


NOT_PROVED = Reach(None, because="not proved")
NO_ROUTE = Reach(reachable=False, because="no route")


@dataclass(frozen=True, slots=True)
class Routes:
    """What is linked, whatever the conditions: questions by place (past the last one: the results), outcomes and trees by id."""

    question_indices: frozenset[int]
    outcomes: frozenset[str]
    trees: frozenset[str]


def find_routes(tree: CompiledTree) -> Routes:
    """Follow every link, and every question as if it might be asked or passed by."""
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
    """Each question, by id."""
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
    """Where nobody even comes to the place: what keeps readers from the questions that link to it."""
    linking = [
        found[question.id].nearest
        for question in paths.tree.questions[:index]
        if found[question.id].reachable is False and any(option.next and option.next.index == index for option in question.options)
    ]
    return min((each for each in linking if each), key=lambda miss: len(miss.fails), default=None)


def find_shown_outcomes(tree: CompiledTree, end: End) -> tuple[int, ...]:
    """The places of the outcomes that are shown at an end: the options that are left, and what is shown beside them."""
    if end.target.to == "tree":
        return ()
    options = find_candidates(tree, end)
    beside = (
        index for index, outcome in enumerate(tree.outcomes) if outcome.role != "option" and index not in options and can_appear(outcome, end.truths)
    )
    return (*options, *beside)


def get_end(paths: Paths, state: int) -> End:
    """How a state ends."""
    return End(paths.ends[state], paths.truths[state], ())


def reach_outcomes(paths: Paths, linked: Routes, indices: Iterable[int]) -> dict[str, Reach]:
    """The outcomes of these places, by id. The paths must keep apart all that their conditions read."""
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
    """The end at which the fewest comparisons keep the outcome from being shown; else what keeps readers from the options that lead to it."""
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
    """What would have to be so for the earlier outcomes of a `first` guide to leave the place to this one."""
    return [
        (earlier.not_if, True) if earlier.when is None and earlier.not_if is not None else (earlier.when, False)
        for earlier in tree.outcomes[:index]
        if earlier.role == "option" and can_appear(earlier, truths)
    ]


def _find_nearest_route(paths: Paths, outcome: str) -> NearestMiss | None:
    """Where no way ends at the outcome although options lead to it: what keeps readers from their questions."""
    for index, question in enumerate(paths.tree.questions):
        if any(option.next and (option.next.to, option.next.id) == ("outcome", outcome) for option in question.options):
            nearest = _find_nearest_miss(paths, paths.passed[index].items(), [(question.ask_condition, True)])
            if nearest is not None:
                return nearest
    return None


def _find_nearest_miss(paths: Paths, passing: Iterable[tuple[int, Via]], aims: list[Aim]) -> NearestMiss | None:
    """Those who pass a question by for the fewest comparisons."""
    misses = [(fails, via) for truths, via in passing if (fails := find_gap(aims, truths)) is not None]
    if not misses:
        return None
    fails, via = min(misses, key=lambda miss: (len(miss[0]), paths.depths[miss[1].state]))
    return NearestMiss(paths.get_answers_after(via) if via.value else {}, fails)
