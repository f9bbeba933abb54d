"""The site of a preview in memory: after each edit every page is rendered again when a browser asks for it."""

from __future__ import annotations

import gc
import os
import threading
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.build import pipeline
from waymark_guide.build.assets import read_assets
from waymark_guide.build.mkdocs_layout import make_layout
from waymark_guide.build.outputs import Outputs, path_of
from waymark_guide.build.plan import make_plan
from waymark_guide.build.site_checks import add_site_findings
from waymark_guide.checks.incremental import FindingsMemory
from waymark_guide.checks.run import check
from waymark_guide.core.cache import Cache
from waymark_guide.core.errors import KnowledgeBaseError, describe_os_error
from waymark_guide.core.files import require_regular_file
from waymark_guide.reading.assembly import assemble
from waymark_guide.reading.content_files import list_files, read_files
from waymark_guide.reading.hand_written_pages import read_hand_written
from waymark_guide.reading.kinds import KINDS
from waymark_guide.site.file_group import make_files
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.words.catalogue import load_catalogue
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.assembly import Reading
    from waymark_guide.reading.document import Document

WORDS = Path(__file__).parents[1] / "words"
CHECK_DELAY = 0.5
"""How long the checks wait for a browser to ask for a page, in seconds: while they run, a page takes twice as long to make."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no site to show: findings, or one message if the content is not the reason."""

    findings: tuple[Finding, ...] = ()
    message: str = ""


class LiveFiles:
    """The files of one version of the site. Each is made when a browser first asks for it.

    Attributes:
        plan: the plan of the site.
        answered: set when a page was made for a browser.
    """

    def __init__(self, outputs: Outputs) -> None:
        """Start with the files that need not be made."""
        self._outputs = outputs
        self.plan = outputs.plan
        self._pages = {path_of(url): page for url, page in outputs.pages.items()}
        self._contents = dict(outputs.ready)
        self._sources = list(outputs.plan.file_sources)
        self._has_lists = False
        self._lock = threading.RLock()
        self.answered = threading.Event()

    def __contains__(self, path: str) -> bool:
        """Check whether there is a page or a finished file at a path."""
        return path in self._pages or path in self._contents

    def get(self, path: str) -> bytes | None:
        """Make or return the file at a path; None if there is none."""
        with self._lock:
            page = self._pages.get(path)
            if page is not None and path not in self._contents:
                self._contents[path] = self._outputs.html(page.render())
                self.answered.set()
            while page is None and path not in self._contents and self._sources:
                self._contents.update(make_files(self._sources.pop(0)))
            if path not in self._contents and not self._has_lists and not path.endswith(".html"):  # no list of pages is HTML
                self._has_lists = True
                self._contents |= self._outputs.lists(page.summarise() for page in self._outputs.pages.values())
            return self._contents.get(path)


class Preview:
    """The newest version of the site.

    Attributes:
        files: the files of the last version of the site that could be built; None before the first.
        trouble: why the site cannot be built now; None if it can.
        version: a number that grows with every change, so that an open page knows when to load again.
        files_read: how many content files there are.
        findings: all findings of the checks.
    """

    def __init__(self, root: Path, today: Callable[[], date]) -> None:
        """Start without a site; call `refresh`."""
        self.files: LiveFiles | None = None
        self.trouble: Trouble | None = None
        self.findings: tuple[Finding, ...] = ()
        self.files_read = 0
        self.version = 0
        self.changed = threading.Condition()
        self._root = root
        self._cache = Cache.for_root(root)
        self._today = today
        self._words_time = 0
        self._kept = FindingsMemory()
        self._documents: dict[str, tuple[tuple[int, int], tuple[Document, list[Finding]]]] = {}

    def refresh(self) -> None:
        """Read and check everything again. Any error is shown, and never ends the preview.

        Browsers can ask for pages at once. The checks wait until the page that is open in a browser has been made again.
        """
        gc.disable()  # a refresh makes many objects and frees few; collection would take a fifth of its time
        try:
            self._refresh()
        finally:
            gc.collect()
            if not gc.get_freeze_count():
                gc.freeze()  # most of what was read stays, and looking through it for garbage would delay a page by a second
            gc.enable()

    def _refresh(self) -> None:
        trouble = None
        try:
            self._forget_words()
            reading = self._read()
            self.files_read = reading.file_count
            files, trouble = self._make(reading)
            if files:
                self._show(files, None)
                files.answered.wait(CHECK_DELAY)
            findings = check(reading, today=self._today(), kept=self._kept)
            self.findings = add_site_findings(findings, self._root, reading, files.plan if files else None)
            errors = tuple(finding for finding in self.findings if finding.severity == "error")
            trouble = Trouble(errors) if errors else trouble
        except KnowledgeBaseError as error:
            trouble = Trouble(message=str(error))
        except OSError as error:
            trouble = Trouble(message=describe_os_error(error))
        except Exception:  # noqa: BLE001 (a mistake in a template or a script must not end the preview)
            trouble = trouble or Trouble(message=traceback.format_exc(limit=-4))
        if trouble:
            self._show(None, trouble)

    def wait(self, version: int, seconds: float) -> int:
        """Wait until the version differs from this one, or until the time is over, and return it."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, timeout=seconds)
            return self.version

    def _forget_words(self) -> None:
        """Forget the catalogue if it was edited."""
        newest = max(path.stat().st_mtime_ns for path in WORDS.rglob("*.yaml"))
        if newest != self._words_time:
            self._words_time = newest
            load_catalogue.cache_clear()
            load_strings.cache_clear()

    def _show(self, files: LiveFiles | None, trouble: Trouble | None) -> None:
        with self.changed:
            self.files = files if files is not None else self.files
            self.trouble = trouble
            self.version += 1
            self.changed.notify_all()

    def _make(self, reading: Reading) -> tuple[LiveFiles | None, Trouble | None]:
        """Plan the site, or say why that is impossible before the checks have run."""
        if any(finding.severity == "error" for finding in reading.findings):
            return None, None
        try:
            knowledge_base = reading.knowledge_base
            compiled = {tree.id: compile_tree(tree, knowledge_base) for tree in knowledge_base.trees.values() if tree.status == "published"}
            planned = make_plan(pipeline.make_context(self._root, reading, compiled, self._today()), with_cards=False)
            return LiveFiles(Outputs(planned, make_layout(self._root, planned, self._cache), read_assets())), None
        except KnowledgeBaseError as error:
            return None, Trouble(message=str(error))
        except OSError as error:
            return None, Trouble(message=describe_os_error(error))
        except Exception:  # noqa: BLE001 (unchecked content may break anything; the checks report it better)
            return None, Trouble(message=traceback.format_exc(limit=-4))

    def _read(self) -> Reading:
        """Read the files that were edited. The first time, read all of them, as far as they are not cached."""
        require_regular_file(self._root / "mkdocs.yml")
        cache = None if self._documents else self._cache
        files = [(kind, file) for kind in KINDS for file in list_files(self._root, kind)]
        signatures = {file: _get_signature(self._root, file) for _, file in files}
        edited = [(kind, file) for kind, file in files if file not in self._documents or self._documents[file][0] != signatures[file]]
        for (_, file), (_, document) in zip(edited, read_files(self._root, edited, cache=cache), strict=True):
            self._documents[file] = (signatures[file], document)
        reading = assemble((kind, self._documents[file][1]) for kind, file in files)
        hand_written = read_hand_written(self._root)
        return replace(reading, findings=(*reading.findings, *hand_written.findings), hand_written=hand_written)


def _get_signature(root: Path, file: str) -> tuple[int, int]:
    """The time of the last change and the size of a file; zeros if it does not exist."""
    try:
        status = os.stat(os.path.join(root, file))  # noqa: PTH116, PTH118 (many files: a path object for each would cost more than to look)
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
