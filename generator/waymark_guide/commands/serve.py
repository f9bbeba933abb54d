"""`waymark serve`: a live preview of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waymark_guide.commands.command import FINE, run_in_root
from waymark_guide.core import clock

if TYPE_CHECKING:
    from pathlib import Path


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port on this machine; 0 takes any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; any other lets other machines see the preview.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
@run_in_root
def run(root: Path, port: int, host: str, *, open_browser: bool) -> int:
    """Preview the site; an edited file shows within a second, and a broken one as findings."""
    from waymark_guide.preview.server import serve as serve_site

    clock.get_today()  # a date that cannot be read ends the command now, and does not show on every page
    serve_site(root, host=host, port=port, today=clock.get_today, open_browser=open_browser)
    return FINE
