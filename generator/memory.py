"""What is remembered of the pages and files of the last build, so that whatever shows the same as before is neither made nor written again.

One file of JSON, `.cache/waymark/pages.json`, which begins with a print of everything that is no case. While a build is at work there is no such
file: a build that breaks off leaves nothing to be mistaken for the truth.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.files import print_of, write
from generator.site.page import Head, Part

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE, TEXTS = "pages.json", "texts"


class Made(NamedTuple):
    """A page that was made.

    Attributes:
        reads: a print of what it shows of single cases; empty where that is not known.
        html: a print of its HTML.
        text: a print of what search reads of it; empty where search passes it over, or where that was not made because nobody wanted a search index.
        head: what other pages say of it.
    """

    reads: str
    html: str
    text: str
    head: Head


class Group(NamedTuple):
    """Files that were made together.

    Attributes:
        reads: a print of what they show of single cases.
        files: a print of each and its size in bytes, by its path.
    """

    reads: str
    files: dict[str, tuple[str, int]]


class Ledger(NamedTuple):
    """Files that hold a part of each of some records, in the same order in all of them.

    Attributes:
        reads: a print of each record.
        lengths: for each file the bytes of each part.
        files: a print of each file, by its path.
    """

    reads: list[str]
    lengths: list[list[int]]
    files: dict[str, str]


class Beside(NamedTuple):
    """The files beside the pages: groups by their names, and ledgers by the path of their first file."""

    groups: dict[str, Group]
    ledgers: dict[str, Ledger]

    def add(self, other: Beside) -> None:
        """Remember these too."""
        self.groups.update(other.groups)
        self.ledgers.update(other.ledgers)


class Memory:
    """The pages and files of the last build.

    Attributes:
        texts: the folder with what search reads of each page.
        pages: by address; none where anything that is no case has changed since.
        beside: the files beside them, likewise.
    """

    def __init__(self, folder: Path, surroundings: str) -> None:
        """Take what is remembered.

        Args:
            folder: where things are kept from build to build.
            surroundings: a print of everything that is no case; empty where it is not known, and nothing can be taken.
        """
        self._folder = folder
        self.texts = folder / TEXTS
        self.pages: dict[str, Made] = {}
        self.beside = Beside({}, {})
        self._surroundings = surroundings
        try:
            told = json.loads((folder / FILE).read_text(encoding="utf-8"))
            if surroundings and told["surroundings"] == surroundings:
                pages, beside = {url: _made(page) for url, page in told["pages"].items()}, _beside(*told["beside"])
                self.pages, self.beside = pages, beside
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return

    def has_text(self, path: str, mark: str) -> bool:
        """Whether what search reads of a page, which has this print, is there."""
        return bool(mark) and (self.texts / path).is_file()

    def put_texts(self, path: str, texts: Mapping[str, str], known: str) -> str:
        """Keep what search reads of a page, unless it is as it was; give its print.

        Args:
            path: the page's file.
            texts: what search reads of it, by path; nothing where search passes it over.
            known: the print of what is kept of it.
        """
        if not texts:
            return ""
        mark = print_of("\0".join(f"{name}\0{text}" for name, text in texts.items()))
        if mark != known or not self.has_text(path, mark):
            for name, text in texts.items():
                write(self.texts / name, text.encode())
        return mark

    def forget(self, *, searchable: bool) -> None:
        """Have no file while a build is at work; and where it makes texts for search, none of a page that is not known."""
        (self._folder / FILE).unlink(missing_ok=True)
        if searchable and not any(page.text for page in self.pages.values()):
            shutil.rmtree(self.texts, ignore_errors=True)

    def forget_texts(self, pages: Mapping[str, Made]) -> None:
        """Drop the texts that search no longer reads: of pages and parts that are gone, or that it passes over now."""
        for url, page in self.pages.items():
            now = _texts_of(pages[url].head) if url in pages else set()
            for path in _texts_of(page.head) - now:
                (self.texts / path).unlink(missing_ok=True)

    def keep(self, pages: Mapping[str, Made], beside: Beside) -> None:
        """Remember these pages and files. Where that cannot be done, the next build makes every one."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            told = json.dumps({"surroundings": self._surroundings, "pages": pages, "beside": beside}, ensure_ascii=False, separators=(",", ":"))
            (self._folder / FILE).write_text(told, encoding="utf-8")
        except OSError:
            (self._folder / FILE).unlink(missing_ok=True)


def _texts_of(head: Head) -> set[str]:
    """Where what search reads of a page is kept."""
    return {f"{head.url}index.html", *(f"{head.url}{part.anchor}/index.html" for part in head.parts)} if head.indexed else set()


def _made(told: Any) -> Made:  # noqa: ANN401 (whatever the file holds)
    reads, html, text, (url, section, title, kind, description, headings, indexed, parts, terms, changed) = told
    head = Head(url, section, title, kind, description, tuple(headings), indexed, tuple(Part(*part) for part in parts), tuple(terms), changed)
    return Made(reads, html, text, head)


def _beside(groups: Any, ledgers: Any) -> Beside:  # noqa: ANN401 (likewise)
    """The files that are remembered.

    Raises:
        ValueError: a length is less than nothing.
    """
    kept = {name: Group(reads, {path: (mark, size) for path, (mark, size) in files.items()}) for name, (reads, files) in groups.items()}
    held = {name: Ledger(*ledger) for name, ledger in ledgers.items()}
    if any(length < 0 for ledger in held.values() for lengths in ledger.lengths for length in lengths):
        raise ValueError
    return Beside(kept, held)
