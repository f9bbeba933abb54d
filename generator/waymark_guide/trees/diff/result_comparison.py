"""Compares the result of every path of two versions: exactly where the graph is small enough, otherwise on a sample with a fixed seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.trees.diff.change_graph import Arc, Box, ChangeGraph, ResultPair
from waymark_guide.trees.diff.path_sample import SAMPLE_SIZE, sample_paths
from waymark_guide.trees.diff.ranked_comparison import RankedComparison
from waymark_guide.trees.diff.version_product import build_product_graph
from waymark_guide.trees.diff.version_run import VersionEnd

if TYPE_CHECKING:
    from collections.abc import Callable

    from waymark_guide.trees.diff.change_graph import Result
    from waymark_guide.trees.diff.version_product import ProductGraph, VersionPair


@dataclass(frozen=True, slots=True)
class ResultComparison:
    """How the paths of both versions end.

    Attributes:
        counts: how many paths lead to each end. For a sample: how many paths of the sample.
        other_counts: how many paths lead to each change of the other outcomes that are shown next to the result. It is exact unless `paths` is none.
        graph: the graph in which conditions are found, and the number of its start; none for a sample.
        paths: how many paths can be followed in both versions; none where they could not be counted.
        added: how many paths only the new version has.
        removed: how many paths only the old version has.
        sample: how many paths the sample holds; 0 where every path was counted.
        sampled_from: how many paths the sample was drawn from, which are those that can change; none where they could not be counted.
        boxes: for a sample, the smallest box that holds the paths to each end.
    """

    counts: Counter[ResultPair]
    other_counts: Counter[ResultPair]
    graph: tuple[ChangeGraph, int] | None
    paths: int | None
    added: int = 0
    removed: int = 0
    sample: int = 0
    sampled_from: int | None = None
    boxes: dict[ResultPair, Box] | None = None


def compare_results(versions: VersionPair) -> ResultComparison:
    """Compare the result of every path."""
    product = build_product_graph(versions)
    if product is None:
        counts, other_counts, boxes = sample_paths(versions)
        return ResultComparison(counts, other_counts, None, None, sample=sum(counts.values()), boxes=boxes)
    others, start = _label_ends(product, lambda end: end.other_outcomes)
    ends = others.count_paths(start)
    added = sum(count for results, count in ends.items() if results.old is None)
    removed = sum(count for results, count in ends.items() if results.new is None)
    paths = sum(ends.values()) - added - removed
    other_counts = Counter({results: count for results, count in ends.items() if results.is_change})
    if not versions.old.scores and not versions.new.scores:
        graph, start = _label_ends(product, lambda end: end.result or ())
        return ResultComparison(graph.count_paths(start), other_counts, (graph, start), paths, added, removed)
    ranked = RankedComparison(product)
    built = ranked.build_graph()
    if built is not None:
        graph, start = built
        return ResultComparison(graph.count_paths(start), other_counts, built, paths, added, removed)
    counts, boxes = ranked.sample_paths()
    return ResultComparison(counts, other_counts, None, paths, added, removed, SAMPLE_SIZE, ranked.changeable[0][0], boxes)


def _label_ends(product: ProductGraph, label: Callable[[VersionEnd], Result]) -> tuple[ChangeGraph, int]:
    """Return the product graph with its ends labelled by something that does not depend on points, and the number of its start."""
    graph = ChangeGraph()
    numbers: list[int] = [0] * len(product.nodes)
    for number in range(len(product.nodes) - 1, -1, -1):
        node = product.nodes[number]
        if node.is_end:
            labels = (label(end) if isinstance(end, VersionEnd) else None for end in (node.state.old, node.state.new))
            numbers[number] = graph.add_end(ResultPair(*labels))
        else:
            numbers[number] = graph.add_question([Arc(*edge[:3], numbers[edge.target]) for edge in node.edges])
    return graph, numbers[0]
