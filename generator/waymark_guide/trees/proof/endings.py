"""Find dead ends, and outcomes of a `first` guide that an earlier outcome always precedes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.leaders import can_appear, find_candidates
from waymark_guide.trees.proof.reach import get_end

if TYPE_CHECKING:
    from waymark_guide.trees.proof.paths import Paths, Witness


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """Answers after which no option is left, and how many paths end in the same state."""

    witness: Witness
    paths: int


@dataclass(frozen=True, slots=True)
class Shadow:
    """The earlier outcomes that are shown instead of an outcome, and answers for one such case."""

    by: tuple[str, ...]
    witness: Witness


def find_dead_ends(paths: Paths) -> tuple[DeadEnd, ...]:
    """Find every end with no option left, the fewest answers first. The paths must distinguish all that decides which options are left."""
    tree = paths.tree
    found = [state for state, target in paths.ends.items() if target.to != "tree" and not find_candidates(tree, get_end(paths, state))]
    return tuple(DeadEnd(paths.get_witness(state), paths.path_counts[state]) for state in sorted(found, key=paths.depths.__getitem__))


def find_shadow(paths: Paths, index: int) -> Shadow | None:
    """Find the earlier outcomes that always precede one option of a `first` guide.

    Returns none if the option is first on some path, or if its own conditions never hold.
    """
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
