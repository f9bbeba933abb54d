"""The whole way from a folder to a site: read, check, compile, plan, publish."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator import kept_findings
from generator.again import surroundings
from generator.beside import beside
from generator.cards import with_pictures
from generator.checks.run import check
from generator.files import KEPT
from generator.memory import Memory
from generator.publish import assets, publish
from generator.reading.repository import read
from generator.settings import settings
from generator.shell import shell
from generator.site.context import SiteContext
from generator.site.offline import with_edition
from generator.site.page import Plan
from generator.site.plan import plan
from generator.site.strings import strings
from generator.trees.compiled import compile_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from generator.model.finding import Finding
    from generator.model.settings import Settings
    from generator.publish import Published
    from generator.reading.repository import Reading
    from generator.trees.compiled import CompiledTree

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
    checked = beside(lambda: check(reading, today=today))
    planned = _planned(reading, today, settings(root))
    findings = checked()
    if stands_in_the_way(findings, strict=strict):
        return Prepared(findings, len(reading.documents), Plan(), ok=False)
    if isinstance(planned, Exception):
        raise planned
    return Prepared(findings, len(reading.documents), planned, ok=True)


def stands_in_the_way(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether something was found that keeps the site from being built."""
    blocking = {"error", "warning"} if strict else {"error"}
    return any(finding.severity in blocking for finding in findings)


def _planned(reading: Reading, today: date, known: Settings) -> Plan | Exception:
    """The site of content that is still being checked; or what went wrong, which matters only if the checks find no mistake."""
    if any(finding.severity == "error" for finding in reading.findings):
        return Plan()
    try:
        published = (tree for tree in reading.knowledge_base.trees.values() if tree.status == "published")
        compiled = {tree.id: compile_tree(tree, reading.knowledge_base) for tree in published}
        return plan(context(reading, compiled, today, known))
    except Exception as error:  # noqa: BLE001 (content that nobody has checked may break anything; the checks will say it better)
        return error


def context(reading: Reading, compiled: Mapping[str, CompiledTree], today: date, known: Settings) -> SiteContext:
    """What every page is made from."""
    return SiteContext(reading, compiled, today, known, strings().with_own(reading.knowledge_base.words))


def build(  # noqa: PLR0913 (one for each option)
    root: Path,
    site_dir: Path,
    *,
    today: date,
    strict: bool = False,
    offline: bool = False,
    searchable: bool = True,
    begun: Callable[[], Reading] | None = None,
) -> Built:
    """Build the whole site. If anything fails, the previous site stays whole.

    Args:
        root: the knowledge base.
        site_dir: where the site goes.
        today: the day of the build.
        strict: whether warnings stand in the way too.
        offline: whether to make the edition to take away too.
        searchable: whether to make the search index; without it the last one stays, if there is one.
        begun: what has the content, where somebody has begun to read it already.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base, or a tool that the build needs failed.
    """
    began = time.perf_counter()
    with uncollected():
        reading = begun() if begun else read(root, kept=root / KEPT)
        around = surroundings(root, today.isoformat())
        checked = cache(beside(lambda: _checked(root, reading, today, around)))
        made: tuple[Published, str] | Exception | None = None
        if not any(finding.severity == "error" for finding in reading.findings):
            memory = Memory(root / KEPT, f"{around} offline {offline}")
            made = _made(
                root,
                reading,
                site_dir,
                memory,
                today=today,
                approved=lambda: not stands_in_the_way(checked(), strict=strict),
                offline=offline,
                searchable=searchable,
            )
        findings = checked()
    if stands_in_the_way(findings, strict=strict) or made is None:
        return Built(findings, len(reading.documents), ok=False, site_dir=site_dir)
    if isinstance(made, Exception):
        raise made
    published, taken = made
    seconds = time.perf_counter() - began
    edition = site_dir / taken if taken else None
    return Built(findings, len(reading.documents), True, site_dir, published.pages, published.written, seconds, edition)


def _checked(root: Path, reading: Reading, today: date, around: str) -> tuple[Finding, ...]:
    """The findings: those of the last build, where they still hold."""
    kept = kept_findings.recall(root / KEPT, around)
    findings = check(reading, today=today, kept=kept)
    kept_findings.keep(root / KEPT, around, kept)
    return findings


def _made(  # noqa: PLR0913 (each says something else)
    root: Path, reading: Reading, site_dir: Path, memory: Memory, *, today: date, approved: Callable[[], bool], offline: bool, searchable: bool
) -> tuple[Published, str] | Exception | None:
    """Publish content that is still being checked, and name the edition to take away; or give what went wrong, if the checks do not say it better."""
    planned = _planned(reading, today, settings(root))
    if isinstance(planned, Exception):
        return planned
    _HELD[:] = [reading, planned]
    try:
        framed, taken = shell(root, planned), ""
        planned = with_pictures(planned, framed.site_name, root)
        if offline:
            planned, taken = with_edition(planned, framed, assets())
        published = publish(planned, framed, site_dir, memory, approved=approved, searchable=searchable)
    except Exception as error:  # noqa: BLE001 (as above)
        return error
    return (published, taken) if published else None


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
