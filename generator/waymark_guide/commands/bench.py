"""`waymark bench`: measurements against other tools on the same content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waymark_guide.commands.command import FINE, run_in_root

if TYPE_CHECKING:
    from pathlib import Path


@click.command("bench")
@click.option("--cases", default=1000, show_default=True, help="How many case studies to make.")
@click.option("--only", type=click.Choice(["build", "weight", "engine", "proof"]), multiple=True, help="Measure only these.")
@click.option("--trees", default=50_000, show_default=True, help="How many random trees to prove and to list.")
@run_in_root
def run(root: Path, cases: int, only: tuple[str, ...], trees: int) -> int:
    """Measure builds and pages against plain mkdocs-material on the same generated case studies; an edit in the preview; and proofs."""
    from waymark_guide.bench import bench

    for line in bench(root, cases=cases, only=only, trees=trees):
        click.echo(line)
    return FINE
