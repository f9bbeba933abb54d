"""The command `waymark`: a thin shell round the rooms, which asks the clock for the day."""

from __future__ import annotations

import json
import os
import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from waymark_guide import __version__
from waymark_guide.build.site_files import resolve_site_dir
from waymark_guide.build.up_to_date import find_inputs, recall_report, remember_report
from waymark_guide.core import clock
from waymark_guide.core.cache import Cache
from waymark_guide.core.errors import KnowledgeBaseError, describe_os_error
from waymark_guide.core.files import replace_file, require_folder, require_inside, require_regular_file, require_writable_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from waymark_guide.checks.previous_version import Earlier
    from waymark_guide.model.finding import Finding
    from waymark_guide.trees.diff.diff import TreeDiff

FINE, FINDINGS, WRONG_USE, PIPE_CLOSED = 0, 1, 2, 141
FORMS = ("github", "json", "markdown", "sarif", "text")
"""The names of the reporters, and below them the kinds of file that can be begun: written out, so that help needs to load neither."""
KINDS = ("approach", "case-study", "tree")


def _command(run: Callable[..., int]) -> Callable[..., None]:
    """Give a command its `--root`, and turn its answer into an exit code and its errors into a sentence."""

    @click.option("--root", type=click.Path(path_type=Path), default=Path(), show_default="this folder", help="The folder of the knowledge base.")
    @wraps(run)
    def wrapped(root: Path, **rest: Any) -> None:  # noqa: ANN401 (click hands over values of any type)
        try:
            require_folder(root)
            sys.exit(run(root=root, **rest))
        except KnowledgeBaseError as error:
            _say(*f"waymark: {error}".split("\n"))
            sys.exit(WRONG_USE)
        except BrokenPipeError:  # whoever read what was said has stopped reading, and needs no sentence
            sys.exit(PIPE_CLOSED)
        except OSError as error:
            _say(f"waymark: {describe_os_error(error)}")
            sys.exit(WRONG_USE)

    return wrapped


def _say(*lines: str) -> None:
    """Tell something beside the answer, in which nothing can steer the terminal."""
    from waymark_guide.checks.reporters.text import visible

    click.echo("\n".join(map(visible, lines)), err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="waymark")
def main() -> None:
    """Build, check and try a knowledge base with decision trees."""


@main.command()
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to write the site. [default: site in the root]")
@click.option("--strict", is_flag=True, help="Let warnings fail the build too.")
@click.option("--offline", is_flag=True, help="Also make one file with the whole site, which opens from a folder without a web server.")
@click.option("--search/--no-search", "searchable", default=True, help="Make the search index again where words have changed; it takes longest.")
@_command
def build(root: Path, site_dir: Path | None, *, strict: bool, offline: bool, searchable: bool) -> int:
    """Check the content, then build the whole site. If anything fails, the previous site stays whole."""
    shown, today, colour = site_dir or root / "site", clock.today(), sys.stdout.isatty()
    require_writable_folder(shown)
    if (root / "mkdocs.yml").exists():
        require_regular_file(root / "mkdocs.yml")
    cache, target = Cache.of(root), resolve_site_dir(root, shown)
    options = (f"strict {strict}", f"search {searchable}", f"colour {colour}", str(target))
    inputs = find_inputs(root, cache, today=today, offline=offline, options=options)
    said = recall_report(cache, target, inputs)
    if said is not None:
        click.echo(said, nl=False)
        click.echo(f"Nothing has changed: {shown} is as it was.")
        return FINE
    from waymark_guide.reading.repository import reading

    start_reading = reading(root, cache=cache)  # the files are parsed by other processes while the rest of the program is loaded
    from waymark_guide.build import pipeline
    from waymark_guide.checks.age import one_by_one
    from waymark_guide.checks.reporters import REPORTERS

    built = pipeline.build(
        root, target, today=today, strict=strict, offline=offline, searchable=searchable, inputs=inputs, start_reading=start_reading, say=_say
    )
    report = REPORTERS["text"](one_by_one(built.findings) if strict else built.findings, files=built.files, colour=colour)
    click.echo(report, nl=False)
    if not built.ok:
        click.echo("The site was not built. Mend the errors above; the previous site is untouched.", err=True)
        return FINDINGS
    remember_report(cache, target, inputs, report)
    click.echo(f"{built.pages} pages in {shown} ({built.written} files written, {built.seconds:.1f} s).")
    if built.edition:
        click.echo(f"The site to take away: {built.edition} ({built.edition.stat().st_size / 1_000_000:.1f} MB).")
    return FINE


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port on this machine; 0 takes any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; any other lets other machines see the preview.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
@_command
def serve(root: Path, port: int, host: str, *, open_browser: bool) -> int:
    """Preview the site; an edited file shows within a second, and a broken one as findings."""
    from waymark_guide.preview.server import serve as serve_site

    clock.today()  # what is no day ends the command, instead of showing on every page
    serve_site(root, host=host, port=port, today=clock.today, open_browser=open_browser)
    return FINE


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="The form of the report.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--changed-from", "revision", metavar="REF", help="A Git revision: only what was changed since it, and what refers to that, can fail.")
@_command
def check(root: Path, paths: tuple[Path, ...], form: str, revision: str | None, *, strict: bool) -> int:
    """Report every mistake in the content; with PATHS, only those in these files and folders.

    What is merely old, such as a guide past its review date, is counted in one line; PATHS, --strict and --format json list it.
    With --changed-from, mistakes that were there before are told as notes. Versions are weighed against that revision, or else the main branch.
    """
    from waymark_guide.checks.age import one_by_one
    from waymark_guide.checks.reporters import REPORTERS
    from waymark_guide.checks.reporters.json import with_counts
    from waymark_guide.checks.run import check as find
    from waymark_guide.reading.repository import read
    from waymark_guide.reading.settings import settings

    reading = read(root)
    findings = find(reading, today=clock.today(), earlier=_earlier(root, revision))
    if revision is not None:
        findings = _gated(root, revision, findings)
    if paths:
        chosen = [_real(path) for path in paths]
        findings = tuple(finding for finding in findings if any(_real(root / finding.file).is_relative_to(path) for path in chosen))
    if form == "text" and (paths or strict):
        findings = one_by_one(findings)
    files = len(reading.documents)
    if form == "json":
        report = with_counts(findings, files=files, knowledge_base=reading.knowledge_base)
    else:
        report = REPORTERS[form](findings, files=files, colour=form == "text" and sys.stdout.isatty(), site=settings(root).site_url)
    click.echo(report, nl=False)
    blocking = {"error", "warning"} if strict else {"error"}
    return FINDINGS if any(finding.severity in blocking for finding in findings) else FINE


def _real(path: Path) -> Path:
    """The path without links; one in a circle stays as it is."""
    return Path(os.path.realpath(path))


def _gated(root: Path, revision: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, those that were there before this work turned into notes."""
    from waymark_guide.adapters.git import changed_since, content_before
    from waymark_guide.checks.baseline import gate
    from waymark_guide.checks.run import check as find
    from waymark_guide.reading.repository import read

    def before() -> tuple[Finding, ...]:
        with content_before(root, revision) as folder:
            return find(read(folder), today=clock.today())

    return gate(findings, changed=changed_since(root, revision), before=before)


def _earlier(root: Path, revision: str | None) -> Earlier | None:
    """What was published, or a note that it is not known."""
    from waymark_guide.adapters.git import NoHistoryError, earlier

    try:
        return earlier(root, revision)
    except NoHistoryError as reason:
        _say(f"waymark: versions were not weighed against what was published: {reason}.")
        return None


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--tree", metavar="ID", help="Compare only this guide.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="The form of the answer.")
@click.option("--record", "keep", is_flag=True, help="Write what changed into decision_trees/changes/, for readers.")
@click.option("--summary", metavar="TEXT", help="With --record: what changed and why, for readers.")
@_command
def diff(root: Path, old: str, new: str, *, tree: str | None, form: str, keep: bool, summary: str | None) -> int:  # noqa: PLR0913 (one for each option)
    """What a change to guides does to people: the paths whose result changes, when, and the version it needs.

    OLD and NEW are Git revisions or folders.
    """
    from waymark_guide.adapters.git import content_at
    from waymark_guide.reading.suggest import nearest
    from waymark_guide.trees.diff.diff import diff_all
    from waymark_guide.trees.diff.terminal_diff import diff_as_json, tell_diff, tell_diff_in_markdown

    before, after = content_at(root, old), content_at(root, new)
    known = [*dict.fromkeys((*after.trees, *before.trees))]
    if tree is not None and tree not in known:
        return _wrong(f'There is no decision tree "{tree}".', nearest(tree, known), known)
    diffs = diff_all(before, after, only=tree)
    if form == "json":
        click.echo(json.dumps([diff_as_json(each) for each in diffs], ensure_ascii=False, indent=2))
    else:
        click.echo((tell_diff if form == "text" else tell_diff_in_markdown)(diffs))
    if keep:
        _record(root, diffs, summary)
    return FINE


def _record(root: Path, diffs: tuple[TreeDiff, ...], summary: str | None) -> None:
    from waymark_guide.contribute.changes import changes_path, recorded
    from waymark_guide.reading.repository import read

    known = read(root).knowledge_base.changes
    for each in diffs:
        if each.old is not None and each.new is not None and each.old != each.new:
            target = root / changes_path(each.id)
            require_inside(root, target)
            replace_file(target, recorded(each, known.get(each.id), today=clock.today(), summary=summary).encode())
            click.echo(f"Wrote {target}.", err=True)


@main.command()
@click.argument("tree")
@click.argument("answers", nargs=-1, metavar="[QUESTION=OPTION ...]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The form of the answer.")
@_command
def answer(root: Path, tree: str, answers: tuple[str, ...], form: str) -> int:
    """Replay answers in the terminal: what is asked next, or the result, why, and what would change it.

    Several answers to one question: q=a,b. I don't know: q=?
    """
    from waymark_guide.reading.repository import read
    from waymark_guide.reading.suggest import nearest
    from waymark_guide.trees.engine.answer import answer as work_out
    from waymark_guide.trees.engine.compiler import compile_tree
    from waymark_guide.trees.views.terminal_answer import tell

    reading = read(root)
    known = reading.knowledge_base.trees
    if tree not in known:
        return _wrong(f'There is no decision tree "{tree}".', nearest(tree, known), known)
    compiled = compile_tree(known[tree], reading.knowledge_base)
    given: dict[str, str | list[str]] = {}
    for pair in answers:
        name, separator, value = pair.partition("=")
        question = compiled.question(name)
        if not separator or question is None:
            names = [each.id for each in compiled.questions]
            return _wrong(f'"{pair}" is not QUESTION=OPTION with a question of this tree.', nearest(name, names), names)
        options = [option.id for option in question.options]
        chosen = value.split(",")
        unknown = [option for option in chosen if option != "?" and option not in options]
        if unknown or (len(chosen) > 1 and question.type != "multi"):
            return _wrong(f'"{value}" is not an answer to "{question.text}".', nearest(value, options), options)
        given[name] = chosen if question.type == "multi" and chosen != ["?"] else value
    cases = [{"id": case.id, "facts": case.facts} for case in reading.knowledge_base.case_studies.values() if not case.draft]
    result = work_out(compiled, given, cases=cases)
    click.echo(json.dumps(result, ensure_ascii=False, indent=2) if form == "json" else tell(result, compiled))
    return FINE


@main.command()
@click.argument("trees", nargs=-1, metavar="[TREE ...]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The form of the certificates.")
@click.option("--cases", "against_cases", is_flag=True, help="Hold the trees against the case studies instead: where they lead to what was done.")
@_command
def prove(root: Path, trees: tuple[str, ...], form: str, *, against_cases: bool) -> int:
    """Try every way through the decision trees: what can be reached, with answers that show it, and what cannot, and why."""
    from waymark_guide.library.backtest import backtest
    from waymark_guide.library.counts import counts, tell_counts
    from waymark_guide.library.terminal_backtest import tell_backtest
    from waymark_guide.reading.repository import read
    from waymark_guide.reading.suggest import nearest
    from waymark_guide.trees.engine.compiler import compile_tree
    from waymark_guide.trees.proof.certificate import certificate
    from waymark_guide.trees.proof.proof import prove as find_proof
    from waymark_guide.trees.views.terminal_proof import tell_proof

    reading = read(root)
    known = reading.knowledge_base.trees
    for tree in trees:
        if tree not in known:
            return _wrong(f'There is no decision tree "{tree}".', nearest(tree, known), known)
    compiled = [compile_tree(known[tree], reading.knowledge_base) for tree in trees or known]
    if against_cases:
        tested = [backtest(tree, reading.knowledge_base.case_studies.values()) for tree in compiled]
        click.echo(
            json.dumps([each.as_json() for each in tested], ensure_ascii=False, indent=2)
            if form == "json"
            else "\n\n".join(map(tell_backtest, tested))
        )
        return FINE
    proofs = [find_proof(tree) for tree in compiled]
    if form == "json":
        click.echo(json.dumps([certificate(proof) for proof in proofs], ensure_ascii=False, indent=2))
    else:
        told = [tell_proof(proof) for proof in proofs]
        click.echo("\n\n".join(told if trees else [*told, tell_counts(counts(reading.knowledge_base))]))
    return FINE


def _wrong(message: str, meant: str, known: Any) -> int:  # noqa: ANN401 (any collection of names)
    hint = f'Did you mean "{meant}"?' if meant else f"There are: {', '.join(known)}."
    _say(f"waymark: {message} {hint}")
    return WRONG_USE


@main.command()
@click.argument("trees", nargs=-1, metavar="[TREE ...]")
@click.option("--write", is_flag=True, help="Write each table to its file beside the trees, in place of what is there.")
@_command
def table(root: Path, trees: tuple[str, ...], *, write: bool) -> int:
    """Show the reduced decision table of the decision trees: what a reviewer reads."""
    from waymark_guide.reading.repository import TABLES, read
    from waymark_guide.reading.suggest import nearest
    from waymark_guide.trees.engine.compiler import compile_tree
    from waymark_guide.trees.views.table_markdown import table_text

    reading = read(root)
    known = reading.knowledge_base.trees
    for tree in trees:
        if tree not in known:
            return _wrong(f'There is no decision tree "{tree}".', nearest(tree, known), known)
    for tree in trees or known:
        text = table_text(compile_tree(known[tree], reading.knowledge_base))
        if write:
            target = root / TABLES / f"{tree}.md"
            require_inside(root, target)
            replace_file(target, text.encode())
            click.echo(f"Wrote {target}.")
        else:
            click.echo(text, nl=False)
    return FINE


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_command
def schema(root: Path, folder: Path) -> int:  # noqa: ARG001 (every command takes --root)
    """Write a JSON Schema for each kind of file, for editors that help as you type."""
    from waymark_guide.contribute.schema import schemas

    require_writable_folder(folder)
    for name, text in schemas().items():
        replace_file(folder / f"{name}.json", (json.dumps(text, ensure_ascii=False, indent=2) + "\n").encode())
    click.echo(f"{len(schemas())} schemas in {folder}.")
    return FINE


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_command
def init(root: Path, folder: Path) -> int:
    """Make a small, working knowledge base in an empty folder, to change into one of your own field."""
    from waymark_guide.commands.init import start

    made = start(root / folder, today=clock.today())
    click.echo(f"Made a small knowledge base in {root / folder}: {len(made)} files. Read its README.md, then try:")
    click.echo(f"  waymark serve --root {root / folder}")
    return FINE


@main.command()
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.argument("new_id", metavar="ID", required=False)
@click.option(
    "--from-issue", "issue", type=click.File("rb"), metavar="FILE", help="Begin a case study from the text of an issue; - reads it from the input."
)
@_command
def new(root: Path, kind: str | None, new_id: str | None, issue: BinaryIO | None) -> int:
    """Begin a case study, an approach or a tree: a file with a comment for each field. Nothing is ever overwritten."""
    from waymark_guide.commands.new import begin, begin_from_issue
    from waymark_guide.reading.repository import read

    if issue is None and (kind is None or new_id is None):
        raise click.UsageError(f"Say what to begin, and its id: waymark new {'|'.join(KINDS)} ID")  # noqa: EM102, TRY003 (click's own error)
    if issue is not None and kind not in {None, "case-study"}:
        raise click.UsageError("From an issue only a case study can be begun.")  # noqa: EM101, TRY003 (click's own error)
    if issue is None:
        written = begin(root, str(kind), str(new_id), today=clock.today())
    else:
        from waymark_guide.contribute.plain_text import MOST_BYTES

        begun = begin_from_issue(root, read(root), issue.read(MOST_BYTES + 1), new_id, today=clock.today())
        for notice in begun.notices:
            _say(notice)
        written = begun.path
    click.echo(f"Wrote {written}. Fill it in, then run: waymark check {written}")
    return FINE


@main.command("issue-form")
@click.option("--write", is_flag=True, help="Write it to .github/ISSUE_TEMPLATE/case-study.yml, in place of what is there.")
@_command
def issue_form(root: Path, *, write: bool) -> int:
    """Show the issue form by which people who do not use Git send a case study, as the models have it."""
    from waymark_guide.contribute.issue_form import FORM, issue_form_text
    from waymark_guide.reading.repository import read

    text = issue_form_text(read(root).knowledge_base)
    if not write:
        click.echo(text, nl=False)
        return FINE
    require_inside(root, root / FORM)
    replace_file(root / FORM, text.encode())
    click.echo(f"Wrote {root / FORM}.")
    return FINE


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_command
def stage(root: Path, folder: Path) -> int:
    """Write the whole plan as plain Markdown, HTML and data, for another generator to build."""
    from waymark_guide.adapters.stage import stage as stage_plan
    from waymark_guide.checks.reporters import REPORTERS

    staged = stage_plan(root, folder, today=clock.today())
    if staged.findings:
        click.echo(REPORTERS["text"](staged.findings, files=staged.files, colour=sys.stdout.isatty()), nl=False)
    if not staged.ok:
        return FINDINGS
    click.echo(f"{staged.written} files in {folder}.")
    return FINE


@main.command()
@click.option("--cases", default=1000, show_default=True, help="How many case studies to make.")
@click.option("--only", type=click.Choice(["build", "weight", "engine", "proof"]), multiple=True, help="Measure only these.")
@click.option("--trees", default=50_000, show_default=True, help="How many random trees to prove and to list.")
@_command
def bench(root: Path, cases: int, only: tuple[str, ...], trees: int) -> int:
    """Measure builds and pages against plain mkdocs-material on the same generated case studies; an edit in the preview; and proofs."""
    from waymark_guide.bench import bench as run_bench

    for line in run_bench(root, cases=cases, only=only, trees=trees):
        click.echo(line)
    return FINE
