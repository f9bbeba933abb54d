"""Writing of many files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_file(file: Path | str, content: bytes) -> None:
    """Write a file, and the folders above it where they are not there."""
    path = os.fspath(file)
    folder = path.rpartition(os.sep)[0]
    try:
        os.mkdir(folder)  # noqa: PTH102 (a site has very many files: plain paths take half the time)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 (likewise)
    with open(path, "wb") as opened:  # noqa: PTH123 (likewise)
        opened.write(content)
