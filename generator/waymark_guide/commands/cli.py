"""The command line `waymark`: each command is a module of this package, which is loaded when the command runs."""

from __future__ import annotations

from importlib import import_module
from typing import cast

import click

from waymark_guide import __version__

COMMANDS = ("answer", "bench", "build", "check", "diff", "init", "issue-form", "new", "prove", "schema", "serve", "stage", "table")


class CommandGroup(click.Group):
    """A group that loads only the command that runs, because loading all of them takes longer than a build with nothing to do."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """List the names of all commands, for the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Load a command; none where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"waymark_guide.commands.{cmd_name.replace('-', '_')}")
        return cast("click.Command", module.run)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="waymark")
def main() -> None:
    """Build, check and try a knowledge base with decision trees."""
