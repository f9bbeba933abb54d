"""Compare the difference of two random versions with a list of every path to answer both."""

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
Path = dict[str, Pair]


class NaivePair:
    """The simple engine of two versions."""

    def __init__(self, old: Tree, new: Tree) -> None:
        """Match the questions of the two versions by their ids and `was`."""
        self.old = Naive(old)
        self.new = Naive(new)
        self.names: dict[str, str] = {}
        for question in old.questions:
            if question.same_as is None:
                now = next((each for each in new.questions if each.id == question.id), None)
                now = now or next((each for each in new.questions if question.id in each.was), None)
                key = self.new.root(now.id).id if now else ""
                self.names[question.id] = key if key and key not in self.names.values() else f"was:{question.id}"

    def list_pairs(self, name: str) -> list[Pair]:
        """List every answer to a question, as each version takes it."""
        old_key = next((old for old, shared in self.names.items() if shared == name), None)
        new_values = self.new.values(name) if name in self.new.by_id else []
        if old_key is None:
            return [(None, value) for value in new_values]
        pairs: list[Pair] = []
        for value in self.old.values(old_key):
            mapped = [self._find_option(name, option) for option in value] if name in self.new.by_id else [None]
            now = next((each for each in new_values if set(each) == set(mapped)), None)
            pairs.append((value, now))
        return pairs + [(None, value) for value in new_values if value not in [now for _, now in pairs]]

    def _find_option(self, name: str, option: str) -> str | None:
        options = self.new.root(name).options
        if any(each.id == option for each in options):
            return option
        return next((each.id for each in options if option in each.was), None)

    def get_new_id(self, outcome_id: str) -> str:
        """Return the new id of an outcome of the old version."""
        if ":" in outcome_id or any(each.id == outcome_id for each in self.new.tree.outcomes):
            return outcome_id
        return next((each.id for each in self.new.tree.outcomes if outcome_id in each.was), outcome_id)

    def list_paths(self) -> Iterator[tuple[Path, ResultPair, ResultPair]]:
        """List every path through both versions once, with its results and the other outcomes that are shown."""
        names = list(dict.fromkeys([*self.names.values(), *(question.id for question in self.new.tree.questions if question.same_as is None)]))
        seen = set()
        for values in product(*map(self.list_pairs, names)):
            whole = dict(zip(names, values, strict=True))
            before = self.old.run({old: pair[0] for old, name in self.names.items() if (pair := whole[name])[0] is not None})
            after = self.new.run({name: pair[1] for name, pair in whole.items() if pair[1] is not None and name in self.new.by_id})
            answered = {self.names[key] for key in before.asked} | set(after.asked)
            stuck = {self.names[self.old.root(before.waits_for).id]} if before.waits_for else set()
            stuck |= {self.new.root(after.waits_for).id} if after.waits_for else set()
            path = {name: whole[name] for name in names if name in answered}
            if not stuck <= answered or (before.waits_for and after.waits_for) or repr(path) in seen:
                continue
            seen.add(repr(path))
            yield path, self._find_results(before, after), self._find_other_roles(before, after)

    def _find_results(self, before: Run, after: Run) -> ResultPair:
        old = None if before.waits_for else tuple(sorted(map(self.get_new_id, self.old.leads(before))))
        return ResultPair(old, None if after.waits_for else tuple(sorted(self.new.leads(after))))

    def _find_other_roles(self, before: Run, after: Run) -> ResultPair:
        old = None if before.waits_for else tuple(sorted(map(self.get_new_id, list_other_roles(self.old, before))))
        return ResultPair(old, None if after.waits_for else tuple(sorted(list_other_roles(self.new, after))))


def list_other_roles(naive: Naive, run: Run) -> list[str]:
    """List the outcomes of other roles that are shown at the end of a run."""
    left = naive.left_in(run)
    jumps = (run.end or "").startswith("tree:")
    return [each.id for each in naive.tree.outcomes if each.role != "option" and not jumps and each.id not in left and naive.appears(each.id, run)]


def select_changes(totals: Counter[ResultPair]) -> dict[ResultPair, int]:
    """Select the ends at which the result differs."""
    return {results: count for results, count in totals.items() if results.is_change}


def make_versions(random: Random) -> tuple[Tree, Tree]:
    """Make a tree and a later version of it."""
    tree = make_random_tree(random)
    return tree, edit_at_random(random, tree)


@few
@given(randoms)
def test_counts_are_those_of_a_list_of_every_path(random: Random) -> None:
    """The graph counts the same paths as a list of them: those in both versions, those in one, and those that change, by result."""
    old, new = make_versions(random)
    naive = list(NaivePair(old, new).list_paths())
    comparison = compare_results(VersionPair(Counterparts(make_version(old, KnowledgeBase()), make_version(new, KnowledgeBase()))))
    assert comparison.sample == 0
    assert comparison.paths == sum(results.is_shared for _, results, _ in naive)
    assert comparison.added == sum(results.old is None for _, results, _ in naive)
    assert comparison.removed == sum(results.new is None for _, results, _ in naive)
    assert select_changes(comparison.counts) == select_changes(Counter(results for _, results, _ in naive))
    assert select_changes(comparison.other_counts) == select_changes(Counter(addons for _, _, addons in naive))


@few
@given(randoms)
def test_conditions_describe_the_changed_paths(random: Random) -> None:
    """The conditions hold for every path of their group, and for exactly as many other paths as they say."""
    old, new = make_versions(random)
    versions = VersionPair(Counterparts(make_version(old, KnowledgeBase()), make_version(new, KnowledgeBase())))
    naive = list(NaivePair(old, new).list_paths())
    comparison = compare_results(versions)
    assert comparison.graph is not None
    for results in select_changes(comparison.counts):
        description = find_conditions(*comparison.graph, results)
        others = set()
        for box, paths in description.boxes:
            values = {name: {pair[:2] for kind in kinds for pair in versions.list_kinds(name)[kind].pairs} for name, kinds in box.items()}
            inside = [(path, end) for path, end, _ in naive if all(name in path and path[name] in values[name] for name in values)]
            assert sum(end == results for _, end in inside) == paths
            others |= {repr(path) for path, end in inside if end != results and end.is_shared}
        assert len(others) == description.other_paths
        assert all(
            any(
                all(
                    name in path and path[name] in {pair[:2] for kind in kinds for pair in versions.list_kinds(name)[kind].pairs}
                    for name, kinds in box.items()
                )
                for box, _ in description.boxes
            )
            for path, end, _ in naive
            if end == results
        )


@few
@given(randoms)
def test_bump_follows_from_the_paths(random: Random) -> None:
    """A bump is major exactly where a path changes its result or something was removed. Equal versions need no bump."""
    old, new = make_versions(random)
    diff = diff_trees(make_version(old, KnowledgeBase()), make_version(new, KnowledgeBase()))
    has_changes = any(results.is_change for _, results, _ in NaivePair(old, new).list_paths())
    has_removals = any(edit.how == "removed" for edit in diff.edits)
    assert (find_needed_bump(diff) == "major") == (has_changes or has_removals)
    assert find_needed_bump(diff_trees(make_version(new, KnowledgeBase()), make_version(new, KnowledgeBase()))) == "none"
