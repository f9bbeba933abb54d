"""Compare the difference of two random versions with a list of every way to answer both."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.trees.naive_engine import Naive, Run, Value
from tests.trees.random_edits import edit_at_random
from tests.trees.random_trees import make_random_tree

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.trees.diff.change_conditions import find_conditions
from waymark_guide.trees.diff.change_graph import ResultPair
from waymark_guide.trees.diff.counterparts import Counterparts, make_version
from waymark_guide.trees.diff.result_comparison import compare_results
from waymark_guide.trees.diff.tree_diff import diff_trees
from waymark_guide.trees.diff.version_bump import find_needed_bump
from waymark_guide.trees.diff.version_product import VersionPair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from waymark_guide.model.tree import Tree

randoms = st.randoms(use_true_random=False)
few = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

Pair = tuple[Value | None, Value | None]
Way = dict[str, Pair]


class NaivePair:
    """The simple engine of two versions."""

    def __init__(self, old: Tree, new: Tree) -> None:
        """Match the questions of the two versions."""
        self.old = Naive(old)
        self.new = Naive(new)
        self.names: dict[str, str] = {}
        for question in old.questions:
            if question.same_as is None:
                now = next((each for each in new.questions if each.id == question.id), None)
                now = now or next((each for each in new.questions if question.id in each.was), None)
                key = self.new.root(now.id).id if now else ""
                self.names[question.id] = key if key and key not in self.names.values() else f"was:{question.id}"

    def pairs(self, name: str) -> list[Pair]:
        """List every answer to a question, as each version takes it."""
        old_key = next((old for old, shared in self.names.items() if shared == name), None)
        new_values = self.new.values(name) if name in self.new.by_id else []
        if old_key is None:
            return [(None, value) for value in new_values]
        found: list[Pair] = []
        for value in self.old.values(old_key):
            mapped = [self._option(name, option) for option in value] if name in self.new.by_id else [None]
            now = next((each for each in new_values if set(each) == set(mapped)), None)
            found.append((value, now))
        return found + [(None, value) for value in new_values if value not in [now for _, now in found]]

    def _option(self, name: str, option: str) -> str | None:
        options = self.new.root(name).options
        if any(each.id == option for each in options):
            return option
        return next((each.id for each in options if option in each.was), None)

    def outcome(self, outcome_id: str) -> str:
        """Return the new id of an outcome of the old version."""
        if ":" in outcome_id or any(each.id == outcome_id for each in self.new.tree.outcomes):
            return outcome_id
        return next((each.id for each in self.new.tree.outcomes if outcome_id in each.was), outcome_id)

    def ways(self) -> Iterator[tuple[Way, ResultPair, ResultPair]]:
        """List every way to answer both, once, with its results and the other outcomes that are shown."""
        names = list(dict.fromkeys([*self.names.values(), *(question.id for question in self.new.tree.questions if question.same_as is None)]))
        seen = set()
        for values in product(*map(self.pairs, names)):
            whole = dict(zip(names, values, strict=True))
            before = self.old.run({old: pair[0] for old, name in self.names.items() if (pair := whole[name])[0] is not None})
            after = self.new.run({name: pair[1] for name, pair in whole.items() if pair[1] is not None and name in self.new.by_id})
            answered = {self.names[key] for key in before.asked} | set(after.asked)
            stuck = {self.names[self.old.root(before.waits_for).id]} if before.waits_for else set()
            stuck |= {self.new.root(after.waits_for).id} if after.waits_for else set()
            way = {name: whole[name] for name in names if name in answered}
            if not stuck <= answered or (before.waits_for and after.waits_for) or repr(way) in seen:
                continue
            seen.add(repr(way))
            yield way, self._results(before, after), self._other_roles(before, after)

    def _results(self, before: Run, after: Run) -> ResultPair:
        old = None if before.waits_for else tuple(sorted(map(self.outcome, self.old.leads(before))))
        return ResultPair(old, None if after.waits_for else tuple(sorted(self.new.leads(after))))

    def _other_roles(self, before: Run, after: Run) -> ResultPair:
        old = None if before.waits_for else tuple(sorted(map(self.outcome, list_other_roles(self.old, before))))
        return ResultPair(old, None if after.waits_for else tuple(sorted(list_other_roles(self.new, after))))


def list_other_roles(naive: Naive, run: Run) -> list[str]:
    """List the outcomes of other roles that are shown at the end of a run."""
    left = naive.left_in(run)
    jumps = (run.end or "").startswith("tree:")
    return [each.id for each in naive.tree.outcomes if each.role != "option" and not jumps and each.id not in left and naive.appears(each.id, run)]


def select_changes(totals: Counter[ResultPair]) -> dict[ResultPair, int]:
    """Select the ends at which the result differs."""
    return {move: count for move, count in totals.items() if move.is_change}


def make_versions(random: Random) -> tuple[Tree, Tree]:
    """Make a tree and a later version of it."""
    tree = make_random_tree(random)
    return tree, edit_at_random(random, tree)


@few
@given(randoms)
def test_counts_are_those_of_listing_every_way(random: Random) -> None:
    """Paths in both versions, only in one, and changed from which result to which: the graph counts what listing counts, no more and no less."""
    old, new = make_versions(random)
    naive = list(NaivePair(old, new).ways())
    found = compare_results(VersionPair(Counterparts(make_version(old, KnowledgeBase()), make_version(new, KnowledgeBase()))))
    assert found.sample == 0
    assert found.paths == sum(move.is_shared for _, move, _ in naive)
    assert found.added == sum(move.old is None for _, move, _ in naive)
    assert found.removed == sum(move.new is None for _, move, _ in naive)
    assert select_changes(found.counts) == select_changes(Counter(move for _, move, _ in naive))
    assert select_changes(found.other_counts) == select_changes(Counter(addons for _, _, addons in naive))


@few
@given(randoms)
def test_conditions_describe_the_changed_paths(random: Random) -> None:
    """The conditions hold of every path of their group; of others only as many as they say; and each holds of as many as it says."""
    old, new = make_versions(random)
    pairing = VersionPair(Counterparts(make_version(old, KnowledgeBase()), make_version(new, KnowledgeBase())))
    naive = list(NaivePair(old, new).ways())
    found = compare_results(pairing)
    assert found.graph is not None
    for move in select_changes(found.counts):
        description = find_conditions(*found.graph, move)
        others = set()
        for box, paths in description.boxes:
            values = {name: {pair[:2] for kind in kinds for pair in pairing.list_kinds(name)[kind].pairs} for name, kinds in box.items()}
            inside = [(way, end) for way, end, _ in naive if all(name in way and way[name] in values[name] for name in values)]
            assert sum(end == move for _, end in inside) == paths
            others |= {repr(way) for way, end in inside if end != move and end.is_shared}
        assert len(others) == description.other_paths
        assert all(
            any(
                all(name in way and way[name] in {p[:2] for k in kinds for p in pairing.list_kinds(name)[k].pairs} for name, kinds in box.items())
                for box, _ in description.boxes
            )
            for way, end, _ in naive
            if end == move
        )


@few
@given(randoms)
def test_bump_follows_from_the_paths(random: Random) -> None:
    """Major where some path changes its result or something is gone; none where nothing was edited; and the same versions compare as equal."""
    old, new = make_versions(random)
    found = diff_trees(make_version(old, KnowledgeBase()), make_version(new, KnowledgeBase()))
    moves = any(move.is_change for _, move, _ in NaivePair(old, new).ways())
    gone = any(edit.how == "removed" for edit in found.edits)
    assert (find_needed_bump(found) == "major") == (moves or gone)
    assert find_needed_bump(diff_trees(make_version(new, KnowledgeBase()), make_version(new, KnowledgeBase()))) == "none"
