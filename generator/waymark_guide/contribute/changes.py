"""Writes the file of what each version of a guide changed, in YAML that people can read and edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from waymark_guide.trees.diff.terminal_diff import describe_conditions, describe_edit, describe_result
from waymark_guide.trees.diff.version_bump import find_needed_bump

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from waymark_guide.model.changes import Changes, VersionChange
    from waymark_guide.trees.diff.edits import Edit
    from waymark_guide.trees.diff.tree_diff import TreeDiff

WIDTH = 140
SUMMARIES = {
    "none": "Nothing that readers see has changed.",
    "patch": "Clearer words. Every answer leads where it led before.",
    "minor": "Something was added or works otherwise. Every earlier answer leads where it led before.",
    "major": "Some answers now lead elsewhere, or are gone.",
}


def changes_path(tree_id: str) -> str:
    """Return the path of the file of a guide's changes, below the root."""
    return f"decision_trees/changes/{tree_id}.yaml"


def format_changes(diff: TreeDiff, recorded: Changes | None, *, today: date, summary: str | None = None) -> str:
    """Write the file of a guide's changes with a new change in it. Other versions stay as they are, and so does a summary that a person wrote.

    Args:
        diff: the change to the guide, which both versions have.
        recorded: the present content of the file, if there is one.
        today: the day of the change.
        summary: what changed and why, for readers.
    """
    entries = [_dump(entry) for entry in recorded.versions] if recorded else []
    before = next((entry for entry in entries if entry["version"] == diff.new), None)
    entry = _make_entry(diff, today, summary or (before or {}).get("summary") or SUMMARIES[find_needed_bump(diff)])
    if before is not None:
        entries[entries.index(before)] = {**entry, "date": before["date"]}
    else:
        entries.insert(0, entry)
    text = yaml.safe_dump({"schema": "changes/1", "id": diff.id, "versions": entries}, allow_unicode=True, sort_keys=False, width=WIDTH)
    return f"# What each version changed. The counts come from: waymark diff OLD NEW --tree {diff.id} --record\n{text}"


def _make_entry(diff: TreeDiff, today: date, summary: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"version": diff.new, "date": today.isoformat(), "summary": summary, "since": diff.old}
    if diff.paths is not None or diff.sample:
        counts = {"paths": diff.paths, "changed": diff.changed, "sample": diff.sample or None}
        entry |= {name: count for name, count in counts.items() if count is not None}
    lists: dict[str, Any] = {
        "moves": [_remove_empty(move) for move in _list_moves(diff)],
        "more": diff.more_groups,
        "new": _list_edits(diff, "added"),
        "gone": _list_edits(diff, "removed"),
        "otherwise": [*_list_edits(diff, "renamed"), *_list_edits(diff, "changed")],
        "reworded": sum(edit.how == "reworded" for edit in diff.edits),
    }
    return entry | _remove_empty(lists)


def _list_moves(diff: TreeDiff) -> Iterator[dict[str, Any]]:
    for group in diff.groups:
        yield {
            "paths": group.paths,
            "from": describe_result(diff, group.old),
            "to": describe_result(diff, group.new),
            "when": [words for words in describe_conditions(group) if words],
            "of": group.paths + group.other_paths if group.other_paths else None,
        }


def _list_edits(diff: TreeDiff, how: str) -> list[str]:
    return [_describe_edit(diff, edit) for edit in diff.edits if edit.how == how]


def _describe_edit(diff: TreeDiff, edit: Edit) -> str:
    """Describe an edit in the words that readers see. Only a change to how something works is described with ids, for a person to reword."""
    steps = edit.where.split(", ")
    names = (", ".join(steps[: index + 1]).removeprefix("outcome ") for index in range(len(steps)))
    titles = diff.titles or {}
    named = [f"“{titles[name]}”" if name in titles else step for name, step in zip(names, steps, strict=True)]
    if edit.how in {"added", "removed"}:
        thing = f"The {'result' if edit.thing == 'outcome' else edit.thing} “{edit.new or edit.old}”"
        return f"{thing} to {named[0]}" if edit.thing == "answer" else thing
    return describe_edit(edit._replace(where=", ".join(named)))


def _remove_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _dump(entry: VersionChange) -> dict[str, Any]:
    return entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
