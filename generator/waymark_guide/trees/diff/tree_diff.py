"""Compares two versions of a guide: every edit, and the paths whose result changes, with the answers that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.trees.diff.change_groups import make_group
from waymark_guide.trees.diff.counterparts import Counterparts, make_version
from waymark_guide.trees.diff.edits import find_edits
from waymark_guide.trees.diff.result_comparison import compare_results
from waymark_guide.trees.diff.version_product import VersionPair

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.trees.diff.change_graph import ResultPair
    from waymark_guide.trees.diff.change_groups import ChangeGroup
    from waymark_guide.trees.diff.counterparts import Version
    from waymark_guide.trees.diff.edits import Edit

MAX_GROUPS = 12


@dataclass(frozen=True, slots=True)
class TreeDiff:
    """The difference between two versions of one guide.

    Attributes:
        id: the guide's present id.
        old: the number of the old version; none where the guide is new.
        new: the number of the new version; none where the guide was removed.
        edits: every edit.
        titles: the texts of outcomes by id, and of questions and answers by the names that edits use: `question measurable, answer yes`.
        paths: how many paths both versions have; none where they could not be counted.
        changed: how many of these change their result; for a sample, how many of the sample.
        added: how many paths only the new version has.
        removed: how many paths only the old version has.
        sample: how many paths were tried where not all could be; 0 where every path was counted.
        sampled_from: how many paths the sample was drawn from, which are those that can change; none where they could not be counted.
        groups: the changed paths in groups, the largest first.
        more_groups: how many further groups there are.
        others_changed: how many paths change in the other outcomes that are shown next to the result.
    """

    id: str
    old: str | None
    new: str | None
    edits: tuple[Edit, ...] = ()
    titles: Mapping[str, str] | None = None
    paths: int | None = 0
    changed: int = 0
    added: int = 0
    removed: int = 0
    sample: int = 0
    sampled_from: int | None = None
    groups: tuple[ChangeGroup, ...] = ()
    more_groups: int = 0
    others_changed: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs for readers."""
        return not self.edits and not self.changed and not self.others_changed and self.old is not None and self.new is not None

    @property
    def is_exact(self) -> bool:
        """Whether every path was counted."""
        return not self.sample


def diff_trees(old: Version, new: Version, *, max_groups: int = MAX_GROUPS) -> TreeDiff:
    """Compare two versions of a guide.

    Args:
        old: the old version.
        new: the new one.
        max_groups: how many groups of changed paths to describe, the largest first.
    """
    counterparts = Counterparts(old, new)
    edits = find_edits(counterparts)
    titles = _list_titles(old) | _list_titles(new)
    numbers = (old.tree.version, new.tree.version)
    if all(edit.how == "reworded" for edit in edits):
        return TreeDiff(new.tree.id, *numbers, edits=edits, titles=titles, paths=None)
    versions = VersionPair(counterparts)
    comparison = compare_results(versions)
    changes = _list_changes(comparison.counts)
    return TreeDiff(
        new.tree.id,
        *numbers,
        edits=edits,
        titles=titles,
        paths=comparison.paths,
        changed=sum(count for _, count in changes),
        added=comparison.added,
        removed=comparison.removed,
        sample=comparison.sample,
        sampled_from=comparison.sampled_from,
        groups=tuple(make_group(versions, comparison, results, count) for results, count in changes[:max_groups]),
        more_groups=max(len(changes) - max_groups, 0),
        others_changed=sum(count for _, count in _list_changes(comparison.other_counts)),
    )


def diff_knowledge_bases(old: KnowledgeBase, new: KnowledgeBase, *, only: str | None = None) -> tuple[TreeDiff, ...]:
    """Compare every guide of two knowledge bases, or one of them. Guides in which nothing differs for readers are left out."""
    diffs = []
    old_trees = {tree.id: tree for tree in old.trees.values()}
    for tree in new.trees.values():
        old_tree = next((old_trees.pop(name) for name in (tree.id, *tree.was) if name in old_trees), None)
        if only not in {None, tree.id}:
            continue
        if old_tree is None:
            diffs.append(TreeDiff(tree.id, None, tree.version))
        else:
            diffs.append(diff_trees(make_version(old_tree, old), make_version(tree, new)))
    diffs += [TreeDiff(tree.id, tree.version, None) for tree in old_trees.values() if only in {None, tree.id}]
    return tuple(each for each in diffs if not each.is_empty)


def _list_titles(version: Version) -> dict[str, str]:
    """List the texts by which people know the outcomes, questions and answers of a version; see `TreeDiff.titles`."""
    titles = {outcome.id: outcome.title for outcome in version.compiled.outcomes}
    for question in version.compiled.questions:
        titles[f"question {question.id}"] = question.text
        titles |= {f"question {question.id}, answer {option.id}": option.label for option in question.options}
    return titles


def _list_changes(counts: Counter[ResultPair]) -> list[tuple[ResultPair, int]]:
    """List the ends at which the result differs, those with the most paths first."""
    return sorted(((results, count) for results, count in counts.items() if results.is_change), key=lambda entry: (-entry[1], str(entry[0])))
