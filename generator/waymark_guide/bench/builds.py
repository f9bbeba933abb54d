"""Measures what a build costs, next to plain Material for MkDocs and Hugo on the same case studies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.bench.cases_only import write_cases_only
from waymark_guide.bench.editing import EDITS, edit, measure_editing
from waymark_guide.bench.peers import find_hugo, write_hugo, write_material

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RUNS = 3
CACHE = "cache"
"""The folder for the caches of builds, next to the projects."""
WHAT = """\
what is built, from the same generated case studies:
  waymark: their approaches, vocabularies, sources and terms; a page for each case and approach, lists by eight facets, comparisons, open data,
    feeds, the library's own index, every check; without guides. "and search": Pagefind's index of the whole site as well.
  mkdocs-material: a page for each case, one list, Material's search. hugo: a page for each case, a list, and lists by four facets; no search."""


class Cost(NamedTuple):
    """The cost of a command: seconds of processor time in all its processes, seconds elapsed, and megabytes of its largest process."""

    processor: float
    elapsed: float
    megabytes: float

    def __str__(self) -> str:
        """Write the cost in words."""
        return f"{self.processor:.1f} s of processor time, {self.elapsed:.1f} s elapsed, {self.megabytes:.0f} MB"


def build_sites(corpus: Path, work: Path) -> None:
    """Build the whole knowledge base, and Material's site of its cases, for other measurements."""
    run([sys.executable, "-m", "waymark_guide", "build", "--root", str(corpus), "--site-dir", str(work / "waymark-site")])
    run(_material_command(corpus, work))


def _material_command(corpus: Path, work: Path) -> list[str]:
    """Make the command that builds Material's site."""
    if not (work / "material").is_dir():
        write_material(corpus, work / "material")
    config = str(work / "material" / "mkdocs.yml")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", str(work / "material-site")]


def measure_builds(corpus: Path, work: Path) -> Iterator[str]:
    """Build the case studies with each generator in turn, and give each cost and ratio as a line.

    Args:
        corpus: the knowledge base whose case studies are built.
        work: a folder for the projects and their sites.
    """
    yield WHAT
    cases = write_cases_only(corpus, work / "cases-only")
    site = work / "cases-site"
    caches = work / CACHE / "waymark"
    ours = [sys.executable, "-m", "waymark_guide", "build", "--root", str(cases), "--site-dir", str(site)]
    sides: dict[str, tuple[list[str], tuple[Path, ...]]] = {
        "waymark": ([*ours, "--no-search"], (site, caches)),
        "waymark and search": (ours, (site, caches)),
        "mkdocs-material": (_material_command(cases, work), (work / "material-site",)),
    }
    command = find_hugo()
    if command:
        write_hugo(cases, work / "hugo")
        sides["hugo"] = ([command, "--quiet", "--source", str(work / "hugo"), "--destination", str(work / "hugo-site")], (work / "hugo-site",))
    rounds: dict[str, list[Cost]] = {name: [] for name in sides}
    for _ in range(RUNS):
        for name, (line, folders) in sides.items():
            rounds[name].append(_measure_cold(line, folders, work / "aside"))
    typical = {name: _take_median(costs) for name, costs in rounds.items()}
    for name, cost in typical.items():
        yield f"from nothing, {name}: {cost}"
    yield _format_ratio("from nothing", typical, "waymark and search", "mkdocs-material", "aim 0.20")
    yield _format_ratio("from nothing", typical, "waymark", "mkdocs-material", "aim 0.20")
    yield _format_ratio("from nothing", typical, "waymark", "hugo", "aim 2 at 10,000") if command else "hugo is not installed: no figure"
    yield from _measure_rebuilds(cases, ours, typical["mkdocs-material"])


def _measure_rebuilds(cases: Path, ours: list[str], peer: Cost) -> Iterator[str]:
    """Measure builds after the first one, and edits in a preview."""
    run(ours)
    unchanged = _take_median([measure_cost(ours) for _ in range(RUNS)])
    yield f"nothing changed: {unchanged}; ratio {unchanged.processor / peer.processor:.3f} of mkdocs-material (aim 0.05)"
    for name, more in (("", ["--no-search"]), (" and search", [])):
        edited = _take_median([_measure_edit(cases, number, [*ours, *more]) for number in range(EDITS)])
        yield f"one case edited, waymark{name}: {edited} (aim 1 s at 10,000)"
    yield from measure_editing(cases)


def _format_ratio(what: str, costs: dict[str, Cost], name: str, peer: str, aim: str) -> str:
    own, other = costs[name], costs[peer]
    processor, elapsed = own.processor / other.processor, own.elapsed / other.elapsed
    return f"{what}, {name} to {peer}: ratio {processor:.2f} in processor time, {elapsed:.2f} in elapsed time ({aim})"


def _take_median(costs: Iterable[Cost]) -> Cost:
    return Cost(*(median(values) for values in zip(*costs, strict=True)))


def _measure_cold(command: list[str], leftovers: Iterable[Path], aside: Path) -> Cost:
    """Measure a build without the site and the caches of the last one.

    They are moved aside and not removed: after many files are removed, some file systems take several times as long to create files, for minutes.
    """
    aside.mkdir(exist_ok=True)
    for folder in leftovers:
        if folder.is_dir():
            folder.rename(Path(mkdtemp(dir=aside), folder.name))
    return measure_cost(command)


def _measure_edit(cases: Path, number: int, command: list[str]) -> Cost:
    """Change the summary of one generated case study, a different one each time, and build."""
    edit(cases, number, "Edited.")
    return measure_cost(command)


def measure_cost(command: list[str]) -> Cost:
    """Run a command to its end, and measure its cost.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_make_environment())  # noqa: S603 (our own commands)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss * _memory_unit() / 1_000_000)


def _memory_unit() -> int:
    """Get the number of bytes in the unit in which the system counts memory."""
    return 1 if sys.platform == "darwin" else 1024


def run(command: list[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_make_environment())  # noqa: S603 (our own commands)


def _make_environment() -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}
