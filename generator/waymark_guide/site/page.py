"""A page and a plan: what is to be written, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date  # noqa: TC003 (a layout is kept in the form of its pages)
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from waymark_guide.core.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from collections.abc import Container


ELEMENT = "/assets/element/element.js"
"""The script that components share. It comes before theirs."""


class Heading(NamedTuple):
    """An entry of a page's table of contents."""

    anchor: str
    text: str
    level: int = 2


class Crumb(NamedTuple):
    """A step on the way to a page."""

    title: str
    url: str


class Card(NamedTuple):
    """What the picture for shared links says: what sort of page it is, and its title."""

    kind: str
    title: str


class Part(NamedTuple):
    """A part of a page that search finds by itself, such as one term of a glossary.

    Attributes:
        anchor: its id on the page.
        text: what it says, as bare words.
    """

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page. Links and assets in its body begin at the root (`/approaches/grants/`); the stamp makes them relative.

    Attributes:
        url: the folder below the root, with a closing `/`; empty for Home.
        section: the tab it belongs to: the URL of a page in the navigation, such as `approaches/`.
        title: the page's title and `h1` text.
        description: one plain sentence for search engines.
        body: HTML, with exactly one `h1`.
        headings: the table of contents; none shows no contents.
        crumbs: the way from Home to the page, itself left out.
        kind: what sort of page it is, in words that search shows as a filter, such as `Case study`.
        data: text of inline JSON blocks by id, escaped by the stamp.
        scripts: assets that only this page needs, such as `/assets/guide/guide.js`.
        styles: likewise for styles.
        indexed: whether the search of the whole site holds it.
        parts: what search finds by itself, with the page's kind.
        terms: the terms of the glossary that it explains, in their order.
        about: what its subject is, for programs, in the words of schema.org; see `waymark_guide.site.parts.structured_data`.
        changed: the day of its last change, as the content gives it; none where it does not.
        card: the picture for shared links, a path below the root; empty where there is none.
    """

    url: str
    section: str
    title: str
    description: str
    body: str
    headings: tuple[Heading, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    kind: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    indexed: bool = True
    parts: tuple[Part, ...] = ()
    terms: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    changed: date | None = None
    card: str = ""

    @property
    def page(self) -> Page:
        """Itself; a draft gives what it was made into."""
        return self

    @property
    def ready(self) -> Page:
        """Itself, likewise."""
        return self


class Draft:
    """A page that is made when somebody asks for it. Until then only its address is known; whatever a page has, a draft has too.

    Attributes:
        url: the page's address.
        make: makes the page.
        reads: gives prints of all that the page shows of single cases. With it, the page of an earlier build serves again where these prints, and
            everything that is no case, are as they were. Without it, the page may show anything, and each build makes it.
        named: for a page that is made from all the others, and so is made last: what the picture for links to it says; none for any other page.
    """

    __slots__ = ("_made", "make", "named", "reads", "url")

    def __init__(self, url: str, make: Callable[[], Page], *, reads: Callable[[], Iterable[str]] | None = None, named: Card | None = None) -> None:
        """Keep how to make a page."""
        self.url = url
        self.make = make
        self.reads = reads
        self.named = named
        self._made: Page | None = None

    @property
    def page(self) -> Page:
        """The page, made once."""
        if self._made is None:
            self._made = self.make()
        return self._made

    @property
    def ready(self) -> Page:
        """The page: the one that was made before, or else one that nobody keeps."""
        return self._made or self.make()

    def then(self, change: Callable[[Page], Page], *, after: str = "") -> Draft:
        """The draft of a page that is changed once it is made.

        Args:
            change: gives the changed page.
            after: a print of what the change depends on, besides the page.
        """
        before = self.reads
        reads = (lambda: (*before(), after)) if before else None
        return Draft(self.url, lambda: change(self.ready), reads=reads, named=self.named)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever a page has)
        """What the page has by that name."""
        return getattr(self.page, name)


def no_case() -> tuple[str, ...]:
    """What a page reads of single cases that shows none: it stays as it is whatever is edited in them."""
    return ()


class Head(NamedTuple):
    """What other pages and search say of a page; each attribute as the page has it, of the headings only the words, and the day as text."""

    url: str
    section: str
    title: str
    kind: str
    description: str
    headings: tuple[str, ...]
    indexed: bool
    parts: tuple[Part, ...]
    terms: tuple[str, ...]
    changed: str

    @classmethod
    def of(cls, page: Page) -> Head:
        """The head of a page."""
        headings = tuple(heading.text for heading in page.headings)
        changed = page.changed.isoformat() if page.changed else ""
        return cls(page.url, page.section, page.title, page.kind, page.description, headings, page.indexed, page.parts, page.terms, changed)


class FileGroup(NamedTuple):
    """Files that are made together.

    Attributes:
        name: one that no other group has, such as the path of the first file; it may be empty where `depends_on` is none.
        make: gives the path and the content of each.
        depends_on: digests of all that the files show of single cases. With it, the files of an earlier build serve again where these digests, and
            everything that is no case, are as they were. Without it, each build makes them.
    """

    name: str
    make: Callable[[], Iterable[tuple[str, bytes]]]
    depends_on: tuple[str, ...] | None = None


Family = Callable[[], "Iterable[FileGroup]"]
"""Gives groups of files that belong together."""


def files_of(family: Family) -> Iterator[tuple[str, bytes]]:
    """Every file of a family."""
    return chain.from_iterable(group.make() for group in family())


def made_anew(make: Callable[[], Iterable[tuple[str, bytes]]]) -> Family:
    """A family of which each file is made in every build."""
    return lambda: [FileGroup("", make)]


class Files(Mapping[str, bytes]):
    """Files by path, such as `data/case-studies.json`: all of them are made when somebody first looks.

    Attributes:
        families: what makes them.
    """

    def __init__(self, families: Iterable[Family]) -> None:
        """Keep how to make them."""
        self.families = tuple(families)
        self._made: dict[str, bytes] | None = None

    @property
    def made(self) -> dict[str, bytes]:
        """All of them.

        Raises:
            KnowledgeBaseError: two files want the same address.
        """
        if self._made is None:
            made: dict[str, bytes] = {}
            for path, content in chain.from_iterable(map(files_of, self.families)):
                made[free(path, made)] = content
            self._made = made
        return self._made

    def __getitem__(self, path: str) -> bytes:
        """The file at a path."""
        return self.made[path]

    def __iter__(self) -> Iterator[str]:
        """Every path."""
        return iter(self.made)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.made)


class Known:
    """What the last pages are made from: the heads of all the others, and the sizes of the files beside them.

    Whoever has made these hands over what is known of them; or else they are made here.
    """

    def __init__(self) -> None:
        """Know nothing; call `look_at`."""
        self._pages: Mapping[str, Page | Draft] = {}
        self._files: Mapping[str, bytes] = {}
        self._heads: tuple[Head, ...] | None = None
        self._sizes: Mapping[str, int] | None = None

    def look_at(self, pages: Mapping[str, Page | Draft], files: Mapping[str, bytes]) -> None:
        """Look here, when somebody asks and nothing was handed over."""
        self._pages, self._files = pages, files

    def hand_over(self, heads: Iterable[Head], sizes: Mapping[str, int]) -> None:
        """Take what is known from whoever knows it."""
        self._heads, self._sizes = tuple(heads), sizes

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads in the order of the pages."""
        if self._heads is None:
            self._heads = tuple(Head.of(each.page) for each in self._pages.values() if not is_last(each))
        return self._heads

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many bytes each file has, by its path."""
        if self._sizes is None:
            self._sizes = {path: len(content) for path, content in self._files.items()}
        return self._sizes


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole generated site.

    Attributes:
        pages: by URL.
        files: other files by path, such as `data/case-studies.json`.
        cards: what the pictures for shared links say, by path; none where they are not wanted.
        known: what the last pages are made from.
    """

    pages: Mapping[str, Page | Draft] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    known: Known = field(default_factory=Known)

    @property
    def families(self) -> tuple[Family, ...]:
        """What makes the files."""
        return self.files.families if isinstance(self.files, Files) else (made_anew(self.files.items),)

    def with_files(self, more: Callable[[], Iterable[tuple[str, bytes]]]) -> Plan:
        """The plan with more files."""
        return replace(self, files=Files((*self.families, made_anew(more))))


def is_last(page: Page | Draft) -> bool:
    """Whether a page is made from all the others."""
    return isinstance(page, Draft) and page.named is not None


def free(address: str, taken: Container[str]) -> str:
    """The address, where nothing has it yet.

    Raises:
        KnowledgeBaseError: two pages or files want it.
    """
    if address in taken:
        message = f"Two pages or files want the address /{address}."
        raise KnowledgeBaseError(message, about=address)
    return address
