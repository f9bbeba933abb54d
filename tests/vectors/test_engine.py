"""The browser's engine returns the same data as the Python engine."""

from __future__ import annotations

import pytest
from tests.vectors.guide_vectors import make_guide_vectors, make_random_vectors, real_trees
from tests.vectors.node import run_script

from waymark_guide.site.script_files import ENGINE_REPLAY, ENGINE_RESULT

TREES = real_trees()
SCRIPTS = [*ENGINE_REPLAY, *ENGINE_RESULT]


@pytest.mark.parametrize("name", TREES)
def test_guide_gives_equal_results(name: str) -> None:
    """Every state of a guide (or a fixed sample of a large one), with unknown, stale and damaged answers and other weights, gives equal JSON."""
    compared = run_script("replay.cjs", {"scripts": SCRIPTS, "guides": [make_guide_vectors(TREES[name], limit=6_000, sample=160)]})
    assert compared["differing"] == []
    assert compared["count"] > 400


def test_random_trees_give_equal_results() -> None:
    """Random trees, which hold what no guide uses yet, give equal JSON too."""
    compared = run_script("replay.cjs", {"scripts": SCRIPTS, "guides": list(make_random_vectors())})
    assert compared["differing"] == []
    assert compared["count"] > 5_000
