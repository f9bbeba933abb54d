"""Makes the files of a site that are not as they were, shared out among all processors."""

from __future__ import annotations

import json
import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.build.incremental import GroupRecord, PageRecord, Records
from waymark_guide.build.outputs import path_of
from waymark_guide.core.files import write_file
from waymark_guide.core.fingerprint import compute_digest
from waymark_guide.core.parallel import run_all
from waymark_guide.site.file_group import require_free
from waymark_guide.site.page import PageSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from waymark_guide.build.outputs import Outputs
    from waymark_guide.site.file_group import FileSource
    from waymark_guide.site.lazy_page import LazyPage

BATCH = 25
"""How many pages make one task, of those that show few cases. Any other may show all of them: it is a task of its own, and begins earlier."""


class Batch(NamedTuple):
    """What came of a task.

    Attributes:
        pages: a record of each page that was made, by its address.
        groups: a record of each group of files, by its name.
        files: the digest and the size in bytes of each file that is not a page, by its path.
        texts: what search reads of each page that was made, by the digest of the text.
    """

    pages: dict[str, PageRecord]
    groups: dict[str, GroupRecord]
    files: dict[str, tuple[str, int]]
    texts: dict[str, bytes]


class Writer:
    """Fills a folder with the files of a site that are not as they were.

    Attributes:
        records: what came of everything, for the next build.
        digests: of each file of the site, by its path.
        texts: what search reads of the pages that were made, by the digest of the text.
        staging: where new files go.
    """

    def __init__(self, outputs: Outputs, staging: Path, unchanged: Mapping[str, str], last: Records, *, searchable: bool) -> None:
        """Begin with nothing.

        Args:
            outputs: the files of the site, each made when it is asked for.
            staging: where new files go.
            unchanged: the digest of each file of the last site that is as the last build left it.
            last: what came of the last build.
            searchable: whether to make what search reads of each page too.
        """
        self.records = Records(last.inputs)
        self.digests: dict[str, str] = {}
        self.texts: dict[str, bytes] = {}
        self._sizes: dict[str, int] = {}
        self._outputs = outputs
        self.staging = staging
        self._unchanged = unchanged
        self._last = last
        self._searchable = searchable

    def write_all(self) -> None:
        """Make every page and file, those that are made from all the others last.

        Raises:
            KnowledgeBaseError: two files want the same address.
        """
        plan, pages, made = self._outputs.plan, self._outputs.pages, self.records.pages
        first = [page for page in pages.values() if not page.needs_all_pages]
        large, small = [page for page in first if page.depends_on is None], [page for page in first if page.depends_on is not None]
        batches = [*([page] for page in large), *(small[start : start + BATCH] for start in range(0, len(small), BATCH))]
        families = [partial(self._write_family, family) for family in plan.file_sources]
        # The tasks are begun from both ends: so that the families, some of which take long, do not all fall to the same process.
        self._run([*families[:1], *(partial(self._write_pages, batch) for batch in batches), *families[1:]])
        made |= {page.url: self._last.pages[page.url] for page in first if page.url not in made}
        plan.index.fill((made[url].head for url in plan.pages if url in made), dict(self._sizes))
        self.add_files(self.write_files(self._outputs.ready.items()))
        self._run([partial(self._write_pages, [page for page in pages.values() if page.needs_all_pages])])
        self.records.pages = {url: made[url] for url in pages}
        lists = self._outputs.lists(page.head for page in self.records.pages.values()).sources
        self._run([partial(self._write_family, family) for family in lists])
        for url, page in self.records.pages.items():
            self.digests[require_free(path_of(url), self.digests)] = page.html

    def add_files(self, files: Mapping[str, tuple[str, int]]) -> None:
        """Note files that are not pages, each with its digest and its size in bytes."""
        for path, (digest, size) in files.items():
            self.digests[require_free(path, self.digests)] = digest
            self._sizes[path] = size

    def write_files(self, contents: Iterable[tuple[str, bytes]]) -> dict[str, tuple[str, int]]:
        """Write those of some files that are not as they were; give the digest and the size of each."""
        files: dict[str, tuple[str, int]] = {}
        for path, content in contents:
            files[require_free(path, files)] = self._write(path, content), len(content)
        return files

    def are_unchanged(self, group: GroupRecord | None) -> bool:
        """Whether the site has every file of a group, as the last build left it."""
        return group is not None and all(self._unchanged.get(path) == digest for path, (digest, _) in group.files.items())

    def _run(self, tasks: Sequence[partial[Batch]]) -> None:
        for batch in run_all(tasks):
            self.records.pages |= batch.pages
            self.records.groups |= batch.groups
            self.texts |= batch.texts
            self.add_files(batch.files)

    def _write_pages(self, pages: Iterable[LazyPage]) -> Batch:
        """Make the pages that are not as they were; of the others nothing is said."""
        batch = Batch({}, {}, {}, {})
        for page in pages:
            path, known, depends_on = path_of(page.url), self._last.pages.get(page.url), _digest_cases(page)
            if depends_on and known and known.depends_on == depends_on and self._unchanged.get(path) == known.html and self._has_text(known):
                continue
            ready = page.render()
            html = self._write(path, self._outputs.html(ready))
            text = ""
            if self._searchable and ready.indexed:
                texts = list(self._outputs.texts(ready).values())
                text = compute_digest(*texts)
                batch.texts[text] = json.dumps(texts).encode()
            batch.pages[page.url] = PageRecord(depends_on, html, text, PageSummary.of(ready))
        return batch

    def _write_family(self, family: FileSource) -> Batch:
        """Make the files of a family, but for the groups that are as they were."""
        batch = Batch({}, {}, {}, {})
        for group in family():
            depends_on = "" if group.depends_on is None else compute_digest(*group.depends_on)
            known = self._last.groups.get(group.name) if depends_on else None
            if known is None or known.depends_on != depends_on or not self.are_unchanged(known):
                known = GroupRecord(depends_on, self.write_files(group.make()))
            if depends_on:
                batch.groups[group.name] = known
            batch.files.update((require_free(path, batch.files), file) for path, file in known.files.items())
        return batch

    def _write(self, path: str, content: bytes) -> str:
        """Write a file, unless it is as it was; give its digest."""
        digest = compute_digest(content)
        if self._unchanged.get(path) != digest:
            write_file(f"{self.staging}{os.sep}{path}", content)
        return digest

    def _has_text(self, page: PageRecord) -> bool:
        """Whether the search text of a page is known, or not needed."""
        return not self._searchable or not page.head.indexed or bool(page.text)


def _digest_cases(page: LazyPage) -> str:
    """A digest of what a page shows of single cases; empty where that is not known."""
    return compute_digest(*page.depends_on(), page.card) if page.depends_on else ""
