"""How long a build takes, beside plain Material for MkDocs on the same case studies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from generator.reading.repository import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.model.case_study import CaseStudy

RUNS = 3
PEER_CONFIG = """\
site_name: Case studies
theme: {name: material, font: false}
nav: [{Home: index.md}, {Case studies: case-studies/index.md}]
plugins: [search]
validation: {nav: {omitted_files: ignore}}
"""


def measure_builds(corpus: Path, work: Path, *, timed: bool) -> Iterator[str]:
    """Build both sites, turn by turn, and tell the ratios.

    Args:
        corpus: the knowledge base to build.
        work: a folder for the peer's project and for both sites.
        timed: whether to repeat the builds for figures; otherwise each is built once.
    """
    write_peer(corpus, work / "material")
    ours, theirs = work / "waymark-site", work / "material-site"

    def build_ours() -> None:
        _run([sys.executable, "-m", "generator", "build", "--root", str(corpus), "--site-dir", str(ours)])

    def build_theirs() -> None:
        config = str(work / "material" / "mkdocs.yml")
        _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", str(theirs)])

    rounds = [(_cold(build_ours, ours, corpus / ".cache"), _cold(build_theirs, theirs)) for _ in range(RUNS if timed else 1)]
    if not timed:
        return
    own, peer = (median(times) for times in zip(*rounds, strict=True))
    ratio = median(ours_took / theirs_took for ours_took, theirs_took in rounds)
    yield f"build from nothing: ratio {ratio:.2f} of mkdocs-material (aim 0.25; {own:.1f} s to {peer:.1f} s, median of {RUNS})"
    unchanged = median(_seconds(build_ours) for _ in range(RUNS))
    yield f"build, nothing changed: ratio {unchanged / peer:.3f} ({unchanged:.1f} s)"
    edited = median(_after_edit(corpus, number, build_ours) for number in range(RUNS))
    yield f"build after one case study was edited: ratio {edited / peer:.3f} ({edited:.1f} s)"


def write_peer(corpus: Path, project: Path) -> None:
    """The same case studies as Markdown pages of a plain Material project."""
    pages = project / "docs" / "case-studies"
    pages.mkdir(parents=True)
    (project / "mkdocs.yml").write_text(PEER_CONFIG, encoding="utf-8")
    cases = read(corpus).knowledge_base.case_studies
    (project / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    listing = "\n".join(f"- [{case.title}]({case.id}.md): {case.summary}" for case in cases.values())
    (pages / "index.md").write_text(f"# Case studies\n\n{listing}\n", encoding="utf-8")
    for case in cases.values():
        (pages / f"{case.id}.md").write_text(_as_markdown(case), encoding="utf-8")


def _as_markdown(case: CaseStudy) -> str:
    parts = [f"# {case.title}", case.summary]
    for heading, text in (
        ("The need", case.need),
        ("What happened", case.what_happened),
        ("Why it worked", case.why_it_worked),
        ("What it needed", case.what_it_needed),
        ("Where it might not fit", case.where_it_might_not_fit),
    ):
        parts += [f"## {heading}", text or "Not known."]
    parts += ["## Lessons", *(f"- {lesson.kind}: {lesson.text}" for lesson in case.lessons)]
    parts += ["## Figures", "| What | Value | Unit | Period |\n|---|---|---|---|"]
    parts[-1] += "".join(f"\n| {figure.label} | {figure.value} | {figure.unit} | {figure.period} |" for figure in case.figures)
    return "\n\n".join(parts) + "\n"


def _cold(build: Callable[[], None], *kept: Path) -> float:
    """How long a build takes without the site and whatever else was kept from the last one."""
    for folder in kept:
        shutil.rmtree(folder, ignore_errors=True)
    return _seconds(build)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _after_edit(corpus: Path, number: int, build: Callable[[], None]) -> float:
    """Change the summary of one generated case study, each time another one, and build."""
    file = corpus / "case_studies" / f"generated-{number:05d}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("summary: ", "summary: Edited. ", 1), encoding="utf-8")
    return _seconds(build)


def _run(command: list[str]) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 (our own commands)
