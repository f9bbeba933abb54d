"""Makes the files of a site beside the last one: what is as it was is neither made nor written again, and the rest is shared out among processes."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.crew import shared
from generator.files import print_of, write
from generator.memory import Beside, Made
from generator.site.outputs import path_of
from generator.site.page import Draft, Head, free, is_last
from generator.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.memory import Memory
    from generator.site.outputs import Outputs
    from generator.site.page import Family, Page

AT_ONCE = 25
"""How many pages a process takes at once, of those that show few cases. Any other may show all of them: it is taken alone, and begun earlier."""


class Piece(NamedTuple):
    """What came of a piece of work.

    Attributes:
        pages: what is known of each page that was made, by its address.
        files: a print of each other file and its size in bytes, by its path.
        written: how many of them all were new or had changed.
        beside: what is to be remembered of files beside the pages.
    """

    pages: dict[str, Made]
    files: dict[str, tuple[str, int]]
    written: int
    beside: Beside = Beside({}, {})  # nobody adds to this one


class Press:
    """Fills a folder with the files of a site that are not as they were.

    Attributes:
        prints: a print of each file of the site, by its path.
        written: how many files were new or had changed.
        beside: what is to be remembered of the files beside the pages.
    """

    def __init__(  # noqa: PLR0913 (each says something else)
        self, outputs: Outputs, staging: Path, site_dir: Path, last: Mapping[str, str], memory: Memory, *, searchable: bool
    ) -> None:
        """Begin with nothing.

        Args:
            outputs: the files of the site, each made when it is asked for.
            staging: where new files go.
            site_dir: where the last site is, if there is one.
            last: its files, each with its print.
            memory: what is remembered of its pages.
            searchable: whether to keep what search reads of each page too.
        """
        self.prints: dict[str, str] = {}
        self.written = 0
        self.beside = Beside({}, {})
        self._sizes: dict[str, int] = {}
        self._outputs = outputs
        self._staging = f"{staging}{os.sep}"
        self._site_dir = site_dir
        self._site = f"{site_dir}{os.sep}"
        self._last = last
        self._memory = memory
        self._searchable = searchable

    def pages(self) -> dict[str, Made]:
        """Make every page and file; give what is known of each page, those that are made from all the others last.

        Raises:
            KnowledgeBaseError: two files want the same address.
        """
        plan, pages = self._outputs.plan, self._outputs.pages
        first = [page for page in pages.values() if not is_last(page)]
        alone, few = [page for page in first if not _shows_few_cases(page)], [page for page in first if _shows_few_cases(page)]
        batches = [*([page] for page in alone), *(few[start : start + AT_ONCE] for start in range(0, len(few), AT_ONCE))]
        work = [*(partial(self._family, family) for family in plan.families), *(partial(self._batch, batch) for batch in batches)]
        made: dict[str, Made] = {}
        for piece in shared(len(work), lambda number: work[number]()):
            made |= self._take(piece)
        made |= {page.url: self._memory.pages[page.url] for page in first if page.url not in made}
        plan.known.hand_over((made[url].head for url in plan.pages if url in made), dict(self._sizes))
        self._take(self._files(self._outputs.ready.items()))
        made |= self._take(self._batch([page for page in pages.values() if is_last(page)]))
        made = {url: made[url] for url in pages}
        lists = self._outputs.lists(page.head for page in made.values()).families
        for piece in shared(len(lists), lambda number: self._family(lists[number])):
            self._take(piece)
        for url, page in made.items():
            self.prints[free(path_of(url), self.prints)] = page.html
        return made

    def _take(self, piece: Piece) -> dict[str, Made]:
        for path, (mark, size) in piece.files.items():
            self.prints[free(path, self.prints)] = mark
            self._sizes[path] = size
        self.written += piece.written
        self.beside.add(piece.beside)
        return piece.pages

    def _batch(self, pages: Iterable[Page | Draft]) -> Piece:
        """Make the pages that are not as they were; of the others nothing is told."""
        made: dict[str, Made] = {}
        written = 0
        for page in pages:
            path, known, reads = path_of(page.url), self._memory.pages.get(page.url), _reads(page)
            if reads and known and known.reads == reads and self._stands(path, known.html) and self._has_text(path, known):
                continue
            ready = page.ready
            mark, new = self._place(path, self._outputs.html(ready))
            text = self._memory.put_texts(path, self._outputs.texts(ready), known.text if known else "") if self._searchable else ""
            made[page.url] = Made(reads, mark, text, Head.of(ready))
            written += new
        return Piece(made, {}, written)

    def _family(self, family: Family) -> Piece:
        """Make the files of a family that do not stand as they were."""
        past = Standing(self._memory, self._site_dir, self._stands)
        piece = self._files(family(past))
        for path, file in past.left.items():
            piece.files[free(path, piece.files)] = file
        return piece._replace(beside=past.told(piece.files))

    def _files(self, contents: Iterable[tuple[str, bytes]]) -> Piece:
        files: dict[str, tuple[str, int]] = {}
        written = 0
        for path, content in contents:
            mark, new = self._place(path, content)
            files[free(path, files)] = mark, len(content)
            written += new
        return Piece({}, files, written)

    def _place(self, path: str, content: bytes) -> tuple[str, int]:
        """Write a file, unless it is as it was. Gives its print, and how many files were written."""
        mark = print_of(content)
        if self._stands(path, mark):
            return mark, 0
        write(self._staging + path, content)
        return mark, 1

    def _has_text(self, path: str, page: Made) -> bool:
        """Whether what search reads of a page is there, where somebody wants it."""
        return not self._searchable or not page.head.indexed or self._memory.has_text(path, page.text)

    def _stands(self, path: str, mark: str) -> bool:
        """Whether the last site has this file with this content."""
        return self._last.get(path) == mark and os.path.isfile(self._site + path)  # noqa: PTH113 (many files: a path object for each costs more)


def _reads(page: Page | Draft) -> str:
    """A print of what a page shows of single cases; empty where that is not known."""
    return print_of("\0".join(page.reads())) if isinstance(page, Draft) and page.reads else ""


def _shows_few_cases(page: Page | Draft) -> bool:
    """Whether it is known which cases a page shows."""
    return isinstance(page, Draft) and page.reads is not None
