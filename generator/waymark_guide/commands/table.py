"""`waymark table`: the decision table of a guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waymark_guide.commands.command import FINE, refuse_unknown_trees, run_in_root
from waymark_guide.core.files import replace_file, require_inside

if TYPE_CHECKING:
    from pathlib import Path


@click.command("table")
@click.argument("trees", nargs=-1, metavar="[TREE ...]")
@click.option("--write", is_flag=True, help="Write each table to its file beside the trees, in place of what is there.")
@run_in_root
def run(root: Path, trees: tuple[str, ...], *, write: bool) -> int:
    """Show the reduced decision table of the decision trees: what a reviewer reads."""
    from waymark_guide.reading.repository import TABLES, read_knowledge_base
    from waymark_guide.trees.engine.compiler import compile_tree
    from waymark_guide.trees.views.decision_table_markdown import render_table

    knowledge_base = read_knowledge_base(root).knowledge_base
    refused = refuse_unknown_trees(trees, knowledge_base.trees)
    if refused is not None:
        return refused
    for tree in trees or knowledge_base.trees:
        text = render_table(compile_tree(knowledge_base.trees[tree], knowledge_base))
        if not write:
            click.echo(text, nl=False)
            continue
        target = root / TABLES / f"{tree}.md"
        require_inside(root, target)
        replace_file(target, text.encode())
        click.echo(f"Wrote {target}.")
    return FINE
