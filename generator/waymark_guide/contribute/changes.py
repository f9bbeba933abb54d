"""Writes down what a version changed, as a file that people can read and mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from waymark_guide.trees.diff.diff import needed_bump
from waymark_guide.trees.diff.terminal_diff import conditions_in_words, edit_in_words, result_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from waymark_guide.model.changes import Changes, VersionChange
    from waymark_guide.trees.diff.diff import TreeDiff
    from waymark_guide.trees.diff.edits import Edit

WIDTH = 140
SUMMARIES = {
    "none": "Nothing that readers see has changed.",
    "patch": "Clearer words. Every answer leads where it led before.",
    "minor": "Something was added or works otherwise. Every earlier answer leads where it led before.",
    "major": "Some answers now lead elsewhere, or are gone.",
}


def changes_path(tree_id: str) -> str:
    """Where the changes of a guide are kept, below the root."""
    return f"decision_trees/changes/{tree_id}.yaml"


def format_changes(diff: TreeDiff, known: Changes | None, *, today: date, summary: str | None = None) -> str:
    """The file of a guide's changes with this one in it. What stood there of other versions stays, and so does a summary that a person wrote.

    Args:
        diff: the change, to a guide that is in both.
        known: what was written down before.
        today: the day.
        summary: what changed and why, for readers.
    """
    entries = [_plain(entry) for entry in known.versions] if known else []
    before = next((entry for entry in entries if entry["version"] == diff.new), None)
    entry = _entry(diff, today, summary or (before or {}).get("summary") or SUMMARIES[needed_bump(diff)])
    if before is not None:
        entries[entries.index(before)] = {**entry, "date": before["date"]}
    else:
        entries.insert(0, entry)
    text = yaml.safe_dump({"schema": "changes/1", "id": diff.id, "versions": entries}, allow_unicode=True, sort_keys=False, width=WIDTH)
    return f"# What each version changed. The counts come from: waymark diff OLD NEW --tree {diff.id} --record\n{text}"


def _entry(diff: TreeDiff, today: date, summary: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"version": diff.new, "date": today.isoformat(), "summary": summary, "since": diff.old}
    if diff.paths is not None or diff.sample:
        counts = {"paths": diff.paths, "changed": diff.changed, "sample": diff.sample or None}
        entry |= {name: count for name, count in counts.items() if count is not None}
    lists: dict[str, Any] = {
        "moves": [_without_empty(move) for move in _moves(diff)],
        "more": diff.more,
        "new": _edits(diff, "added"),
        "gone": _edits(diff, "removed"),
        "otherwise": [*_edits(diff, "renamed"), *_edits(diff, "changed")],
        "reworded": sum(edit.how == "reworded" for edit in diff.edits),
    }
    return entry | _without_empty(lists)


def _moves(diff: TreeDiff) -> Iterator[dict[str, Any]]:
    for group in diff.groups:
        yield {
            "paths": group.paths,
            "from": result_in_words(diff, group.old),
            "to": result_in_words(diff, group.new),
            "when": [words for words in conditions_in_words(group) if words],
            "of": group.paths + group.others if group.others else None,
        }


def _edits(diff: TreeDiff, how: str) -> list[str]:
    return [_edit(diff, edit) for edit in diff.edits if edit.how == how]


def _edit(diff: TreeDiff, edit: Edit) -> str:
    """An edit in the words that readers meet. Only how something works otherwise is told in ids, for a person to mend."""
    steps = edit.where.split(", ")
    names = (", ".join(steps[: place + 1]).removeprefix("outcome ") for place in range(len(steps)))
    titles = diff.titles or {}
    told = [f"“{titles[name]}”" if name in titles else step for name, step in zip(names, steps, strict=True)]
    if edit.how in {"added", "removed"}:
        thing = f"The {'result' if edit.thing == 'outcome' else edit.thing} “{edit.new or edit.old}”"
        return f"{thing} to {told[0]}" if edit.thing == "answer" else thing
    return edit_in_words(edit._replace(where=", ".join(told)))


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _plain(entry: VersionChange) -> dict[str, Any]:
    return entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
