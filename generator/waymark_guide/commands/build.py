"""`waymark build`: check the content, then build the whole site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waymark_guide.build.site_files import resolve_site_dir
from waymark_guide.build.up_to_date import find_inputs, has_changed, recall_report, remember_report
from waymark_guide.commands.command import FINDINGS, FINE, print_message, run_in_root
from waymark_guide.core import clock
from waymark_guide.core.cache import Cache
from waymark_guide.core.files import require_regular_file, require_writable_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.build.pipeline import BuildResult


@click.command("build")
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to write the site. [default: site in the root]")
@click.option("--strict", is_flag=True, help="Let warnings fail the build too.")
@click.option("--offline", is_flag=True, help="Also make one file with the whole site, which opens from a folder without a web server.")
@click.option("--search/--no-search", "searchable", default=True, help="Make the search index again where words have changed; it takes longest.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("--verbose", is_flag=True, help="Tell the notes of the check too.")
@run_in_root
def run(root: Path, site_dir: Path | None, *, strict: bool, offline: bool, searchable: bool, quiet: bool, verbose: bool) -> int:  # noqa: PLR0913 (one for each option)
    """Check the content, then build the whole site. If anything fails, the previous site stays whole."""
    shown, today, colour = site_dir or root / "site", clock.get_today(), sys.stdout.isatty()
    _require_usable(root, shown)
    cache, target = Cache.for_root(root), resolve_site_dir(root, shown)
    options = (f"strict {strict}", f"search {searchable}", f"colour {colour}", f"verbose {verbose}", str(target))
    inputs = find_inputs(root, cache, today=today, offline=offline, options=options)
    last_report = recall_report(cache, target, inputs)
    if last_report is not None:
        _print_unless(quiet, last_report.rstrip("\n"), f"Nothing has changed: {shown} is as it was.")
        return FINE
    from waymark_guide.reading.repository import start_reading

    finish_reading = start_reading(root, cache=cache)  # other processes parse the files while the rest of the program is loaded
    from waymark_guide.build import pipeline
    from waymark_guide.checks.age import list_aged_findings
    from waymark_guide.checks.reporters import text

    built = pipeline.build(
        root,
        target,
        today=today,
        strict=strict,
        offline=offline,
        searchable=searchable,
        inputs=inputs,
        start_reading=finish_reading,
        notify=print_message,
    )
    findings = list_aged_findings(built.findings) if strict else built.findings
    report = (text.report if verbose else text.report_briefly)(findings, files=built.files, colour=colour)
    if not built.ok:
        click.echo(report, nl=False)
        click.echo("The site was not built. Mend the errors above; the previous site is untouched.", err=True)
        return FINDINGS
    inputs_after = find_inputs(root, cache, today=today, offline=offline, options=options)
    if inputs_after.all == inputs.all and not has_changed(root, inputs):  # an edit during the build may have come after its file was read
        remember_report(cache, target, inputs, report)
    _print_unless(quiet, report.rstrip("\n"), *_summarise(built, shown))
    return FINE


def _print_unless(quiet: bool, *lines: str) -> None:  # noqa: FBT001 (the option)
    for line in () if quiet else lines:
        click.echo(line)


def _summarise(built: BuildResult, site_dir: Path) -> Iterator[str]:
    yield f"{built.pages} pages in {site_dir} ({built.written} files written, {built.seconds:.1f} s)."
    if built.edition:
        yield f"The site to take away: {built.edition} ({built.edition.stat().st_size / 1_000_000:.1f} MB)."


def _require_usable(root: Path, site_dir: Path) -> None:
    require_writable_folder(site_dir)
    if (root / "mkdocs.yml").exists():
        require_regular_file(root / "mkdocs.yml")
