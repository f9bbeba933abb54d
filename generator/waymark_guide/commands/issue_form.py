"""`waymark issue-form`: the issue form by which people send a case study without Git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waymark_guide.commands.command import FINE, run_in_root
from waymark_guide.core.files import replace_file, require_inside

if TYPE_CHECKING:
    from pathlib import Path


@click.command("issue-form")
@click.option("--write", is_flag=True, help="Write it to .github/ISSUE_TEMPLATE/case-study.yml, in place of what is there.")
@run_in_root
def run(root: Path, *, write: bool) -> int:
    """Show the issue form by which people who do not use Git send a case study, as the models have it."""
    from waymark_guide.contribute.issue_form import FORM, format_issue_form
    from waymark_guide.reading.repository import read_knowledge_base

    text = format_issue_form(read_knowledge_base(root).knowledge_base)
    if not write:
        click.echo(text, nl=False)
        return FINE
    require_inside(root, root / FORM)
    replace_file(root / FORM, text.encode())
    click.echo(f"Wrote {root / FORM}.")
    return FINE
