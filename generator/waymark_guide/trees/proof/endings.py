"""How ways end: those that end in nothing, and outcomes that an earlier one always takes the place of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.leaders import can_appear, find_candidates
from waymark_guide.trees.proof.reach import get_end

if TYPE_CHECKING:
    from waymark_guide.trees.proof.paths import Paths, Witness


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """Answers after which nothing is left to advise, and how many ways end like that."""

    witness: Witness
    paths: int


@dataclass(frozen=True, slots=True)
class Shadow:
    """The earlier outcomes that are there whenever this one might be, with one set of answers."""

    by: tuple[str, ...]
    witness: Witness


def find_dead_ends(paths: Paths) -> tuple[DeadEnd, ...]:
    """Every different end with no option left, the nearest to the start first. The paths keep apart what bears on the options."""
    tree = paths.tree
    found = [state for state, target in paths.ends.items() if target.to != "tree" and not find_candidates(tree, get_end(paths, state))]
    return tuple(DeadEnd(paths.get_witness(state), paths.path_counts[state]) for state in sorted(found, key=paths.depths.__getitem__))


def find_shadow(paths: Paths, index: int) -> Shadow | None:
    """What stands in the way of an option of a `first` guide, if its own conditions can hold and it is never the first one; none otherwise."""
    tree, outcome = paths.tree, paths.tree.outcomes[index]
    by: dict[int, int] = {}
    for state in sorted(paths.ends, key=paths.depths.__getitem__):
        left = find_candidates(tree, get_end(paths, state))
        if index in left:
            return None
        if paths.ends[state].to == "results" and can_appear(outcome, paths.truths[state]):
            by.setdefault(left[0], state)
    if not by:
        return None
    return Shadow(tuple(tree.outcomes[each].id for each in sorted(by)), paths.get_witness(min(by.values(), key=paths.depths.__getitem__)))
