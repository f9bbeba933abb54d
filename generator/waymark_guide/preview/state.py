"""The site in memory: after each edit every page is made afresh when it is asked for; or the findings stand in its place."""

from __future__ import annotations

import gc
import os
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.build import pipeline
from waymark_guide.build.mkdocs_layout import make_layout
from waymark_guide.build.outputs import Outputs, path_of
from waymark_guide.build.plan import make_plan
from waymark_guide.build.publish import read_assets
from waymark_guide.checks.incremental import Kept
from waymark_guide.checks.run import check
from waymark_guide.core.cache import Cache
from waymark_guide.core.errors import KnowledgeBaseError, describe_os_error
from waymark_guide.core.files import require_regular_file
from waymark_guide.reading.assembly import assemble
from waymark_guide.reading.content_files import list_files, read_files
from waymark_guide.reading.hand_written_pages import require_readable_pages
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
COURTESY = 0.5
"""How long the checks wait for a browser to ask for a page, in seconds: while they run, a page takes twice as long to make."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no site to show: findings, or one message where it is not the content's fault."""

    findings: tuple[Finding, ...] = ()
    message: str = ""


class Shown:
    """The files of one state of the site: each is made when a browser first asks for it.

    Attributes:
        answered: set when a page was made for a browser.
    """

    def __init__(self, outputs: Outputs) -> None:
        """Begin with what nothing has to be made for."""
        self._outputs = outputs
        self._pages = {path_of(url): page for url, page in outputs.pages.items()}
        self._made = dict(outputs.ready)
        self._sources = list(outputs.plan.file_sources)
        self._listed = False
        self._making = threading.RLock()
        self.answered = threading.Event()

    def __contains__(self, path: str) -> bool:
        """Whether there is a page or a finished file at a path."""
        return path in self._pages or path in self._made

    def get(self, path: str) -> bytes | None:
        """The file at a path; none where there is none."""
        with self._making:
            page = self._pages.get(path)
            if page is not None and path not in self._made:
                self._made[path] = self._outputs.html(page.render())
                self.answered.set()
            while page is None and path not in self._made and self._sources:
                self._made.update(make_files(self._sources.pop(0)))
            if path not in self._made and not self._listed and not path.endswith(".html"):  # no list of all pages is itself one
                self._listed = True
                self._made |= self._outputs.lists(page.summarise() for page in self._outputs.pages.values())
            return self._made.get(path)


class Preview:
    """The newest state of the site.

    Attributes:
        files: the files of the site; those of the last good state while there is trouble. None before the first.
        trouble: what stands in the way; none while all is well.
        version: goes up with every change, so that an open page knows when to load again.
        files_read: how many content files there are.
        findings: everything that the checks found.
    """

    def __init__(self, root: Path, today: Callable[[], date]) -> None:
        """Begin with nothing; call `refresh`."""
        self.files: Shown | None = None
        self.trouble: Trouble | None = None
        self.findings: tuple[Finding, ...] = ()
        self.files_read = 0
        self.version = 0
        self.changed = threading.Condition()
        self._root = root
        self._cache = Cache.for_root(root)
        self._today = today
        self._words = 0
        self._kept = Kept()
        self._documents: dict[str, tuple[tuple[int, int], tuple[Document, list[Finding]]]] = {}

    def refresh(self) -> None:
        """Look at everything again. Whatever is wrong becomes trouble to show, and never ends the preview.

        Pages can be asked for at once; the checks follow, when the page that somebody is looking at has been made again.
        """
        gc.disable()  # a refresh makes many objects and drops few; collecting while it runs costs a fifth of its time
        try:
            self._refresh()
        finally:
            gc.collect()
            if not gc.get_freeze_count():
                gc.freeze()  # what was read stays, but for a file now and then: to look through it for garbage would hold up a page by a second
            gc.enable()

    def _refresh(self) -> None:
        trouble = None
        try:
            self._forget_words()
            reading = self._read()
            self.files_read = len(reading.documents)
            made, trouble = self._make(reading)
            if made:
                self._show(made, None)
                made.answered.wait(COURTESY)
            self.findings = check(reading, today=self._today(), kept=self._kept)
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
        """The version as soon as it differs from the one given, or after so many seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, timeout=seconds)
            return self.version

    def _forget_words(self) -> None:
        """Read the catalogue again where somebody has edited it."""
        newest = max(path.stat().st_mtime_ns for path in WORDS.rglob("*.yaml"))
        if newest != self._words:
            self._words = newest
            load_catalogue.cache_clear()
            load_strings.cache_clear()

    def _show(self, files: Shown | None, trouble: Trouble | None) -> None:
        with self.changed:
            self.files = files if files is not None else self.files
            self.trouble = trouble
            self.version += 1
            self.changed.notify_all()

    def _make(self, reading: Reading) -> tuple[Shown | None, Trouble | None]:
        """The site, or why it cannot be made before the checks have spoken."""
        if any(finding.severity == "error" for finding in reading.findings):
            return None, None
        try:
            knowledge_base = reading.knowledge_base
            compiled = {tree.id: compile_tree(tree, knowledge_base) for tree in knowledge_base.trees.values() if tree.status == "published"}
            planned = make_plan(pipeline.make_context(self._root, reading, compiled, self._today()), with_cards=False)
            return Shown(Outputs(planned, make_layout(self._root, planned, self._cache), read_assets())), None
        except KnowledgeBaseError as error:
            return None, Trouble(message=str(error))
        except OSError as error:
            return None, Trouble(message=describe_os_error(error))
        except Exception:  # noqa: BLE001 (unchecked content may break anything; the checks will say it better)
            return None, Trouble(message=traceback.format_exc(limit=-4))

    def _read(self) -> Reading:
        """Read the content; files that have not changed are taken as they were, at first as they were kept."""
        require_readable_pages(self._root)
        require_regular_file(self._root / "mkdocs.yml")
        cache = None if self._documents else self._cache
        files = [(kind, file) for kind in KINDS for file in list_files(self._root, kind)]
        stamps = {file: _stamp(self._root, file) for _, file in files}
        edited = [(kind, file) for kind, file in files if file not in self._documents or self._documents[file][0] != stamps[file]]
        for (_, file), (_, document) in zip(edited, read_files(self._root, edited, cache=cache), strict=True):
            self._documents[file] = (stamps[file], document)
        return assemble((kind, self._documents[file][1]) for kind, file in files)


def _stamp(root: Path, file: str) -> tuple[int, int]:
    """What is another after an edit; the same of whatever is not there."""
    try:
        told = os.stat(os.path.join(root, file))  # noqa: PTH116, PTH118 (many files: a path object for each would cost more than to look)
    except OSError:
        return (0, 0)
    return (told.st_mtime_ns, told.st_size)
