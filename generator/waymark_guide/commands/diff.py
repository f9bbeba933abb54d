"""`waymark diff`: what a change to guides does to their readers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from waymark_guide.commands.command import FINE, refuse_unknown_trees, run_in_root
from waymark_guide.core import clock
from waymark_guide.core.files import replace_file, require_inside

if TYPE_CHECKING:
    from pathlib import Path

    from waymark_guide.trees.diff.tree_diff import TreeDiff


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--tree", metavar="ID", help="Compare only this guide.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="The form of the answer.")
@click.option("--record", "is_recorded", is_flag=True, help="Write what changed into decision_trees/changes/, for readers.")
@click.option("--summary", metavar="TEXT", help="With --record: what changed and why, for readers.")
@run_in_root
def run(root: Path, old: str, new: str, *, tree: str | None, form: str, is_recorded: bool, summary: str | None) -> int:  # noqa: PLR0913 (one for each option)
    """What a change to guides does to people: the paths whose result changes, when, and the version it needs.

    OLD and NEW are Git revisions or folders.
    """
    from waymark_guide.adapters.git import read_content_at
    from waymark_guide.trees.diff.terminal_diff import make_diff_json, render_diff, render_diff_as_markdown
    from waymark_guide.trees.diff.tree_diff import diff_knowledge_bases

    before, after = read_content_at(root, old), read_content_at(root, new)
    refused = refuse_unknown_trees([tree] if tree is not None else [], dict.fromkeys((*after.trees, *before.trees)))
    if refused is not None:
        return refused
    diffs = diff_knowledge_bases(before, after, only=tree)
    if form == "json":
        click.echo(json.dumps([make_diff_json(each) for each in diffs], ensure_ascii=False, indent=2))
    else:
        click.echo((render_diff if form == "text" else render_diff_as_markdown)(diffs))
    if is_recorded:
        _record(root, diffs, summary)
    return FINE


def _record(root: Path, diffs: tuple[TreeDiff, ...], summary: str | None) -> None:
    """Write what changed in each guide into its file of changes."""
    from waymark_guide.contribute.changes import changes_path, format_changes
    from waymark_guide.reading.repository import read_knowledge_base

    earlier_changes = read_knowledge_base(root).knowledge_base.changes
    for diff in diffs:
        if diff.old is not None and diff.new is not None and diff.old != diff.new:
            target = root / changes_path(diff.id)
            require_inside(root, target)
            replace_file(target, format_changes(diff, earlier_changes.get(diff.id), today=clock.get_today(), summary=summary).encode())
            click.echo(f"Wrote {target}.", err=True)
