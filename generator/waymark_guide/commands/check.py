"""`waymark check`: report every mistake in the content."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waymark_guide.commands.command import WRONG_USE, find_exit_code, print_message, run_in_root
from waymark_guide.core import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.checks.previous_version import Earlier
    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.assembly import Reading

FORMATS = ("github", "json", "markdown", "sarif", "text")
"""The names of the reporters, written out so that help need not load them."""


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="The form of the report.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--changed-from", "revision", metavar="REF", help="A Git revision: only what was changed since it, and what refers to that, can fail.")
@run_in_root
def run(root: Path, paths: tuple[Path, ...], form: str, revision: str | None, *, strict: bool) -> int:
    """Report every mistake in the content; with PATHS, only those in these files and folders.

    What is merely old, such as a guide past its review date, is counted in one line; PATHS, --strict and --format json list it.
    With --changed-from, mistakes that were there before are shown as notes. Versions are weighed against that revision, or else the main branch.
    """
    from waymark_guide.build.pipeline import check_knowledge_base
    from waymark_guide.checks.age import list_aged_findings
    from waymark_guide.checks.reporters import REPORTERS
    from waymark_guide.checks.reporters.json import render_with_counts
    from waymark_guide.reading.repository import read_knowledge_base
    from waymark_guide.reading.settings import read_settings

    reading = read_knowledge_base(root)
    paths = tuple(path if path.exists() else root / path for path in paths)
    unread = _refuse_unread(root, paths, reading)
    if unread is not None:
        return unread
    findings = check_knowledge_base(root, reading, today=clock.get_today(), earlier=_read_previous_version(root, revision))
    if revision is not None:
        findings = _soften_older(root, revision, findings)
    if paths:
        chosen = [_resolve(path) for path in paths]
        findings = tuple(finding for finding in findings if any(_resolve(root / finding.file).is_relative_to(path) for path in chosen))
    if form == "text" and (paths or strict):
        findings = list_aged_findings(findings)
    files = reading.file_count
    if form == "json":
        report = render_with_counts(findings, files=files, knowledge_base=reading.knowledge_base)
    else:
        report = REPORTERS[form](findings, files=files, colour=form == "text" and sys.stdout.isatty(), site=read_settings(root).site_url)
    click.echo(report, nl=False)
    return find_exit_code(findings, strict=strict)


def _refuse_unread(root: Path, paths: Iterable[Path], reading: Reading) -> int | None:
    """Say which of the paths does not exist, or holds nothing that is read: a path that was not looked at is never without errors.

    Returns:
        The exit code for wrong use, or none where every path is read.
    """
    from waymark_guide.reading.suggest import find_nearest

    written = reading.hand_written
    named = (finding.file for finding in reading.findings)
    read = {_resolve(root / file): file for file in (*reading.documents, *written.pages, *written.drawings, *written.files, *named)}
    for path in paths:
        resolved = _resolve(path)
        if any(each.is_relative_to(resolved) for each in read):
            continue
        if not resolved.exists():
            stems = {Path(file).stem: file for file in read.values()}
            near = find_nearest(path.stem, stems)
            print_message(f"waymark: There is no {path}." + (f' Did you mean "{stems[near]}"?' if near else ""))
        else:
            print_message(f"waymark: {path} is not read. A case study is a file such as case_studies/my-case.yaml.")
        return WRONG_USE
    return None


def _resolve(path: Path) -> Path:
    """Resolve the links in a path. A circle of links stays as it is."""
    return Path(os.path.realpath(path))


def _soften_older(root: Path, revision: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Turn the findings that the revision already had into notes."""
    from waymark_guide.adapters.git import extract_content_before, list_changed_files
    from waymark_guide.build.pipeline import check_knowledge_base
    from waymark_guide.checks.baseline import separate_new_findings
    from waymark_guide.reading.repository import read_knowledge_base

    def find_before() -> tuple[Finding, ...]:
        with extract_content_before(root, revision) as folder:
            return check_knowledge_base(folder, read_knowledge_base(folder), today=clock.get_today())

    return separate_new_findings(findings, changed=list_changed_files(root, revision), before=find_before)


def _read_previous_version(root: Path, revision: str | None) -> Earlier | None:
    """Read what was published before. Where that is not known, say so and return none."""
    from waymark_guide.adapters.git import NoHistoryError, read_published

    try:
        return read_published(root, revision)
    except NoHistoryError as reason:
        print_message(f"waymark: versions were not weighed against what was published: {reason}.")
        return None
