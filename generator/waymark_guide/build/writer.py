"""Writes the pages and files of a site whose inputs changed, in parallel."""

from __future__ import annotations

import json
import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.build.outputs import path_of
from waymark_guide.build.records import GroupRecord, PageRecord, Records
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
"""How many pages make one task, if each shows few cases. A page that may show all cases is a task of its own and begins earlier."""


class Batch(NamedTuple):
    """The result of a task.

    Attributes:
        pages: a record of each page that was rendered, by its address.
        groups: a record of each group of files, by its name.
        files: the digest and the size in bytes of each file that is not a page, by its path.
        texts: what search reads of each page that was rendered, by the digest of the text.
    """

    pages: dict[str, PageRecord]
    groups: dict[str, GroupRecord]
    files: dict[str, tuple[str, int]]
    texts: dict[str, bytes]


class Writer:
    """Fills a folder with the files of a site that changed.

    Attributes:
        records: a record of every page and group of files, for the next build.
        digests: of each file of the site, by its path.
        texts: what search reads of the pages that were rendered, by the digest of the text.
        staging: where new files go.
    """

    def __init__(self, outputs: Outputs, staging: Path, unchanged: Mapping[str, str], last: Records, *, searchable: bool) -> None:
        """Start with empty records.

        Args:
            outputs: the files of the site, each made when it is asked for.
            staging: where new files go.
            unchanged: the digest of each file of the last site that is unchanged since the last build.
            last: the records of the last build.
            searchable: whether to make the text of each page for search too.
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
        """Write every page and file that changed. Those that are made from all other pages come last.

        Raises:
            KnowledgeBaseError: two files have the same address.
        """
        plan, pages, records = self._outputs.plan, self._outputs.pages, self.records.pages
        first = [page for page in pages.values() if not page.needs_all_pages]
        large, small = [page for page in first if page.depends_on is None], [page for page in first if page.depends_on is not None]
        batches = [*([page] for page in large), *(small[start : start + BATCH] for start in range(0, len(small), BATCH))]
        sources = [partial(self._write_source, source) for source in plan.file_sources]
        # Workers take tasks from both ends of the list. Sources of files can take long: they are at both ends, so that no worker gets them all.
        self._run([*sources[:1], *(partial(self._write_pages, batch) for batch in batches), *sources[1:]])
        records |= {page.url: self._last.pages[page.url] for page in first if page.url not in records}
        plan.index.fill((records[url].head for url in plan.pages if url in records), dict(self._sizes))
        self.add_files(self.write_files(self._outputs.ready.items()))
        self._run([partial(self._write_pages, [page for page in pages.values() if page.needs_all_pages])])
        self.records.pages = {url: records[url] for url in pages}
        lists = self._outputs.lists(page.head for page in self.records.pages.values()).sources
        self._run([partial(self._write_source, source) for source in lists])
        for url, page in self.records.pages.items():
            self.digests[require_free(path_of(url), self.digests)] = page.html

    def add_files(self, files: Mapping[str, tuple[str, int]]) -> None:
        """Add the digests and sizes in bytes of files that are not pages."""
        for path, (digest, size) in files.items():
            self.digests[require_free(path, self.digests)] = digest
            self._sizes[path] = size

    def write_files(self, contents: Iterable[tuple[str, bytes]]) -> dict[str, tuple[str, int]]:
        """Write the files whose contents changed. Return the digest and the size of every file."""
        files: dict[str, tuple[str, int]] = {}
        for path, content in contents:
            files[require_free(path, files)] = self._write(path, content), len(content)
        return files

    def are_unchanged(self, group: GroupRecord | None) -> bool:
        """Whether the site has every file of a group unchanged."""
        return group is not None and all(self._unchanged.get(path) == digest for path, (digest, _) in group.files.items())

    def _run(self, tasks: Sequence[partial[Batch]]) -> None:
        for batch in run_all(tasks):
            self.records.pages |= batch.pages
            self.records.groups |= batch.groups
            self.texts |= batch.texts
            self.add_files(batch.files)

    def _write_pages(self, pages: Iterable[LazyPage]) -> Batch:
        """Render and write the pages that changed. The batch has no records of the others."""
        batch = Batch({}, {}, {}, {})
        for page in pages:
            depends_on = _digest_cases(page)
            if self._is_unchanged(page, depends_on):
                continue
            rendered = page.render()
            html = self._write(path_of(page.url), self._outputs.html(rendered))
            text = ""
            if self._searchable and rendered.indexed:
                texts = list(self._outputs.texts(rendered).values())
                text = compute_digest(*texts)
                batch.texts[text] = json.dumps(texts).encode()
            batch.pages[page.url] = PageRecord(depends_on, html, text, PageSummary.of(rendered))
        return batch

    def _is_unchanged(self, page: LazyPage, depends_on: str) -> bool:
        """Whether the page in the site shows what a new one would show: the same cases, an unchanged HTML file, and its text for search."""
        last = self._last.pages.get(page.url)
        if not depends_on or last is None or last.depends_on != depends_on:
            return False
        return self._unchanged.get(path_of(page.url)) == last.html and self._has_text(last)

    def _write_source(self, source: FileSource) -> Batch:
        """Write the groups of files of a source that changed."""
        batch = Batch({}, {}, {}, {})
        for group in source():
            depends_on = "" if group.depends_on is None else compute_digest(*group.depends_on)
            record = self._last.groups.get(group.name) if depends_on else None
            if record is None or record.depends_on != depends_on or not self.are_unchanged(record):
                record = GroupRecord(depends_on, self.write_files(group.make()))
            if depends_on:
                batch.groups[group.name] = record
            batch.files.update((require_free(path, batch.files), file) for path, file in record.files.items())
        return batch

    def _write(self, path: str, content: bytes) -> str:
        """Write a file if its content changed. Return its digest."""
        digest = compute_digest(content)
        if self._unchanged.get(path) != digest:
            write_file(f"{self.staging}{os.sep}{path}", content)
        return digest

    def _has_text(self, page: PageRecord) -> bool:
        """Whether the last build made the text of a page for search, or it is not needed."""
        return not self._searchable or not page.head.indexed or bool(page.text)


def _digest_cases(page: LazyPage) -> str:
    """Compute a digest of what a page shows of single cases; empty where that is not known."""
    return compute_digest(*page.depends_on(), page.card) if page.depends_on else ""
