"""The whole way from a folder to a site: read, check, compile, plan, publish."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from waymark_guide.build.atomic_replace import Replacement
from waymark_guide.build.mkdocs_layout import make_layout
from waymark_guide.build.offline import with_edition
from waymark_guide.build.plan import plan
from waymark_guide.build.publish import assets, publish
from waymark_guide.build.site_files import resolve_site_dir
from waymark_guide.build.social_images import add_social_images
from waymark_guide.build.up_to_date import find_inputs, forget_if_changed
from waymark_guide.checks.incremental import Kept, State
from waymark_guide.checks.run import start_check
from waymark_guide.core.cache import Cache
from waymark_guide.core.lock import hold_build_lock
from waymark_guide.core.parallel import start_all
from waymark_guide.reading.repository import read
from waymark_guide.reading.settings import settings
from waymark_guide.site.context import SiteContext
from waymark_guide.site.page import Plan
from waymark_guide.site.render import load_templates
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.words.strings import strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from waymark_guide.build.outputs import Shell
    from waymark_guide.build.up_to_date import Inputs
    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.repository import Reading
    from waymark_guide.trees.engine.compiler import CompiledTree

_FINDINGS = TypeAdapter(tuple[str, State])
"""The form in which findings are kept for the next build: with a digest of everything that they depend on and that is no case."""
_HELD: list[object] = []
"""What the last build was made from, held so that a program which ends after it need not take it apart first."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is known before a page is written.

    Attributes:
        findings: what the checks found.
        files: how many files were read.
        plan: the generated site; empty where an error stands in the way.
        ok: whether the site can be built.
    """

    findings: tuple[Finding, ...]
    files: int
    plan: Plan
    ok: bool


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to.

    Attributes:
        findings: what the checks found.
        files: how many content files were read.
        ok: whether the site was built.
        site_dir: where it is.
        pages: how many pages it has.
        written: how many files were new or had changed.
        seconds: how long it took.
        edition: the file that holds the whole site, where one was made.
    """

    findings: tuple[Finding, ...]
    files: int
    ok: bool
    site_dir: Path
    pages: int = 0
    written: int = 0
    seconds: float = 0.0
    edition: Path | None = None


def prepare(root: Path, *, today: date, strict: bool = False) -> Prepared:
    """Read the content, check it, compile the trees and plan the site.

    Args:
        root: the knowledge base.
        today: the day of the build.
        strict: whether warnings stand in the way too.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base.
    """
    reading = read(root)
    collect_findings = start_check(reading, start_all, today=today)
    planned = _plan(root, reading, today)
    findings = collect_findings()
    if stands_in_the_way(findings, strict=strict) or planned is None:
        return Prepared(findings, len(reading.documents), Plan(), ok=False)
    if isinstance(planned, Exception):
        raise planned
    return Prepared(findings, len(reading.documents), planned, ok=True)


def stands_in_the_way(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether something was found that keeps the site from being built."""
    blocking = {"error", "warning"} if strict else {"error"}
    return any(finding.severity in blocking for finding in findings)


def _plan(root: Path, reading: Reading, today: date) -> Plan | Exception | None:
    """The site of content that is still being checked; or what went wrong, which matters only if the checks find no mistake.

    None where something could not be read: then there is no site to plan.
    """
    if any(finding.severity == "error" for finding in reading.findings):
        return None
    try:
        published = (tree for tree in reading.knowledge_base.trees.values() if tree.status == "published")
        compiled = {tree.id: compile_tree(tree, reading.knowledge_base) for tree in published}
        context = make_context(root, reading, compiled, today)
        load_templates(context.templates)  # before other processes begin to make pages, each of which would have to load them
        return plan(context)
    except Exception as error:  # noqa: BLE001 (content that nobody has checked may break anything; the checks will say it better)
        return error


def make_context(root: Path, reading: Reading, compiled: Mapping[str, CompiledTree], today: date) -> SiteContext:
    """What every page is made from."""
    words, store = strings().with_own(reading.knowledge_base.words), Cache.for_program(root)
    return SiteContext(reading, compiled, today, settings(root), words, template_store=store if store.folder else None)


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
    say: Callable[[str], None] = lambda _: None,
) -> Built:
    """Build the whole site. If anything fails, the previous site stays whole.

    Args:
        root: the knowledge base.
        site_dir: where the site goes.
        today: the day of the build.
        strict: whether warnings stand in the way too.
        offline: whether to make the edition to take away too.
        searchable: whether to make the search index; without it the last one stays, if there is one.
        inputs: digests of everything that the build depends on, where somebody has taken them already.
        start_reading: has the content, where somebody has begun to read it already.
        say: tells the person who waits what they wait for.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base, another build is at work there, or a tool that the build needs failed.
    """
    began = time.perf_counter()
    cache, site_dir = Cache.for_root(root), resolve_site_dir(root, site_dir)
    inputs = inputs or find_inputs(root, cache, today=today, offline=offline)
    with uncollected(), hold_build_lock(root, cache, say), forget_if_changed(root, cache, inputs):
        Replacement(cache, site_dir)  # gives back what an earlier build broke off
        reading = start_reading() if start_reading else read(root, cache=cache)
        others = inputs.without_cases
        known, state = cache.load("findings", "last", _FINDINGS) or ("", None)
        kept = Kept(state if known == others else None)
        collect_findings = start_check(reading, start_all, today=today, kept=kept)
        planned = _plan_with_layout(root, reading, today, cache)
        findings = collect_findings()
        if kept.state is not None:
            cache.save("findings", "last", _FINDINGS, (others, kept.state))
        if stands_in_the_way(findings, strict=strict) or planned is None:
            return Built(findings, len(reading.documents), ok=False, site_dir=site_dir)
        if isinstance(planned, Exception):
            raise planned
        _HELD[:] = [reading, planned]
        site, layout = planned
        site, edition = add_social_images(site, layout.site_name, cache), None
        if offline:
            site, path = with_edition(site, layout, assets())
            edition = site_dir / path
        published = publish(site, layout, site_dir, cache, others, searchable=searchable)
    seconds = time.perf_counter() - began
    return Built(findings, len(reading.documents), True, site_dir, published.pages, published.written, seconds, edition)


def _plan_with_layout(root: Path, reading: Reading, today: date, cache: Cache) -> tuple[Plan, Shell] | Exception | None:
    """The site of content that is still being checked, with its layout; or what went wrong, which matters only if the checks find no mistake."""
    planned = _plan(root, reading, today)
    try:
        return (planned, make_layout(root, planned, cache)) if isinstance(planned, Plan) else planned
    except Exception as error:  # noqa: BLE001 (as above)
        return error


@contextmanager
def uncollected() -> Iterator[None]:
    """Work that makes many objects and drops few: looking for garbage while it runs would cost a third of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
