"""A sample of paths with a fixed seed, for versions that are too large to follow every answer in both."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from waymark_guide.trees.diff.change_graph import Box, ResultPair
from waymark_guide.trees.diff.relative_scores import RelativeScores, add_to_scores, find_result
from waymark_guide.trees.diff.version_run import VersionEnd, VersionRun

if TYPE_CHECKING:
    from waymark_guide.trees.diff.version_product import VersionPair

SAMPLE_SIZE = 4_000
SEED = 20261122


class BoxCollector:
    """Collects the smallest box that holds the sampled paths to each end."""

    def __init__(self) -> None:
        """Start without a path."""
        self.boxes: dict[ResultPair, Box] = {}

    def add(self, results: ResultPair, path: dict[str, int]) -> None:
        """Widen the box of an end so that it holds a path: the kind of answer by the shared name of the question."""
        box = self.boxes.get(results)
        if box is None:
            self.boxes[results] = {name: frozenset({kind}) for name, kind in path.items()}
        else:
            self.boxes[results] = {name: kinds | {path[name]} for name, kinds in box.items() if name in path}


def sample_paths(versions: VersionPair) -> tuple[Counter[ResultPair], Counter[ResultPair], dict[ResultPair, Box]]:
    """Follow a sample of the paths, each answer as likely as any other.

    Returns:
        How many of the paths lead to each end; how many to each change of the other outcomes that are shown; and the box of each end.
    """
    random = Random(SEED)  # noqa: S311 (a fixed sample, not a secret)
    counts: Counter[ResultPair] = Counter()
    other_counts: Counter[ResultPair] = Counter()
    collector = BoxCollector()
    for _ in range(SAMPLE_SIZE):
        path: dict[str, int] = {}
        ends = _follow_path(versions, random, path)
        if ends is not None:
            results, others = ends
            counts[results] += 1
            other_counts[others] += others.is_change
            collector.add(results, path)
    return counts, +other_counts, collector.boxes


def _follow_path(versions: VersionPair, random: Random, path: dict[str, int]) -> tuple[ResultPair, ResultPair] | None:
    """Follow one path, and write its answers into `path`; none where it comes to an answer that no reader can give.

    Returns:
        The results, and the other outcomes that are shown.
    """
    state = versions.start()
    old: RelativeScores = (0,) * len(versions.old.tree.outcomes)
    new: RelativeScores = (0,) * len(versions.new.tree.outcomes)
    while isinstance(state.old, VersionRun) or isinstance(state.new, VersionRun):
        name = versions.choose_question(state)
        kinds = versions.list_kinds(name)
        kind = random.choices(range(len(kinds)), [len(each.pairs) for each in kinds])[0]
        transition = versions.answer(state, name, kind)
        if transition is None:
            return None
        path[name] = kind
        state = transition.target
        old, new = add_to_scores(old, transition.old_points), add_to_scores(new, transition.new_points)
    others = (end.other_outcomes if isinstance(end, VersionEnd) else None for end in (state.old, state.new))
    return ResultPair(find_result(versions.old, state.old, old), find_result(versions.new, state.new, new)), ResultPair(*others)
