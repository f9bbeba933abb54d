"""What every command shares: its exit codes, its `--root`, and how it reports an error."""

from __future__ import annotations

import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waymark_guide.core.errors import KnowledgeBaseError, describe_os_error
from waymark_guide.core.files import require_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from waymark_guide.model.finding import Finding

FINE, FINDINGS, WRONG_USE, PIPE_CLOSED = 0, 1, 2, 141
"""The exit codes of a command."""


def run_in_root(run: Callable[..., int]) -> Callable[..., None]:
    """Give a command its option `--root`. Its return value becomes the exit code, and an error that it raises becomes a sentence.

    Args:
        run: takes the root and the command's own options, and returns an exit code.
    """

    @click.option("--root", type=click.Path(path_type=Path), default=Path(), show_default="this folder", help="The folder of the knowledge base.")
    @wraps(run)
    def run_and_exit(root: Path, **options: Any) -> None:  # noqa: ANN401 (click passes values of any type)
        try:
            require_folder(root)
            sys.exit(run(root=root, **options))
        except KnowledgeBaseError as error:
            print_message(*f"waymark: {error}".split("\n"))
            sys.exit(WRONG_USE)
        except BrokenPipeError:  # the program that reads our output has ended, and needs no sentence
            sys.exit(PIPE_CLOSED)
        except OSError as error:
            print_message(f"waymark: {describe_os_error(error)}")
            sys.exit(WRONG_USE)

    return run_and_exit


def print_message(*lines: str) -> None:
    """Print lines on standard error, without characters that would steer the terminal."""
    from waymark_guide.checks.reporters.text import make_visible

    click.echo("\n".join(map(make_visible, lines)), err=True)


def refuse_unknown(message: str, suggestion: str, names: Iterable[str]) -> int:
    """Say that a name is not known, and which name may be meant.

    Args:
        message: the sentence on what is wrong.
        suggestion: the nearest known name; empty where none is near.
        names: all known names.

    Returns:
        The exit code for wrong use.
    """
    hint = f'Did you mean "{suggestion}"?' if suggestion else f"There are: {', '.join(names)}."
    print_message(f"waymark: {message} {hint}")
    return WRONG_USE


def refuse_unknown_trees(trees: Iterable[str], known: Collection[str]) -> int | None:
    """Say which of these decision trees does not exist.

    Returns:
        The exit code for wrong use, or none where all of them exist.
    """
    from waymark_guide.reading.suggest import find_nearest

    unknown = next((tree for tree in trees if tree not in known), None)
    return None if unknown is None else refuse_unknown(f'There is no decision tree "{unknown}".', find_nearest(unknown, known), known)


def find_exit_code(findings: Iterable[Finding], *, strict: bool) -> int:
    """Find the exit code for the findings of a check: errors fail, and warnings too where it is strict."""
    blocking = {"error", "warning"} if strict else {"error"}
    return FINDINGS if any(finding.severity in blocking for finding in findings) else FINE
