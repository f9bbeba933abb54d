"""Builds a site from a folder: read, check, compile, plan, publish."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pydantic import TypeAdapter

from waymark_guide.build.assets import read_assets
from waymark_guide.build.atomic_replace import Replacement
from waymark_guide.build.mkdocs_layout import make_layout
from waymark_guide.build.offline import with_edition
from waymark_guide.build.plan import Plan, make_plan
from waymark_guide.build.publish import publish
from waymark_guide.build.site_checks import add_site_findings
from waymark_guide.build.site_files import resolve_site_dir
from waymark_guide.build.social_images import add_social_images
from waymark_guide.build.up_to_date import find_inputs, forget_if_changed
from waymark_guide.checks.incremental import CheckState, FindingsMemory
from waymark_guide.checks.run import start_check
from waymark_guide.core.cache import Cache
from waymark_guide.core.lock import hold_build_lock
from waymark_guide.core.parallel import start_all
from waymark_guide.core.part_store import PartStore
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.reading.settings import read_settings
from waymark_guide.site.context import SiteContext
from waymark_guide.site.render import load_templates
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from waymark_guide.build.outputs import SiteLayout
    from waymark_guide.build.up_to_date import Inputs
    from waymark_guide.checks.previous_version import Earlier
    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.assembly import Reading
    from waymark_guide.trees.engine.compiler import CompiledTree

_FINDINGS = TypeAdapter(tuple[str, CheckState])
"""The form in which findings are kept for the next build: a digest of all inputs except the cases, and the findings."""
_HELD: list[object] = []
"""The content of the last build. It is kept alive because freeing it would delay the end of the program."""


@dataclass(frozen=True, slots=True)
class PreparedSite:
    """A site before any page is written.

    Attributes:
        findings: the findings of the checks.
        files: how many files were read.
        plan: the plan of the site; empty where an error blocks the build.
        ok: whether the site can be built.
    """

    findings: tuple[Finding, ...]
    files: int
    plan: Plan
    ok: bool


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The result of a build.

    Attributes:
        findings: the findings of the checks.
        files: how many content files were read.
        ok: whether the site was built.
        site_dir: the folder of the site.
        pages: how many pages it has.
        written: how many files were new or had changed.
        seconds: how long it took.
        edition: the file of the offline edition, if one was made.
    """

    findings: tuple[Finding, ...]
    files: int
    ok: bool
    site_dir: Path
    pages: int = 0
    written: int = 0
    seconds: float = 0.0
    edition: Path | None = None


def prepare(root: Path, *, today: date, strict: bool = False) -> PreparedSite:
    """Read the content, check it, compile the trees and plan the site.

    Args:
        root: the knowledge base.
        today: the day of the build.
        strict: whether warnings block the build too.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base.
    """
    reading = read_knowledge_base(root)
    collect_findings = start_check(reading, start_all, today=today)
    planned = _plan(root, reading, today)
    findings = add_site_findings(collect_findings(), root, reading, planned)
    if is_blocked(findings, strict=strict) or planned is None:
        return PreparedSite(findings, reading.file_count, Plan(), ok=False)
    if isinstance(planned, Exception):
        raise planned
    return PreparedSite(findings, reading.file_count, planned, ok=True)


def check_knowledge_base(root: Path, reading: Reading, *, today: date, earlier: Earlier | None = None) -> tuple[Finding, ...]:
    """Find everything that is wrong, as a build does: whatever stops a build is a finding here.

    Args:
        root: the knowledge base.
        reading: what was read in it.
        today: the day to which review dates are compared.
        earlier: what was published, to weigh changed guides against; none where that is not known.
    """
    findings = start_check(reading, start_all, today=today, earlier=earlier)()
    return add_site_findings(findings, root, reading, _plan(root, reading, today))


def is_blocked(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether the findings block the build."""
    blocking = {"error", "warning"} if strict else {"error"}
    return any(finding.severity in blocking for finding in findings)


def _plan(root: Path, reading: Reading, today: date, part_store: PartStore | None = None) -> Plan | Exception | None:
    """Plan the site while its content is still being checked.

    Returns:
        The plan; the error of planning, which matters only if the checks find no error; or none where a file could not be read.
    """
    if any(finding.severity == "error" for finding in reading.findings):
        return None
    try:
        published = (tree for tree in reading.knowledge_base.trees.values() if tree.status == "published")
        compiled = {tree.id: compile_tree(tree, reading.knowledge_base) for tree in published}
        context = make_context(root, reading, compiled, today, part_store)
        load_templates(context.templates)  # before the workers are forked, so that they need not load them
        return make_plan(context)
    except Exception as error:  # noqa: BLE001 (unchecked content may break anything; the checks report it better)
        return error


def make_context(root: Path, reading: Reading, compiled: Mapping[str, CompiledTree], today: date, part_store: PartStore | None = None) -> SiteContext:
    """Make the context that every page is rendered from."""
    settings, store = read_settings(root), Cache.for_program(root)
    words = load_strings(settings.language).with_overrides(reading.knowledge_base.words)
    return SiteContext(reading, compiled, today, settings, words, part_store=part_store, template_store=store if store.folder else None)


def build(  # noqa: PLR0913 (one for each option)
    root: Path,
    site_dir: Path,
    *,
    today: date,
    strict: bool = False,
    offline: bool = False,
    searchable: bool = True,
    inputs: Inputs | None = None,
    start_reading: Callable[[], Reading] | None = None,
    notify: Callable[[str], None] = lambda _: None,
) -> BuildResult:
    """Build the whole site. If anything fails, the previous site stays whole.

    Args:
        root: the knowledge base.
        site_dir: the folder of the site.
        today: the day of the build.
        strict: whether warnings block the build too.
        offline: whether to make the offline edition too.
        searchable: whether to make the search index; otherwise the last one stays, if there is one.
        inputs: the digests of all inputs, if the caller has them.
        start_reading: returns the content, if the caller has started to read it.
        notify: takes a sentence for the person who waits.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base, another build is at work there, or a tool that the build needs failed.
    """
    start = time.perf_counter()
    cache, site_dir = Cache.for_root(root), resolve_site_dir(root, site_dir)
    inputs = inputs or find_inputs(root, cache, today=today, offline=offline)
    with pause_garbage_collection(), hold_build_lock(root, cache, notify), forget_if_changed(root, cache, inputs):
        Replacement(cache, site_dir)  # restores the site after a build that was killed
        reading = start_reading() if start_reading else read_knowledge_base(root, cache=cache)
        digest = inputs.without_cases
        last_digest, state = cache.load("findings", "last", _FINDINGS) or ("", None)
        kept = FindingsMemory(state if last_digest == digest else None)
        collect_findings = start_check(reading, start_all, today=today, kept=kept)
        site, layout = _plan_with_layout(root, reading, today, cache, digest)
        findings = add_site_findings(collect_findings(), root, reading, site)
        if kept.state is not None:
            cache.save("findings", "last", _FINDINGS, (digest, kept.state))
        if is_blocked(findings, strict=strict) or site is None:
            return BuildResult(findings, reading.file_count, ok=False, site_dir=site_dir)
        site, layout = _require_success(site, layout)
        _HELD[:] = [reading, site, layout]
        site, edition = add_social_images(site, layout.site_name, cache), None
        if offline:
            site, path = with_edition(site, layout, read_assets())
            edition = site_dir / path
        published = publish(site, layout, site_dir, cache, digest, searchable=searchable)
    seconds = time.perf_counter() - start
    return BuildResult(findings, reading.file_count, True, site_dir, published.pages, published.written, seconds, edition)


def _plan_with_layout(
    root: Path, reading: Reading, today: date, cache: Cache, inputs: str
) -> tuple[Plan | Exception | None, SiteLayout | Exception | None]:
    """Plan the site and make its layout while its content is still being checked; see `_plan`."""
    planned = _plan(root, reading, today, PartStore(cache, inputs))
    try:
        return planned, make_layout(root, planned, cache) if isinstance(planned, Plan) else None
    except Exception as error:  # noqa: BLE001 (as above)
        return planned, error


def _require_success(site: Plan | Exception, layout: SiteLayout | Exception | None) -> tuple[Plan, SiteLayout]:
    """Return the plan and the layout, or raise the error that came in the place of either."""
    for made in (site, layout):
        if isinstance(made, Exception):
            raise made
    return cast("tuple[Plan, SiteLayout]", (site, layout))


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Pause garbage collection during work that makes many objects and frees few. It would take a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
