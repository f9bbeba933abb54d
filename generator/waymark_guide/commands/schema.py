"""`waymark schema`: a JSON Schema for each kind of file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from waymark_guide.commands.command import FINE, run_in_root
from waymark_guide.core.files import replace_file, require_writable_folder


@click.command("schema")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@run_in_root
def run(root: Path, folder: Path) -> int:  # noqa: ARG001 (every command takes --root)
    """Write a JSON Schema for each kind of file, for editors that help as you type."""
    from waymark_guide.contribute.schema import make_schemas

    require_writable_folder(folder)
    for name, text in make_schemas().items():
        replace_file(folder / f"{name}.json", (json.dumps(text, ensure_ascii=False, indent=2) + "\n").encode())
    click.echo(f"{len(make_schemas())} schemas in {folder}.")
    return FINE
