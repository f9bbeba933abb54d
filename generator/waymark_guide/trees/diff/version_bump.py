"""Which part of a version number a change must raise: major, minor or patch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from waymark_guide.trees.diff.tree_diff import TreeDiff

Bump = Literal["none", "patch", "minor", "major"]
BUMPS: tuple[Bump, ...] = ("major", "minor", "patch")


def find_needed_bump(diff: TreeDiff) -> Bump:
    """Find the smallest bump that the rule asks for.

    Patch: only texts changed. Minor: something was added or works differently, and no path changes its result.
    Major: a path changes its result, or an id was removed.
    """
    if diff.changed or any(edit.how == "removed" for edit in diff.edits):
        return "major"
    if diff.others_changed or any(edit.how != "reworded" for edit in diff.edits):
        return "minor"
    return "patch" if diff.edits else "none"


def get_next_version(old: str, bump: Bump) -> str:
    """Return the lowest version that a bump leads to."""
    major, minor, patch = map(int, old.split("."))
    numbers = {"none": (major, minor, patch), "patch": (major, minor, patch + 1), "minor": (major, minor + 1, 0), "major": (major + 1, 0, 0)}
    return ".".join(map(str, numbers[bump]))


def is_bump_enough(old: str, new: str, bump: Bump) -> bool:
    """Return whether a version is at least the lowest one that a bump leads to."""
    return _read_numbers(new) >= _read_numbers(get_next_version(old, bump))


def find_bump(old: str, new: str) -> Bump | None:
    """Find the bump between two versions; none where the new one is lower."""
    before, after = _read_numbers(old), _read_numbers(new)
    if after < before:
        return None
    return next((bump for bump, one, other in zip(BUMPS, before, after, strict=True) if one != other), "none")


def _read_numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
