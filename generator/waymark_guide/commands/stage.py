"""`waymark stage`: the whole site as plain files, for another generator to build."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from waymark_guide.commands.command import FINDINGS, FINE, run_in_root
from waymark_guide.core import clock


@click.command("stage")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@run_in_root
def run(root: Path, folder: Path) -> int:
    """Write the whole plan as plain Markdown, HTML and data, for another generator to build."""
    from waymark_guide.adapters.stage import stage
    from waymark_guide.checks.reporters import REPORTERS

    staged = stage(root, folder, today=clock.get_today())
    if staged.findings:
        click.echo(REPORTERS["text"](staged.findings, files=staged.files, colour=sys.stdout.isatty()), nl=False)
    if not staged.ok:
        return FINDINGS
    click.echo(f"{staged.written} files in {folder}.")
    return FINE
