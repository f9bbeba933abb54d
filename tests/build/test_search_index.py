"""What the search index promises about the program that makes it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SLOW = """
import os, time
from pathlib import Path

Path(os.environ["STARTED"]).write_text(str(os.getpid()), encoding="utf-8")
time.sleep(60)
"""
BUILD = """
import sys
from pathlib import Path
from waymark_guide.build.search_index import _run_pagefind

_run_pagefind(sys.argv[1], Path(sys.argv[1], "index"))
"""
PATIENCE = 100
"""How many tenths of a second to wait for another process."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends a process with its parent")
def test_pagefind_ends_with_a_build_that_is_killed(tmp_path: Path) -> None:
    """Pagefind does not go on when the build that started it is killed."""
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "__init__.py").touch()
    (tmp_path / "pagefind" / "__main__.py").write_text(SLOW, encoding="utf-8")
    started = tmp_path / "started"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]), "STARTED": str(started)}
    with subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path)], env=environment) as program:
        for _ in range(PATIENCE):
            if started.exists() and started.read_text(encoding="utf-8"):
                break
            time.sleep(0.1)
        pagefind = int(started.read_text(encoding="utf-8"))
        program.kill()
    for _ in range(PATIENCE):
        if not _is_running(pagefind):
            return
        time.sleep(0.1)
    os.kill(pagefind, 9)
    pytest.fail("Pagefind is still running.")


def _is_running(process: int) -> bool:
    """Return whether a process runs; one that has ended may still be listed until its new parent takes note."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
