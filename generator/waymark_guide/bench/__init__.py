"""Measurements, as ratios against a peer in the same run on the same machine. They are not tests, because machines differ."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.bench.builds import CACHE, build_sites, measure_builds
from waymark_guide.bench.corpus import write_corpus
from waymark_guide.bench.engine import measure_engine
from waymark_guide.bench.proof import measure_proof
from waymark_guide.bench.weight import measure_weight

if TYPE_CHECKING:
    from collections.abc import Iterator


def bench(root: Path, *, cases: int, only: tuple[str, ...] = (), trees: int = 50_000) -> Iterator[str]:
    """Measure, and give each figure as a line as soon as it is known.

    Args:
        root: the knowledge base whose trees, approaches and vocabularies are used.
        cases: how many case studies to generate.
        only: `build`, `weight`, `engine`, `proof`; all of them where empty.
        trees: how many random trees to hold against a list of every run.
    """
    wanted = set(only) or {"build", "weight", "engine", "proof"}
    if "engine" in wanted:
        yield from measure_engine(root)
    if "proof" in wanted:
        yield from measure_proof(root, trees=trees)
    if wanted & {"build", "weight"}:
        with tempfile.TemporaryDirectory(prefix="waymark-bench-") as name:
            os.environ["XDG_CACHE_HOME"] = str(Path(name) / CACHE)  # for every command below: a cold build has an empty cache
            corpus = write_corpus(root, Path(name) / "corpus", cases=cases)
            yield f"corpus: {cases:,} generated case studies with this repository's approaches, vocabularies and trees"
            if "build" in wanted:
                yield from measure_builds(corpus, Path(name))
            if "weight" in wanted:
                build_sites(corpus, Path(name))
                yield from measure_weight(Path(name) / "waymark-site", Path(name) / "material-site")
