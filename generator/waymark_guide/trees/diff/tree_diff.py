"""What a change to a guide does to people: the paths whose result changes, under which answers, and every edit; and the version it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from waymark_guide.trees.diff.change_groups import make_group
from waymark_guide.trees.diff.changed_results import compare_results
from waymark_guide.trees.diff.counterparts import Counterparts, make_version
from waymark_guide.trees.diff.edits import find_edits
from waymark_guide.trees.diff.version_product import VersionPair

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.trees.diff.change_graph import ResultPair
    from waymark_guide.trees.diff.change_groups import ChangeGroup
    from waymark_guide.trees.diff.counterparts import Version
    from waymark_guide.trees.diff.edits import Edit

Bump = Literal["none", "patch", "minor", "major"]
BUMPS: tuple[Bump, ...] = ("major", "minor", "patch")
MAX_GROUPS = 12


@dataclass(frozen=True, slots=True)
class TreeDiff:
    """Two versions of one guide, compared.

    Attributes:
        id: the guide's present id.
        old: the old version; none where the guide is new. new: likewise, where it is gone.
        titles: in words, every outcome by its id; every question and answer as edits name them: `question measurable, answer yes`.
        paths: how many ways there are to answer both; none where they could not be counted.
        changed: how many of these change their result; of a sample, how many of it.
        added: how many ways only the new version has. removed: only the old one.
        sample: how many ways were tried where not all could be; 0 where every one was.
        sampled_from: how many ways could change at all, where the sample was drawn from them.
        groups: the changed ways, most first. more: how many further groups there are.
        beside: how many ways change only in what is shown beside the result.
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
    more: int = 0
    beside: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all differs for readers."""
        return not self.edits and not self.changed and not self.beside and self.old is not None and self.new is not None

    @property
    def is_exact(self) -> bool:
        """Whether every path was counted."""
        return not self.sample


def diff_trees(old: Version, new: Version, *, most_groups: int = MAX_GROUPS) -> TreeDiff:
    """Compare two versions of a guide.

    Args:
        old: the old version.
        new: the new one.
        most_groups: how many groups of changed paths to describe, the largest first.
    """
    counterparts = Counterparts(old, new)
    found = find_edits(counterparts)
    titles = {outcome.id: outcome.title for outcome in (*old.compiled.outcomes, *new.compiled.outcomes)}
    for question in (*old.compiled.questions, *new.compiled.questions):
        titles[f"question {question.id}"] = question.text
        titles |= {f"question {question.id}, answer {option.id}": option.label for option in question.options}
    versions = (old.tree.version, new.tree.version)
    if all(edit.how == "reworded" for edit in found):
        return TreeDiff(new.tree.id, *versions, edits=found, titles=titles, paths=None)
    pairing = VersionPair(counterparts)
    result = compare_results(pairing)
    moved = _moves(result.totals)
    return TreeDiff(
        new.tree.id,
        *versions,
        edits=found,
        titles=titles,
        paths=result.paths,
        changed=sum(count for _, count in moved),
        added=result.added,
        removed=result.removed,
        sample=result.sample,
        sampled_from=result.sampled_from,
        groups=tuple(make_group(pairing, result, move, count) for move, count in moved[:most_groups]),
        more=max(len(moved) - most_groups, 0),
        beside=sum(count for _, count in _moves(result.beside)),
    )


def diff_knowledge_bases(old: KnowledgeBase, new: KnowledgeBase, *, only: str | None = None) -> tuple[TreeDiff, ...]:
    """Compare every guide of two knowledge bases, or one of them; those in which nothing differs for readers are left out."""
    found = []
    before = {tree.id: tree for tree in old.trees.values()}
    for tree in new.trees.values():
        earlier = next((before.pop(name) for name in (tree.id, *tree.was) if name in before), None)
        if only not in {None, tree.id}:
            continue
        if earlier is None:
            found.append(TreeDiff(tree.id, None, tree.version))
        else:
            found.append(diff_trees(make_version(earlier, old), make_version(tree, new)))
    found += [TreeDiff(tree.id, tree.version, None) for tree in before.values() if only in {None, tree.id}]
    return tuple(each for each in found if not each.is_empty)


def _moves(totals: Counter[ResultPair]) -> list[tuple[ResultPair, int]]:
    return sorted(((move, count) for move, count in totals.items() if move.is_change), key=lambda each: (-each[1], str(each[0])))


def find_needed_bump(diff: TreeDiff) -> Bump:
    """The smallest step of the version that the rule asks for.

    Patch: only words. Minor: something was added or works otherwise, and no path changes its result. Major: some path does, or an id is gone.
    """
    if diff.changed or any(edit.how == "removed" for edit in diff.edits):
        return "major"
    if diff.beside or any(edit.how != "reworded" for edit in diff.edits):
        return "minor"
    return "patch" if diff.edits else "none"


def get_next_version(old: str, bump: Bump) -> str:
    """The first version that is far enough from an old one."""
    major, minor, patch = map(int, old.split("."))
    steps = {"none": (major, minor, patch), "patch": (major, minor, patch + 1), "minor": (major, minor + 1, 0), "major": (major + 1, 0, 0)}
    return ".".join(map(str, steps[bump]))


def is_bump_enough(old: str, new: str, bump: Bump) -> bool:
    """Whether a version is at least the first one that is far enough."""
    return _numbers(new) >= _numbers(get_next_version(old, bump))


def find_bump(old: str, new: str) -> Bump | None:
    """The step that was taken; none where the version went back."""
    before, after = _numbers(old), _numbers(new)
    if after < before:
        return None
    return next((bump for bump, one, other in zip(BUMPS, before, after, strict=True) if one != other), "none")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
